"""The chosen wards, or the district, beside others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from dash import html

from components.data_table import Column
from components.figures.monthly_line import monthly_line
from components.lists import lead_list, series_key
from components.notices import notice
from components.panel import Numbers, chart, panel
from components.panels.trends import Context
from data.words import formatting as f

NOTHING_LEFT = {
    "rest": "There is nothing left to compare with: choose some of the wards in the filter, not all.",
    "districts": "There is no other district in the data to compare with.",
    "wards": "There is nothing to compare with: every ward that is ticked here is among those chosen in the filter.",
}


@dataclass(frozen=True)
class Beside:
    """Two sides: their series as drawn and as counts, their rates, and how each side changed.

    series: period_month, series, value; counts: period_month, name, offence_count; residents: by name, 0 where unknown;
    rates: of ``Standing.lookup``, one row a side; changed: sentences on the change of each; residents_of: where the
    residents come from.
    """

    series: pd.DataFrame
    counts: pd.DataFrame
    residents: Mapping[str, int]
    rates: pd.DataFrame
    changed: Sequence[str]
    residents_of: str

    @property
    def names(self) -> tuple[str, str]:
        """The side that was chosen, and the other."""
        one, other = self.residents
        return one, other


def nothing_left(against: Sequence[str]) -> html.Div:
    """Why there is no comparison."""
    return notice(NOTHING_LEFT.get(against[0], NOTHING_LEFT["wards"]))


def compare_panel(context: Context, beside: Beside) -> html.Section:
    """Two lines, the two rates, and how each of the two changed."""
    context = replace(context, said=[*context.said, *beside.changed])
    sides = f"{beside.names[0]} beside {beside.names[1]}"
    words = context.words(f"{sides}, by month", context.series(sides))
    figure = monthly_line(beside.series, context.measure, context.selection.period)
    shown = chart("trends-against", figure, words.finding)
    notes = [*_rates(context, beside), *([lead_list(beside.changed)] if beside.changed else [])]
    return panel(words, _numbers(context, beside), series_key(beside.series), shown, notes=notes)


def _rates(context: Context, beside: Beside) -> list[html.P]:
    """The two rates of the period, each with its interval."""
    if beside.rates["rate_per_1000"].isna().any():
        return []
    each = [
        f"{row['name']}: {f.number(row['rate_per_1000'], 1)} ({f.number(row['lower_ci_per_1000'], 1)} to "
        f"{f.number(row['upper_ci_per_1000'], 1)})"
        for row in beside.rates.to_dict("records")
    ]
    period = f.the_year_to(context.selection.period)
    return [html.P(f"Per 1,000 residents in {period} ({beside.residents_of}), 95% intervals: {f.joined(each)}.")]


def _numbers(context: Context, beside: Beside) -> Numbers:
    """A row a month: both sides as drawn, and their counts."""
    drawn = beside.series.pivot(index="period_month", columns="series", values="value")
    counts = beside.counts.pivot(index="period_month", columns="name", values="offence_count")
    frame = drawn.join(counts.rename(columns=lambda name: f"{name}, {context.selection.noun}")).reset_index()
    frame.insert(0, "month", frame["period_month"].dt.strftime("%Y-%m"))
    columns = [Column("month", "Month")]
    columns += [Column(name, name, "number", context.measure.decimals) for name in beside.names]
    columns += [Column(name, name, "number") for name in (f"{n}, {context.selection.noun}" for n in beside.names)]
    return Numbers(frame, columns, f"trends-against-{context.selection.period.last:%Y-%m}")
