"""Wards in the funnel, months of the year, hours of the week, and the events that charts mark."""

import calendar
from dataclasses import replace

import pandas as pd

from data.model.count_status import CountStatus
from data.model.measure import Measure
from data.model.period import Period
from data.reports.figures import FunnelPlot, HourTable, MonthProfile
from data.reports.panel import Panel, Words, about
from data.reports.table import Column, Table
from data.reports.trends.view import TrendsView
from data.statistics.ranking.funnel import Funnel
from data.statistics.series.hours import Week
from data.statistics.series.seasonality import Seasonality
from data.words import findings
from data.words import formatting as f

BETWEEN = "Between the dotted lines lie 95%, between the full ones 99.8% of wards that differ only as wards do."
FUNNEL_COLUMNS = (
    Column("area_name", "Ward"),
    Column("offence_count", "Offences", "number", status="count_status"),
    Column("population", "Residents", "number"),
    Column("rate_per_1000", "Per 1,000", "number", 1, status="rate_status"),
    Column("lower_ci_per_1000", "Lower 95%", "number", 1),
    Column("upper_ci_per_1000", "Upper 95%", "number", 1),
    Column("position", "Position"),
)
PROFILE_COLUMNS = (
    Column("month_name", "Month"),
    Column("index", "Average = 100", "number", 0),
    Column("lowest_index", "Lowest year", "number", 0),
    Column("highest_index", "Highest year", "number", 0),
)


def funnel_panel(view: TrendsView, placed: Funnel, rate: Measure) -> Panel:
    """Every ward's rate against its residents, with a caution on residents; or why there is none.

    placed: its areas of ``Standing.table`` with area_name; rate: the measure of rates.
    """
    selection, period, areas = view.selection, view.selection.period, placed.areas
    if (areas["rate_status"] != CountStatus.COUNTED).all():
        refusal = f"There is no rate for {f.period(period)}: {findings.reasons(areas['rate_status'])}."
        return Panel("trends-funnel", Words("Wards are not compared by rate"), notes=[refusal])
    caption = (
        f"{rate.title.replace('offences', selection.noun)} and residents "
        f"({selection.of_every_ward.population_source}), {selection.types_label}, "
        f"every ward of {selection.area_name}, {f.period(period)}."
    )
    named = findings.every_ward(replace(selection, crime_types=selection.counted_types))
    short = "A dot a ward: offences per 1,000 residents, by its residents. ◆: outside the lines."
    words = replace(view.words(_outliers(areas), caption, BETWEEN, short=short), scope=named)
    figure = FunnelPlot(areas, placed.limits, placed.overall_per_1000, selection.wards)
    ordered = areas.sort_values("rate_per_1000", ascending=False, ignore_index=True)
    marked = () if selection.is_whole_area else selection.wards
    high = list(areas.loc[areas["position"] == "above the 99.8% line", "area_name"])
    said = f" Look first at who visits {f.named(high)}." if high else ""
    table = Table(ordered, FUNNEL_COLUMNS, marked=marked, key="area_code")
    return Panel("trends-funnel", words, table, figure, notes=[f"{rate.caveat}{said}"], folds=[about(words)])


def _outliers(areas: pd.DataFrame) -> str:
    """Which wards lie beyond the wide limits, or that none does."""
    far = areas[areas["position"].str.contains("99.8%") & ~areas["position"].str.startswith("within")]
    if far.empty:
        return "No ward's rate stands out from the others"
    if len(far) > 1:
        return f"{len(far)} wards' rates stand out from the others"
    return f"{far['area_name'].iloc[0]} has a rate that stands out {far['position'].iloc[0].split()[0]} the others"


def season_panel(view: TrendsView, season: Seasonality) -> Panel:
    """The months of the year against the mean month; or why they are not compared."""
    if season.refusal:
        return Panel("trends-season", Words("Months of the year are not compared"), notes=[season.refusal])
    selection, profile = view.selection, season.profile
    top = profile.loc[profile["index"].idxmax()]
    above, name = f.number(top["index"] - 100), calendar.month_name[int(top["month"])]
    finding = (
        "No month is above the average" if above == "0" else f"{name} is highest: {above}% above the average month"
    )
    years = f.joined([f.period(year) for year in season.years])
    caption = (
        f"Recorded {selection.noun} by month of the year, {selection.types_label} in {selection.wards_label}, mean of "
        f"{len(season.years)} years ({years}); around it the lowest and highest."
    )
    within = f"Restrictions lie within them ({f.runs(season.restricted)}) and may hide the usual season."
    short = f"Average of {len(season.years)} years; around it, from the lowest to the highest."
    words = view.words(finding, caption, *([within] if season.restricted else []), short=short)
    named = profile.assign(month_name=[calendar.month_name[month] for month in profile["month"]])
    table = Table(named, PROFILE_COLUMNS)
    return Panel("trends-season", words, table, MonthProfile(profile), folds=[about(words)])


def no_hours() -> Panel:
    """That an extract has no year of which hours are given."""
    words = Words("Hours of the week are not known")
    return Panel(
        "trends-hours", words, notes=["They are given for whole years, April to March, with a day and an hour."]
    )


def hour_panel(view: TrendsView, week: Week, year: Period, below: int) -> Panel:
    """When in the week offences happened, of the whole area and a whole year alone; counts ``below`` it are hidden."""
    counts = week.counts
    if not counts.fillna(0).to_numpy().any():
        return no_hours()
    selection = view.selection
    hour, weekday = counts.stack().idxmax()
    busiest = f"{calendar.day_name[weekday - 1]} {hour:02}:00 to {(hour + 1) % 24:02}:00"
    unknown = "Some" if week.unknown is None else f.number(week.unknown)
    caption = (
        f"All {selection.noun} of {selection.area_name} by the hour and weekday on which they happened, "
        f"{f.period(year)}. {unknown} more have no day or no hour."
    )
    frame = counts.set_axis([calendar.day_name[day - 1] for day in counts.columns], axis=1)
    columns = [Column("hour", "Hour"), *(Column(day, day, "number", absent="hidden") for day in frame.columns)]
    frame.insert(0, "hour", [f"{hour:02}:00" for hour in counts.index])
    table = Table(frame, columns)
    short = f"{f.capital(selection.noun)} by hour and weekday, {f.the_year_to(year)}."
    words = replace(
        view.words(f"Busiest hour: {busiest}", caption, short=short), scope=f"All of {selection.area_name}."
    )
    notes = ["Whatever is chosen above, hours are of the whole area and of whole years."]
    if week.hidden:
        notes.append(f"{week.hidden} of 168 hours are hidden: fewer than {below}, or needed to hide one.")
    return Panel("trends-hours", words, table, HourTable(counts, selection.noun), notes=notes, folds=[about(words)])


def event_panel(events: pd.DataFrame) -> Panel | None:
    """What the marks on the chart stand for; nothing where there is none; events: as ``TrendsView`` has them."""
    if events.empty:
        return None
    facts = [
        (
            f"{event.label}, {f.period(Period(event.date_from.date(), event.date_to.date()))}",
            f"{event.explanation}. Source: {event.document}.",
        )
        for event in events.itertuples()
    ]
    return Panel("trends-events", Words("Events marked on the chart"), facts=facts)
