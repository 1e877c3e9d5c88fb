"""What every panel of the summary needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.measure import Measure
from data.model.period import Period
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.model.verdict import Verdict
from data.reports.panel import Words, source_line
from data.words import findings
from data.words import formatting as f
from data.words.verdicts import bracket_notes, judged_each


@dataclass(frozen=True)
class SummaryView:
    """What is chosen, and its figures; table: as ``performance`` gives it.

    comparison: what is compared with what, None where no month of the period can be.
    """

    selection: Selection
    choices: Choices
    status: BuildStatus
    measures: dict[str, Measure]
    comparison: Comparison | None
    table: pd.DataFrame

    @property
    def period(self) -> Period:
        """The months chosen."""
        return self.selection.period

    @property
    def is_part(self) -> bool:
        """Whether the changes are of a part of the period alone."""
        return self.comparison is not None and self.comparison.is_part

    @cached_property
    def others(self) -> str:
        """Who the change is set against; empty where there is nobody."""
        first = self.table.iloc[0]
        count = int(self.table["others_count"].max())
        if not count:
            return ""
        if first["others_are_similar"]:
            return f"Most similar group ({count})"
        if not self.selection.is_whole_area:
            return f"Rest of {self.selection.area_name}"
        return "The other district" if count == 1 else f"All {count} other districts"

    @cached_property
    def ranked(self) -> str:
        """What the chosen area has a rank among; empty where it has none."""
        has_rank = (self.table["rank_words"] != "").any()
        return ("districts" if self.selection.is_whole_area else "wards") if has_rank else ""

    @cached_property
    def notes(self) -> list[str]:
        """What has to be known to read the table."""
        table, notes = self.table, []
        if self.comparison:
            notes = [*bracket_notes(table), *judged_each(table, "offence")]
            if (table["total_1"] == 0).any():
                notes.append("Where nothing was recorded before, there is no percentage to give.")
            if (table["verdict"] == Verdict.CANNOT_COMPARE).any():
                notes.append(f"Cannot compare: {f.joined(list(dict.fromkeys(r for r in table['refusal'] if r)))}.")
        if self.ranked:
            notes.append("Ranks are per 1,000 residents, highest first; all ranges hold at once nine times in ten.")
        if table["rate_per_1000"].notna().any():
            notes.append(self.measures["rate_per_1000"].caveat)
        return notes

    def words(self, finding: str, caption: str, said: Sequence[str] = ()) -> Words:
        """The words of a panel, with the source."""
        source = source_line(self.status.source, self.status.is_demo)
        return Words(finding, caption, source, said, findings.scope(self.selection))


def where(view: SummaryView, wards: pd.DataFrame, sentences: Sequence[str]) -> list[str]:
    """The sentences on the wards; where their changes cannot be given, which of them hold most."""
    total = view.table["offence_count"].iloc[0]
    if sentences or not total > 0:
        return list(sentences)
    noun = "crime" if view.selection.noun == "offences" else "incidents"
    return [f"{findings.top_wards(wards, total)} of the {noun} counted, of {len(wards)} wards."]
