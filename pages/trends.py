"""Crime trends: series with their limits, side by side, in small multiples, by ward, month of the year and hour."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import dash
from dash import Input, Output, callback, html

from components import notices, url_state
from components.filter_bar import control
from components.panels import trends as parts
from components.panels import trends_compare, trends_controls, trends_more
from components.panels.trends_multiples import multiples_panel
from components.shell import page_body
from components.verdicts import judged_each
from data.model.choices import Choices
from data.model.period import Period
from data.model.schema import WARD
from data.model.selection import Selection
from data.queries import choices, hours, offences, published, status
from data.settings import current
from data.statistics.ranking.funnel import funnel
from data.statistics.series import area_series
from data.statistics.series.hours import hours_of_the_week
from data.statistics.series.phases import restricted
from data.statistics.series.season import Season
from data.statistics.series.seasonality import seasonality
from data.statistics.series.series import in_form
from data.statistics.series.trend import Basis, Trend, basis, trend
from data.words import findings
from data.words.what_changed import what_changed
from data.reports.evidence import Evidence, comparison_notes, evidence, total

dash.register_page(__name__, path="/trends", name="Crime trends", order=1, title="Crime trends")

# Five years: older months tell little of now.
MOST_MONTHS, YEAR = 60, 12
COUNT, RATE = "offence_count", "rate_per_1000"


class Asked(NamedTuple):
    """A selection, what there is to choose from, the months that are read, and those that its series rest on."""

    offered: Choices
    selection: Selection
    loaded: Period
    on: Basis
    context: parts.Context
    found: Evidence

    @property
    def is_empty(self) -> bool:
        """Whether no ward or no crime type is chosen."""
        return not (self.selection.wards and self.selection.crime_types)

    def told(self, said: Sequence[str]) -> parts.Context:
        """The context with what the page says of changes."""
        return replace(self.context, said=said)


def layout(**query: Any) -> html.Div:
    """The controls, and an empty page filled by its callbacks."""
    return html.Div(
        [
            html.Div(id="trends-head"),
            trends_controls.series_controls(query),
            html.Div(id="trends-content"),
            html.Div(id="trends-beside"),
            trends_controls.part_controls(query),
            html.Div(id="trends-multiples"),
            html.Div(id="trends-more"),
        ]
    )


def asked(search: str) -> Asked:
    """What an address asks for."""
    offered = choices.filter_choices(url_state.source(search))
    selection = url_state.read(search, offered, "/trends").selection
    period = selection.period
    shown = offered.span(period, MOST_MONTHS)
    # A rolling total of the first month shown needs the year before it.
    loaded = offered.span(period, MOST_MONTHS + YEAR)
    events = published.annotations(shown)
    on = basis(selection, shown, offered.present, events)
    measure = parts.as_shown(choices.measures()[selection.measure], selection, on.base)
    now = status.build_status(offered.source)
    context = parts.Context(selection, measure, now, shown, events)
    return Asked(offered, selection, loaded, on, context, evidence(selection, offered))


@callback(Output("trends-head", "children"), Output("trends-content", "children"), Input("url", "search"))
def update_content(search: str) -> tuple[list[Any], list[Any]]:
    """What was found, and the series with its limits, for the selection in the address."""
    now = asked(search)
    offered, selection, contact = now.offered, now.selection, current().contact
    if now.is_empty:
        nothing = [notices.notice(findings.NOTHING_CHOSEN)]
        return page_body(now.context.status, contact, search, "Nothing is chosen", nothing), []
    monthly = offences.monthly_by_ward(selection, offered, now.loaded)
    whole, notes = total(now.found, selection), comparison_notes(now.found, selection, offered)
    said = _changed(now)
    lead = [
        *notices.notices([*parts.cautions(now.context, offered), *notes]),
        *parts.lead(selection, now.found.comparison, whole, said, search),
    ]
    standing = now.found.standing.lookup([(selection.wards, selection.counted_types)]).iloc[0]
    finding = parts.finding(selection, whole, standing, now.found.comparison, offered.missing(selection.period))
    chosen = {selection.wards_label: selection.wards}
    series, counts = (area_series.grouped(monthly, chosen, measure) for measure in (selection.measure, COUNT))
    season = now.found.figures.scope.season({selection.wards_label: selection.counted_types})
    found = trend(series, counts, selection.form, now.on, season)
    shown = parts.total_panel(now.told([*notes, *said]), found.limits, found.signals, _remarks(now, found, season))
    return page_body(now.context.status, contact, search, finding, lead), [shown]


@callback(Output("trends-multiples", "children"), Input("url", "search"))
def update_multiples(search: str) -> list[Any]:
    """The small multiples, which are many: no other part waits for them."""
    now = asked(search)
    selection = now.selection
    if now.is_empty:
        return []
    monthly = offences.monthly_by_ward(selection, now.offered, now.loaded)
    types = offences.monthly_by_type(selection, now.offered, now.loaded)
    series, counts = (_parts(selection, monthly, types, measure) for measure in (selection.measure, COUNT))
    names = list(series["series"].unique())
    groups = {name: (name,) if selection.parts == "type" else selection.counted_types for name in names}
    season = now.found.figures.scope.season(groups)
    found = trend(series, counts, selection.form, now.on, season)
    told = now.told([*comparison_notes(now.found, selection, now.offered), *_changed(now)])
    return [multiples_panel(told, found.limits, found.signals, _remarks(now, found, season))]


@callback(Output("trends-beside", "children"), Input("url", "search"))
def update_beside(search: str) -> list[Any]:
    """The chosen wards, or the district, beside what the address asks for, if for anything."""
    now = asked(search)
    selection = now.selection
    if now.is_empty or not selection.against:
        return []
    areas, residents_of = _areas(now)
    groups = area_series.sides(selection, areas)
    if not all(groups.values()):
        return [trends_compare.nothing_left(selection.against)]
    counts, residents = area_series.total_counts(areas, groups), area_series.residents(areas, groups)
    # Sides of different size stand on one axis only as rates, or as an index where residents are unknown.
    has_rates = all(residents.values())
    drawn = replace(selection, form=selection.form if has_rates else "index")
    series = area_series.grouped(areas, groups, RATE if has_rates else COUNT)
    sides = [(tuple(codes), selection.counted_types) for codes in groups.values()]
    changes = now.found.figures.lookup(sides).assign(name=list(groups))
    beside = trends_compare.Beside(
        series=area_series.since(in_form(series, drawn.form, now.on.base).frame, now.on.shown),
        counts=area_series.since(counts, now.on.shown),
        residents=residents,
        rates=now.found.standing.lookup(sides).assign(name=list(groups)),
        changed=[*what_changed(changes, "name", "areas"), *judged_each(changes, "name")],
        residents_of=residents_of,
    )
    measure = parts.as_shown(choices.measures()[RATE], drawn, now.on.base, residents_of)
    told = now.told(comparison_notes(now.found, selection, now.offered))
    return [trends_compare.compare_panel(replace(told, selection=drawn, measure=measure), beside)]


@callback(Output("trends-more", "children"), Input("url", "search"))
def update_more(search: str) -> list[Any]:
    """Wards by their residents, months of the year, hours of the week, and the events."""
    now = asked(search)
    context, selection = now.context, now.selection
    if now.is_empty:
        return []
    monthly = offences.monthly_by_ward(selection, now.offered, now.loaded)
    wards = now.found.standing.table(WARD, selection.counted_types)
    names = {ward.code: ward.name for ward in selection.vintage.wards}
    found = funnel(wards.assign(area_name=wards["area_code"].map(names)))
    total = area_series.grouped(monthly, {selection.wards_label: selection.wards}, COUNT)
    season = seasonality(total, restricted(published.annotations(now.loaded)))
    recorded = hours.offences_by_hour(selection)
    rate = choices.measures()[RATE]
    by_size = trends_more.funnel_panel(context, found.areas, found.limits, found.overall_per_1000, rate)
    when = [trends_more.season_panel(context, season.profile, season.years, season.refusal, season.restricted)]
    if recorded is not None:
        week = hours_of_the_week(recorded)
        when.append(trends_more.hour_panel(context, week.counts, week.unknown))
    return [html.Div([by_size, html.Div(when)], className="columns"), trends_more.annotation_list(context)]


@callback(
    Output(trends_controls.AGAINST_LABEL, "children"), Output(control("against"), "options"), Input("url", "search")
)
def update_against(search: str) -> tuple[str, list[dict[str, str]]]:
    """What there is to compare with: the wards of the vintage that is shown."""
    offered = choices.filter_choices(url_state.source(search))
    selection = url_state.read(search, offered, "/trends").selection
    return trends_controls.against_label(selection), trends_controls.against_options(selection)


def _changed(now: Asked) -> list[str]:
    """What changed, in sentences; nothing where nothing can be compared."""
    if now.found.comparison is None:
        return []
    asked_for = area_series.figures_of(now.selection)
    changes = now.found.figures.lookup(list(asked_for.values())).assign(name=list(asked_for))
    return what_changed(changes, "name", area_series.figure_noun(now.selection))


def _parts(selection: Selection, monthly: Any, types: Any, measure: str) -> Any:
    """The series of the small multiples: each chosen ward, or each chosen type."""
    if selection.parts == "ward":
        return area_series.by_ward(monthly, selection.wards, measure)
    return area_series.by_type(types, selection.crime_types, selection.population, measure)


def _remarks(now: Asked, found: Trend, season: Season) -> Sequence[str]:
    """What the marks mean, whether the season is out, and why there is no limit, total or index somewhere."""
    return [
        *parts.season_notes(found.limits, found.unseasoned, season.filled, season.districts),
        *parts.limit_notes(now.selection, found.without, found.few, found.missing),
    ]


def _areas(now: Asked) -> tuple[Any, str]:
    """The wards, or the districts where those are compared, by month, and where their residents come from."""
    if now.selection.against != (url_state.DISTRICTS,):
        return offences.monthly_by_ward(now.selection, now.offered, now.loaded), now.selection.population_source
    districts = offences.monthly_by_district(now.selection, now.loaded)
    return districts, area_series.residents_source(districts)
