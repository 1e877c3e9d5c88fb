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
from data.reports.panel import Words, source_line
from data.words import findings


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
    def is_complete(self) -> bool:
        """Whether no month of the period is missing."""
        return not self.choices.missing(self.period)

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
