"""The parts of the trends page."""

from dataclasses import dataclass

import pandas as pd
from dash import html

from components import formatting as f
from components.data_table import Column
from components.figures.monthly_line import monthly_line, series_colours
from components.panel import Numbers, Words, chart, panel, source_line
from data.selection import BuildStatus, Choices, Measure, Period, Selection


@dataclass(frozen=True)
class Context:
    """What every part needs: the selection, its measure, the months shown and the events within them."""

    selection: Selection
    measure: Measure
    status: BuildStatus
    shown: Period
    annotations: pd.DataFrame

    @property
    def title(self) -> str:
        """The measure, by what is counted; a rate with its residents."""
        title = self.measure.title.replace("offences", self.selection.noun)
        is_rate = self.measure.name == "rate_per_1000"
        return f"{title} ({self.selection.population_source})" if is_rate else title

    def words(self, finding: str, what: str) -> Words:
        """The words of a panel about ``what``."""
        caption = (
            f"{self.title} a month, {what}, {f.period(self.selection.period)}; the twelve months before are dotted. "
            f"{f.capital(self.selection.vintage.label)}."
        )
        return Words(finding, caption, source_line(self.status.source, self.status.is_demo))


def cautions(context: Context, choices: Choices) -> list[str]:
    """The months that are missing, named."""
    missing = choices.missing(context.shown)
    return [f"No data for {f.runs(missing)}: shown as a gap, not as zero."] if missing else []


def finding(context: Context, total: pd.DataFrame) -> str:
    """When the chosen wards and types were highest, for the heading."""
    selection = context.selection
    is_shown = (total["series"] == total["series"].iloc[0]) & (total["period_month"].dt.date >= selection.period.first)
    known = total[is_shown].dropna(subset="value")
    if known.empty:
        return f"No data for {f.period(selection.period)}"
    top = known.loc[known["value"].idxmax()]
    value = f.number(top["value"], context.measure.decimals)
    what = f"{selection.types_label} in {selection.wards_label}"
    if not top["value"]:
        return f"{what}: none recorded, {f.period(selection.period)}"
    if len(known) == 1:
        return f"{what}: {value} in {f.month(top['period_month'])}"
    return f"{what} was highest in {f.month(top['period_month'])}: {value}"


def total_panel(context: Context, series: pd.DataFrame) -> html.Section:
    """The chosen wards together, against the rest of the area where wards are chosen."""
    selection = context.selection
    rest = "" if selection.is_whole_area else f" against the rest of {selection.area_name}"
    words = context.words(f"{selection.types_label} in {selection.wards_label}{rest}, by month", selection.wards_label)
    figure = monthly_line(series, context.measure, selection.period, context.annotations)
    return panel(words, _numbers(context, series, "total"), key(series), chart("trends-total", figure, words.finding))


def type_panel(context: Context, every: pd.DataFrame, series: pd.DataFrame) -> html.Section:
    """The chosen types with most offences; the table has ``every`` chosen type."""
    return _parts_panel(context, every, series, "types", f"{context.selection.wards_label} by crime type")


def ward_panel(context: Context, every: pd.DataFrame, series: pd.DataFrame) -> html.Section:
    """The chosen wards with most offences; the table has ``every`` chosen ward."""
    return _parts_panel(context, every, series, "wards", f"{context.selection.types_label} by ward")


def _parts_panel(context: Context, every: pd.DataFrame, series: pd.DataFrame, part: str, what: str) -> html.Section:
    words = context.words(_most("crime types" if part == "types" else part, series, every["series"].nunique()), what)
    figure = monthly_line(series, context.measure, context.selection.period)
    shown = chart(f"trends-{part}", figure, words.finding)
    return panel(words, _numbers(context, every, part), key(series), shown)


def key(series: pd.DataFrame) -> html.Ul:
    """The names of the series in their colours, for screens too narrow for labels beside the lines."""
    names = list(series["series"].drop_duplicates())
    return html.Ul(
        [html.Li([html.Span(className="swatch", style={"background": colour}), name])
         for name, colour in zip(names, series_colours(len(names)), strict=False)],
        className="chart-key",
    )  # fmt: skip


def _most(what: str, series: pd.DataFrame, chosen: int) -> str:
    shown = series["series"].nunique()
    if shown == chosen:
        return f"{series['series'].iloc[0]} by month" if shown == 1 else f"The {shown} chosen {what} by month"
    return (
        f"The {shown} most frequent of {chosen} {what} by month"
        if what != "wards"
        else f"The {shown} wards with most, of {chosen}"
    )


def _numbers(context: Context, series: pd.DataFrame, part: str) -> Numbers:
    """A row a month; with one series, the same month a year before beside it."""
    names, months = list(series["series"].unique()), list(series["period_month"].unique())
    values = series["value"].to_numpy().reshape(len(names), len(months))
    wide = pd.DataFrame(dict(zip(names, values, strict=True)), index=pd.Index(months, name="period_month"))
    columns = [Column(name, name, "number", context.measure.decimals) for name in names]
    if len(columns) == 1:
        before = wide.iloc[:, 0].copy()
        before.index = before.index + pd.DateOffset(months=12)
        wide = wide.assign(year_before=before.reindex(wide.index))
        columns.append(Column("year_before", "Same month a year before", "number", context.measure.decimals))
    frame = wide.reset_index()
    frame.insert(0, "month", frame["period_month"].dt.strftime("%Y-%m"))
    return Numbers(frame, [Column("month", "Month"), *columns], f"trends-{part}-{context.selection.period.last:%Y-%m}")


def annotation_list(context: Context) -> html.Section | None:
    """What the marks on the chart stand for."""
    if context.annotations.empty:
        return None
    entries = []
    for event in context.annotations.itertuples():
        when = f.period(Period(event.date_from.date(), event.date_to.date()))
        entries += [html.Dt(f"{event.label}, {when}"), html.Dd(f"{event.explanation}. Source: {event.document}.")]
    return html.Section([html.H2("Events marked on the chart"), html.Dl(entries)], className="panel")
