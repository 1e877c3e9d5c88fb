"""What the summary page says first: what changed, where, and what has to be known to read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
from dash import dcc, html

from components import url_state
from components.lists import lead_list
from components.panel import Words, source_line
from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.measure import Measure
from data.model.period import Period
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.words import findings
from data.words import formatting as f


@dataclass(frozen=True)
class Context:
    """What every part needs; table: as ``performance`` gives it.

    comparison: what is compared with what, None where no month of the period can be.
    """

    selection: Selection
    choices: Choices
    status: BuildStatus
    measures: dict[str, Measure]
    comparison: Comparison | None
    table: pd.DataFrame
    search: str

    @property
    def period(self) -> Period:
        """What is shown."""
        return self.selection.period

    @property
    def is_complete(self) -> bool:
        """Whether no month of the period is missing."""
        return not self.choices.missing(self.period)

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


def finding(context: Context) -> str:
    """The total of the period and what may be said of its change, for the heading."""
    first = context.table.iloc[0]
    return findings.recorded(context.selection, first["offence_count"]) + findings.judged(first, context.comparison)


def where(context: Context, wards: pd.DataFrame, said: Sequence[str]) -> list[str]:
    """The sentences on the wards; where their changes cannot be given, which of them hold most."""
    total = context.table["offence_count"].iloc[0]
    if said or not total > 0:
        return list(said)
    noun = "crime" if context.selection.noun == "offences" else "incidents"
    return [f"{findings.top_wards(wards, total)} of the {noun} counted, of {len(wards)} wards."]


def part_link(context: Context) -> html.P | None:
    """A link to the part of the period that can be compared, where the whole cannot and a part can."""
    if context.comparison is None or not context.comparison.is_part:
        return None
    part = context.comparison.now
    words = f"Show {f.period(part)} alone"
    return html.P(dcc.Link(words, href=url_state.write(replace(context.selection, period=part))))


def head(context: Context, said: Sequence[str], places: Sequence[str]) -> html.Div:
    """The sentences on the crime types, and beside them those on the wards."""
    return html.Div(
        [
            _sentences("What changed", said, part_link(context)),
            *([_sentences("Where", places, None)] if places else []),
        ],
        className="columns" if places else "",
    )


def _sentences(title: str, texts: Sequence[str], more: html.P | None) -> html.Section:
    return html.Section([html.H2(title), lead_list(texts), *([more] if more else [])])
