"""The chosen wards, or the district, beside others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from data.model.records import records
from data.model.selection import DISTRICTS, REST
from data.reports.figures import MonthlyLine
from data.reports.panel import Fold, Listed, Note, Panel, about
from data.reports.table import Column, Table
from data.reports.trends.view import TrendsView
from data.words import formatting as f

NOTHING_LEFT = {
    REST: "There is nothing left to compare with: choose some of the wards in the filter, not all.",
    DISTRICTS: "There is no other district in the data to compare with.",
}
ALL_CHOSEN = "There is nothing to compare with: every ward that is ticked here is among those chosen in the filter."


@dataclass(frozen=True)
class Pair:
    """Two groups of areas: their series as drawn and as counts, their rates, and how each of the two changed.

    series: period_month, series, value; counts: period_month, name, offence_count; rates: of ``Standing.lookup`` with
    name, a row for the group that was chosen and one for the other; changes: sentences on the change of each;
    residents_of: where the residents come from.
    """

    series: pd.DataFrame
    counts: pd.DataFrame
    rates: pd.DataFrame
    changes: Sequence[str]
    residents_of: str

    @property
    def names(self) -> list[str]:
        """The group that was chosen, and the other."""
        return list(self.rates["name"])


def nothing_left(against: Sequence[str]) -> str:
    """Why there is no comparison."""
    return NOTHING_LEFT.get(against[0], ALL_CHOSEN)


def beside_panel(view: TrendsView, pair: Pair) -> Panel:
    """Two lines, the two rates, and how each of the two changed."""
    view = replace(view, said=[*view.said, *pair.changes])
    both = " beside ".join(pair.names)
    words = view.words(f"{both}, by month", view.series(both), short=view.short)
    figure = MonthlyLine(pair.series, view.measure, view.selection.period)
    changes: list[Note] = [Listed(pair.changes)] if pair.changes else []
    folds = [Fold("How sure is this?", [*_rates(view, pair), *changes]), about(words)]
    return Panel("trends-against", words, _table(view, pair), figure, folds=folds)


def _rates(view: TrendsView, pair: Pair) -> list[str]:
    """The two rates of the period, each with its interval."""
    if pair.rates["rate_per_1000"].isna().any():
        return []
    each = [
        f"{row['name']}: {f.number(row['rate_per_1000'], 1)} ({f.number(row['lower_ci_per_1000'], 1)} to "
        f"{f.number(row['upper_ci_per_1000'], 1)})"
        for row in records(pair.rates)
    ]
    period = f.the_year_to(view.selection.period)
    return [f"Per 1,000 residents in {period} ({pair.residents_of}), with what chance leaves open: {f.joined(each)}."]


def _table(view: TrendsView, pair: Pair) -> Table:
    """A row a month: both groups as drawn, and their counts."""
    counted = {name: f"{name}, {view.selection.noun}" for name in pair.names}
    drawn = pair.series.pivot(index="period_month", columns="series", values="value")
    counts = pair.counts.pivot(index="period_month", columns="name", values="offence_count").rename(columns=counted)
    frame = drawn.join(counts).reset_index()
    frame.insert(0, "month", frame["period_month"].dt.strftime("%Y-%m"))
    columns = [
        Column("month", "Month"),
        *(Column(name, name, "number", view.measure.decimals) for name in pair.names),
        *(Column(name, name, "number") for name in counted.values()),
    ]
    return Table(frame, columns)
