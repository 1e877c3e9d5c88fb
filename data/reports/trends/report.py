"""What is said of the months of a selection: a report of what is chosen together, and three parts that follow it.

Each asks for itself alone, so that a page can show one while it waits for another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data.model.choices import Choices
from data.model.period import Period, add_months
from data.model.records import records
from data.model.schema import STREET_CRIME, WARD
from data.model.selection import DISTRICTS, Selection
from data.queries import choices, hours, offences, published, status
from data.reports.evidence import Evidence, comparison_notes, evidence
from data.reports.panel import Panel, Report, Section, Words
from data.reports.reading import reading_of
from data.reports.trends.beside import Pair, beside_panel, nothing_left
from data.reports.trends.limits import limit_notes
from data.reports.trends.more import event_panel, funnel_panel, hour_panel, no_hours, season_panel
from data.reports.trends.multiples import drawn_above, multiples_panel
from data.reports.trends.total import cautions, finding, gap_notes, opening, total_panel
from data.reports.trends.view import TrendsView, measure_in_form
from data.statistics.change.cube import Types
from data.statistics.ranking.funnel import funnel
from data.statistics.series import area_series
from data.statistics.series.hours import hours_of_the_week
from data.statistics.series.phases import restricted
from data.statistics.series.seasonality import seasonality
from data.statistics.series.series import in_form
from data.statistics.series.trend import Trend, basis, trend
from data.words.verdicts import judged_each, uneven
from data.words.what_changed import what_changed

# Five years: older months tell little of now.
MOST_MONTHS, YEAR = 60, 12
COUNT, RATE = "offence_count", "rate_per_1000"


def report(selection: Selection, offered: Choices) -> Report:
    """What changed, the chosen wards and types together inside their limits, and how sure that is."""
    compared = evidence(selection, offered)
    notes, changes = comparison_notes(compared, offered), _changes(compared, selection)
    view = _view(selection, offered, [*notes, *changes])
    whole = compared.total | {"offence_count": compared.place["offence_count"]}
    drawn, remarks = _together(view, compared, offered)
    sure = Panel(
        "trends-sure",
        Words("The change with its interval"),
        notes=opening(selection, compared.comparison, whole, changes),
    )
    return Report(
        finding(selection, whole, compared.comparison, drawn.limits),
        view.status,
        [
            Section([total_panel(view, drawn, [*gap_notes(view, offered), *remarks])]),
            Section([sure], cautions=notes, fold="How sure is this?"),
        ],
        cautions=cautions(view),
        reading=reading_of(compared, offered),
    )


def multiples(selection: Selection, offered: Choices) -> list[Section]:
    """Every chosen ward, or every chosen type, inside its own limits."""
    compared, by_type = evidence(selection, offered), selection.parts == "type"
    notes = [*comparison_notes(compared, offered), *_changes(compared, selection)]
    view, months = _view(selection, offered, notes), _months_read(selection, offered)
    monthly = (offences.monthly_by_type if by_type else offences.monthly_by_ward)(selection, months)
    series, counts = (_parts(selection, monthly, measure) for measure in (selection.measure, COUNT))
    names = series["series"].unique()
    if len(names) == 1:
        return [Section([], cautions=[drawn_above(selection.parts)])]
    limited, remarks = _limited(
        view, compared, series, counts, {name: (name,) if by_type else selection.counted_types for name in names}
    )
    return [Section([multiples_panel(view, limited, remarks)])]


def beside(selection: Selection, offered: Choices) -> list[Section]:
    """The chosen wards, or the district, beside what the selection names, if it names anything."""
    if not selection.against:
        return []
    monthly, residents_of = _areas(selection, offered)
    groups = area_series.compared_groups(selection, monthly)
    if not all(groups.values()):
        return [Section([], cautions=[nothing_left(selection.against)])]
    has_rates = all(area_series.residents(monthly, groups).values())
    # Groups of different size stand on one axis only as rates, or as an index where residents are unknown.
    selection = selection if has_rates else replace(selection, form="index")
    compared = evidence(selection, offered)
    view = _view(selection, offered, comparison_notes(compared, offered))
    base, months = view.basis.base, view.basis.shown
    series = in_form(area_series.grouped(monthly, groups, RATE if has_rates else COUNT), selection.form, base)
    figures = [(tuple(codes), selection.counted_types) for codes in groups.values()]
    changes = compared.figures.lookup(figures).assign(name=list(groups))
    pair = Pair(
        series=area_series.since(series.frame, months),
        counts=area_series.since(area_series.total_counts(monthly, groups), months),
        rates=compared.standing.lookup(figures).assign(name=list(groups)),
        changes=[*what_changed(changes, "name", "areas"), *judged_each(changes, "name")],
        residents_of=residents_of,
    )
    measure = measure_in_form(choices.measures()[RATE], selection, base, residents_of)
    return [Section([beside_panel(replace(view, measure=measure), pair)])]


def more(selection: Selection, offered: Choices) -> list[Section]:
    """Wards by their residents, months of the year, hours of the week, and the events."""
    view, months = _view(selection, offered), _months_read(selection, offered)
    names = {ward.code: ward.name for ward in selection.vintage.wards}
    wards = evidence(selection, offered).standing.table(WARD, selection.counted_types)
    placed = funnel(wards.assign(area_name=wards["area_code"].map(names)))
    monthly = offences.monthly_by_ward(selection, months)
    counted = area_series.grouped(monthly, {selection.wards_label: selection.wards}, COUNT)
    season = seasonality(counted, restricted(published.annotations(months)))
    events = event_panel(view.events)
    week = [] if selection.source == STREET_CRIME else [_week(view)]
    panels = [funnel_panel(view, placed, choices.measures()[RATE]), season_panel(view, season), *week]
    return [Section(panels, "columns"), *([Section([events])] if events else [])]


def _week(view: TrendsView) -> Panel:
    """When in the week the offences of a partner's extract happened."""
    found = hours.offences_by_hour(view.selection.source, view.selection.period.last)
    if found.empty:
        return no_hours()
    start = found["year_start"].iloc[0].date()
    year = Period(start, add_months(start, 11))
    return hour_panel(view, hours_of_the_week(found), year, int(found["hidden_below"].iloc[0]))


def _view(selection: Selection, offered: Choices, said: Sequence[str] = ()) -> TrendsView:
    """The selection in the form that it asks for, over the months that are drawn."""
    months = offered.span(selection.period, MOST_MONTHS)
    events = published.annotations(months)
    on = basis(selection, months, offered.present, events)
    measure = measure_in_form(choices.measures()[selection.measure], selection, on.base)
    return TrendsView(selection, measure, status.build_status(offered.source), on, events, said)


def _months_read(selection: Selection, offered: Choices) -> Period:
    """A rolling total of the first month drawn needs the year before it."""
    return offered.span(selection.period, MOST_MONTHS + YEAR)


def _changes(compared: Evidence, selection: Selection) -> list[str]:
    """What changed, in sentences; nothing where nothing can be compared."""
    if compared.comparison is None:
        return []
    named = area_series.figures_of(selection)
    figures = compared.figures.lookup(list(named.values())).assign(name=list(named))
    rows = records(figures, ["name", "verdict", "total_0", "total_1"])
    whole = [compared.total | {"name": selection.types_label}] if len(rows) > 1 else []
    return [*what_changed(figures, "name", area_series.figure_noun(selection)), *uneven([*whole, *rows], "name")]


def _together(view: TrendsView, compared: Evidence, offered: Choices) -> tuple[Trend, list[str]]:
    """All that is chosen as one series inside its limits, and what has to be known to read it."""
    selection = view.selection
    monthly = offences.monthly_by_ward(selection, _months_read(selection, offered))
    chosen = {selection.wards_label: selection.wards}
    series, counts = (area_series.grouped(monthly, chosen, measure) for measure in (selection.measure, COUNT))
    return _limited(view, compared, series, counts, {selection.wards_label: selection.counted_types})


def _parts(selection: Selection, monthly: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The series of the small multiples: each chosen ward, or each chosen type."""
    if selection.parts == "ward":
        return area_series.by_ward(monthly, selection.wards, measure)
    return area_series.by_type(monthly, selection.crime_types, selection.population, measure)


def _limited(
    view: TrendsView, compared: Evidence, series: pd.DataFrame, counts: pd.DataFrame, types: Mapping[str, Types]
) -> tuple[Trend, list[str]]:
    """Series inside their limits, and what has to be known to read them; types: those of each series, by its name."""
    season = compared.figures.scope.season(types)
    limited = trend(series, counts, view.selection.form, view.basis, season)
    return limited, limit_notes(view.selection, limited, season)


def _areas(selection: Selection, offered: Choices) -> tuple[pd.DataFrame, str]:
    """The wards, or the districts where those are compared, by month, and where their residents come from."""
    months = _months_read(selection, offered)
    if selection.against != (DISTRICTS,):
        return offences.monthly_by_ward(selection, months), selection.population_source
    districts = offences.monthly_by_district(selection, months)
    return districts, area_series.residents_source(districts)
