"""The chosen wards, or the district, beside others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from dash import html

from components import formatting as f
from components import verdicts
from components.data_table import Column
from components.figures.monthly_line import monthly_line, series_colours
from components.notices import notice
from components.panel import Numbers, chart, panel
from components.panels.trends import Context
from data.schema import Verdict

NOTHING_LEFT = {
    "rest": "There is nothing left to compare with: choose some of the wards in the filter, not all.",
    "districts": "There is no other district in the data to compare with.",
    "wards": "There is nothing to compare with: every ward that is ticked here is among those chosen in the filter.",
}


@dataclass(frozen=True)
class Beside:
    """Two sides: their series as drawn and as counts, whether the rates differ, and how each side changed.

    series: period_month, series, value; counts: period_month, name, offence_count; residents: by name, 0 where unknown;
    rates: of ``compare_rates``; changed: sentences on the change of each; residents_of: where the residents come from.
    """

    series: pd.DataFrame
    counts: pd.DataFrame
    residents: Mapping[str, int]
    rates: pd.Series
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
    """Two lines, which of the two has the higher rate and by how much, and how each of them changed."""
    context = replace(context, said=beside.changed)
    words = context.words(_found(beside), context.series(f"{beside.names[0]} beside {beside.names[1]}"))
    figure = monthly_line(beside.series, context.measure, context.selection.period)
    shown = chart("trends-against", figure, words.finding)
    sentences = html.Ul([html.Li(text) for text in beside.changed], className="lead-list")
    notes = [*_rates(context, beside), *([sentences] if beside.changed else [])]
    return panel(words, _numbers(context, beside), key(beside.series), shown, notes=notes)


def _found(beside: Beside) -> str:
    one, other = beside.names
    verdict, change = beside.rates["verdict"], beside.rates["change_pct"]
    if verdict not in (Verdict.HIGHER, Verdict.LOWER) or pd.isna(change):
        said = {Verdict.NORMAL: ": rates alike", Verdict.TOO_FEW: f": {verdict}"}
        return f"{one} against {other}{said.get(verdict, ', by month')}"
    if change >= 100:
        return f"{one}: {f.number(1 + change / 100, 1)} times the rate of {other}"
    return f"{one}: rate {f.number(abs(change))}% {'above' if change > 0 else 'below'} {other}"


def _rates(context: Context, beside: Beside) -> list[html.P]:
    """The two rates of the period and the verdict on their difference."""
    rates, names = beside.rates, beside.names
    if rates["verdict"] == Verdict.NOT_COMPARABLE:
        return []
    each = [1000 * rates[f"total_{place}"] / beside.residents[name] for place, name in enumerate(names)]
    bounds = verdicts.named_interval(rates["lower_ci_pct"], rates["upper_ci_pct"])
    differ = f", {f.signed(rates['change_pct'])}% {bounds}" if bounds and rates["verdict"] != Verdict.TOO_FEW else ""
    text = (
        f"{f.number(each[0], 1)} per 1,000 residents against {f.number(each[1], 1)} in "
        f"{f.the_year_to(context.selection.period)} ({beside.residents_of}){differ}: {rates['verdict']}."
    )
    return [html.P([verdicts.sign(rates["verdict"]), text])]


def key(series: pd.DataFrame) -> html.Ul:
    """The names of the series in their colours, for screens too narrow for labels beside the lines."""
    names = list(series["series"].drop_duplicates())
    return html.Ul(
        [html.Li([html.Span(className="swatch", style={"background": colour}), name])
         for name, colour in zip(names, series_colours(len(names)), strict=False)],
        className="chart-key",
    )  # fmt: skip


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
