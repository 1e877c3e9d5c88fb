"""What the summary page says first: what changed, where, and what has to be known to read it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd
from dash import dcc, html

from components import findings, url_state
from components import formatting as f
from components.panel import Words, source_line
from data.period import Period, unbroken
from data.selection import BuildStatus, Choices, Measure, Selection

YEAR = 12
# Kinds of events that change what is recorded, whether or not crime changes.
CAUTIOUS = ("restriction", "recording")

UNPUBLISHED = "No change is given: what is chosen was not published in every month of both periods."


@dataclass(frozen=True)
class Context:
    """What every part needs; table: as ``data.analysis.peers.beside_peers`` gives it."""

    selection: Selection
    choices: Choices
    status: BuildStatus
    measures: dict[str, Measure]
    table: pd.DataFrame
    search: str

    @property
    def period(self) -> Period:
        """What is shown."""
        return self.selection.period

    @property
    def before(self) -> Period:
        """What it is compared with."""
        return self.selection.period.before

    @property
    def is_complete(self) -> bool:
        """Whether no month of the period is missing."""
        return not self.choices.missing(self.period)

    @property
    def is_comparable(self) -> bool:
        """Whether no month of either period is missing."""
        return self.is_complete and not self.choices.missing(self.before)

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
        return Words(finding, caption, source_line(self.status.source, self.status.is_demo), said)


def finding(context: Context) -> str:
    """The total of the period and what may be said of its change, for the heading."""
    first = context.table.iloc[0]
    return findings.recorded(context.selection, first["total_0"]) + findings.judged(
        first["change_pct"], first["verdict"]
    )


def lead(context: Context, said: Sequence[str]) -> list[str]:
    """The first sentences: ``said``, after the reason where no change can be given; never none."""
    missing = [context.choices.missing(period) for period in (context.period, context.before)]
    refused = findings.refusal(context.period, missing[0], context.before, missing[1])
    return [*([refused] if refused else []), *said] or [UNPUBLISHED]


def where(context: Context, wards: pd.DataFrame, said: Sequence[str]) -> list[str]:
    """The sentences on the wards; where their changes cannot be given, which of them hold most."""
    total = context.table["total_0"].iloc[0]
    if said or not total > 0:
        return list(said)
    noun = "crime" if context.selection.noun == "offences" else "incidents"
    return [f"{findings.top_wards(wards, total)} of the {noun} counted, of {len(wards)} wards."]


def comparable_part(choices: Choices, period: Period) -> Period | None:
    """The longest run of months of the period, a year at most, that the year before has too; the latest of equals."""
    runs = unbroken(month for month in period.months if choices.is_comparable(Period(month, month)))
    longest = max(runs, key=lambda run: (min(len(run.months), YEAR), run.last), default=None)
    return longest and Period(longest.months[-YEAR:][0], longest.last)


def part_link(context: Context) -> html.P | None:
    """A link to the part of the period that can be compared, where the whole cannot and a part can."""
    part = None if context.is_comparable else comparable_part(context.choices, context.period)
    if part is None:
        return None
    words = f"{f.capital(f.period(part))} can be compared with the year before"
    return html.P(dcc.Link(words, href=url_state.write(replace(context.selection, period=part))))


def events(annotations: pd.DataFrame, period: Period, before: Period) -> list[str]:
    """A caution where a restriction or a change of recording falls within one of the two periods compared.

    annotations: date_from, date_to, label, kind.
    """
    kept = annotations[annotations["kind"].isin(CAUTIOUS)]
    named = []
    for one in (before, period):
        labels = kept.loc[(kept["date_from"] <= f"{one.last}") & (kept["date_to"] >= f"{one.first}"), "label"]
        named += [f"{f.joined(list(labels.drop_duplicates()))} in {f.the_year_to(one)}"] if len(labels) else []
    if not named:
        return []
    return [
        f"Read with care: {', and '.join(named)}. A change may be one of restrictions or of recording, not of crime."
    ]


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
    listed = html.Ul([html.Li(text) for text in texts], className="lead-list")
    return html.Section([html.H2(title), listed, *([more] if more else [])])
