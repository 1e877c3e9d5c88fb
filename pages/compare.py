"""Compare: the area against the other districts, and against its most similar group."""

from dataclasses import replace
from typing import Any

import dash
from dash import Input, Output, callback, html

from components import notices, url_state
from components.lists import lead_list
from components.panels import compare as parts
from components.panels import compare_context as opening
from components.panels import recorded_crime as recorded
from components.shell import page_body
from data.queries import choices, offences, similar, status
from data.queries import home_office as recorded_crime
from data.settings import current
from data.statistics.change.cube import Cube
from data.statistics.ranking import districts
from data.statistics.ranking import home_office as partnerships
from data.statistics.ranking.funnel import funnel
from data.words.partnerships import partnership_notes
from pages._evidence import comparison_notes, evidence

dash.register_page(
    __name__, path="/compare", name="Compare", order=2, title="Compare: districts and most similar group"
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; wards are not chosen here."""
    return html.Div(id="compare-content", className="whole-districts")


@callback(Output("compare-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the crime types and months in the address."""
    offered = choices.filter_choices(url_state.source(search))
    now = status.build_status(offered.source)
    selection = url_state.read(search, offered).selection
    contact = current().contact
    if not selection.crime_types:
        return page_body(now, contact, search, "Nothing is chosen", [notices.notice(opening.NO_TYPE)])
    selection = replace(selection, wards=tuple(ward.code for ward in selection.vintage.wards))
    found = evidence(selection, offered)
    areas = offences.named_districts(offered.source, selection.period.last)
    compared = districts.compared_districts(areas, selection.counted_types, found.figures, found.standing)
    alike, placed = similar.most_similar_group(), funnel(compared)
    notes = comparison_notes(found, selection, offered)
    said = districts.change_sentences(compared, found.comparison)
    rate = choices.measures()["rate_per_1000"]
    context = opening.Context(selection, now, rate, found.comparison, compared, notes, said, search)
    panels = (
        []
        if len(context.ranked) < 2
        else [
            parts.rank_panel(context),
            parts.change_panel(context),
            parts.funnel_panel(context, placed.areas, placed.limits, placed.overall_per_1000),
            *_lines(context, found.figures.scope.districts, set(alike["similar_area_code"])),
        ]
    )
    return page_body(
        now,
        contact,
        search,
        opening.finding(context),
        [
            *notices.notices(notes),
            lead_list(opening.lead(context, placed.overall_per_1000)),
            html.Div([*(panel for panel in panels if panel), parts.similar_note(context, alike)], className="columns"),
            _recorded(context),
        ],
    )


def _lines(context: opening.Context, counts: Cube, alike: set[str]) -> list[html.Section | None]:
    """The monthly rates of the area and of those beside it, and the same as an index."""
    selection, comparison = context.selection, context.comparison
    groups = districts.district_groups(context.compared, selection.area_name, alike)
    shown = districts.shown_months(selection.period, comparison)
    series = districts.rates_together(counts, selection.counted_types, shown, context.compared, groups)
    index = districts.index_of(series, selection.period, comparison)
    return [parts.rate_panel(context, series), parts.index_panel(context, *index)]


def _recorded(context: opening.Context) -> html.Section:
    """The Home Office's quarters, where they are loaded."""
    quarters, measures = recorded_crime.quarters(), choices.measures()
    if not quarters:
        return recorded.none_matched() if recorded_crime.is_loaded() else recorded.not_loaded()
    shown = partnerships.latest_quarters(quarters, context.selection.period.last)
    listed = recorded_crime.partnerships()
    quarterly = recorded_crime.quarterly_by_group(
        list(listed["csp_name"]), recorded_crime.offence_groups(), shown[0], shown[-1]
    )
    members = partnerships.sides(listed, offences.residents(context.selection.period.last), quarterly)
    return recorded.quarter_panel(
        partnerships.quarterly_comparison(quarterly, members),
        members,
        context.measure,
        measures["recorded_offences"],
        context.status,
        context.residents,
        partnership_notes(listed, members, quarterly),
    )
