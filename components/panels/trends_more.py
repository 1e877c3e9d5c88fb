"""Wards in the funnel, months of the year, and hours of the week."""

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from components.data_table import Column
from components.figures.funnel_plot import funnel_plot
from components.figures.hour_table import hour_table
from components.figures.month_profile import month_profile
from components.panel import Numbers, chart, panel
from components.panels.trends import Context
from data.model.measure import Measure
from data.model.period import Period
from data.words import formatting as f
from data.words.findings import scope

LIMITS = "Limits of 95% (dotted) and 99.8% (full), widened for how wards differ beyond chance; diamonds lie outside."
FUNNEL_COLUMNS = (
    Column("area_name", "Ward"),
    Column("offence_count", "Offences", "number"),
    Column("population", "Residents", "number"),
    Column("rate_per_1000", "Per 1,000", "number", 1),
    Column("lower_ci_per_1000", "Lower 95%", "number", 1),
    Column("upper_ci_per_1000", "Upper 95%", "number", 1),
    Column("position", "Position"),
)
PROFILE_COLUMNS = (
    Column("month_name", "Month"),
    Column("index", "Index", "number", 0),
    Column("lowest_index", "Lowest year", "number", 0),
    Column("highest_index", "Highest year", "number", 0),
)


def funnel_panel(
    context: Context, areas: pd.DataFrame, limits: pd.DataFrame, overall: float, rate: Measure
) -> html.Section:
    """Every ward's rate against its residents, with a caution on residents; or why there is none.

    areas: of ``Standing.table`` with area_name and position; limits, overall: of ``funnel``; rate: its measure.
    """
    selection, period = context.selection, context.selection.period
    if areas["rate_per_1000"].isna().all():
        reason = "months are missing" if areas["offence_count"].isna().all() else "no population is loaded"
        return _refused("Wards are not compared by rate", f"There is no rate for {f.period(period)}: {reason}.")
    caption = (
        f"{rate.title.replace('offences', selection.noun)} and residents ({selection.population_source}), "
        f"{selection.types_label}, every ward of {selection.area_name}, {f.period(period)}."
    )
    every = tuple(ward.code for ward in selection.vintage.wards)
    named = scope(replace(selection, wards=every, crime_types=selection.counted_types))
    words = replace(context.words(_outliers(areas), caption, LIMITS), scope=named)
    shown = chart("trends-funnel", funnel_plot(areas, limits, overall, selection.wards), words.finding)
    ordered = areas.sort_values("rate_per_1000", ascending=False, ignore_index=True)
    marked = () if selection.is_whole_area else selection.wards
    numbers = Numbers(ordered, FUNNEL_COLUMNS, f"trends-funnel-{period.last:%Y-%m}", marked, "area_code")
    return panel(words, numbers, shown, html.P(_caution(areas, rate), className="quiet"))


def _outliers(areas: pd.DataFrame) -> str:
    """Which wards lie beyond the wide limits, or that none does."""
    far = areas[areas["position"].str.contains("99.8%") & ~areas["position"].str.startswith("within")]
    if far.empty:
        return "No ward lies beyond the 99.8% limits"
    if len(far) > 1:
        return f"{len(far)} wards lie beyond the 99.8% limits"
    return f"{far['area_name'].iloc[0]} lies {far['position'].iloc[0].split()[0]} the 99.8% limits"


def _caution(areas: pd.DataFrame, rate: Measure) -> str:
    high = list(areas.loc[areas["position"].str.startswith("above"), "area_name"])
    said = f" Look first at who visits {f.joined(high)}." if high else ""
    return f"{rate.caveat}{said}"


def season_panel(
    context: Context, profile: pd.DataFrame, years: Sequence[Period], refusal: str | None, restricted: Sequence[date]
) -> html.Section:
    """The months of the year against the mean month; or why they are not compared; columns as in ``Seasonality``."""
    if refusal:
        return _refused("Months of the year are not compared", refusal)
    selection = context.selection
    top = profile.loc[profile["index"].idxmax()]
    above, name = f.number(top["index"] - 100), calendar.month_name[int(top["month"])]
    finding = "No month is above the mean" if above == "0" else f"{name} is highest: {above}% above the mean month"
    caption = (
        f"Recorded {selection.noun} by month of the year, {selection.types_label} in {selection.wards_label}, mean of "
        f"{len(years)} years ({f.joined([f.period(year) for year in years])}); the band spans the lowest and highest."
    )
    within = f"Restrictions lie within them ({f.runs(restricted)}) and may hide the usual season."
    words = context.words(finding, caption, *([within] if restricted else []))
    named = profile.assign(month_name=[calendar.month_name[month] for month in profile["month"]])
    numbers = Numbers(named, PROFILE_COLUMNS, f"trends-season-{selection.period.last:%Y-%m}")
    return panel(words, numbers, chart("trends-season", month_profile(profile), finding))


def hour_panel(context: Context, counts: pd.DataFrame, unknown: int) -> html.Section:
    """When in the week offences happened; counts: a row an hour, a column a weekday; unknown: without day or hour."""
    selection, period = context.selection, context.selection.period
    if not counts.to_numpy().sum():
        return _refused("Hours of the week are not known", f"No record of {f.period(period)} has a day and an hour.")
    hour, weekday = counts.stack().idxmax()
    busiest = f"{calendar.day_name[weekday - 1]} {hour:02}:00 to {(hour + 1) % 24:02}:00"
    finding = f"Busiest hour: {busiest}"
    caption = (
        f"{f.capital(selection.noun)} by the hour and weekday on which they happened, {selection.types_label} in "
        f"{selection.wards_label}, {f.period(period)}. {f.number(unknown)} more have no day or no hour."
    )
    words = context.words(finding, caption)
    frame = counts.set_axis([calendar.day_name[day - 1] for day in counts.columns], axis=1)
    columns = [Column("hour", "Hour"), *(Column(day, day, "number") for day in frame.columns)]
    frame.insert(0, "hour", [f"{hour:02}:00" for hour in counts.index])
    numbers = Numbers(frame, columns, f"trends-hours-{period.last:%Y-%m}")
    return panel(words, numbers, chart("trends-hours", hour_table(counts, selection.noun), finding))


def annotation_list(context: Context) -> html.Section | None:
    """What the marks on the chart stand for."""
    if context.annotations.empty:
        return None
    entries = []
    for event in context.annotations.itertuples():
        when = f.period(Period(event.date_from.date(), event.date_to.date()))
        entries += [html.Dt(f"{event.label}, {when}"), html.Dd(f"{event.explanation}. Source: {event.document}.")]
    return html.Section([html.H2("Events marked on the chart"), html.Dl(entries)], className="panel")


def _refused(title: str, reason: str) -> html.Section:
    """What would stand here, and why it does not."""
    children: list[Any] = [html.H2(title), html.P(reason)]
    return html.Section(children, className="panel")
