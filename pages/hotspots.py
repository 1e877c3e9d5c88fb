"""Hotspots: the ward map, its table, and the detail of what is chosen."""

from typing import Any

import dash
import dash_bootstrap_components as dbc
from dash import Input, Output, State, callback, dcc, html, no_update

from components import findings, notices, url_state
from components.figures import ward_map
from components.filter_bar import control
from components.panel import MAP_CONFIG
from components.panels import hotspots as parts
from components.panels.map_context import Context
from components.prose import prose
from components.shell import page_body
from data.analysis.change import differs_in_location, type_totals
from data.analysis.wards import classified, ward_measures
from data.queries import boundaries, choices, offences, status
from data.selection import Period
from data.settings import Settings

dash.register_page(__name__, path="/hotspots", name="Hotspots", order=2, title="Hotspots")


def layout(measure: str = "offence_count", points: str = "0", **_query: str) -> html.Div:
    """The map's frame and its controls; the callback draws the map once and then patches it."""
    chosen = measure if measure in url_state.MEASURES else url_state.MEASURES[0]
    radio = dbc.RadioItems(id=control("measure"), options=parts.MEASURE_OPTIONS, value=chosen, inline=True)
    graph = dcc.Graph(id="hotspots-map", config=MAP_CONFIG)
    frame = [
        html.Div(graph, id="hotspots-frame", role="img", className="map-graph"),
        html.Div(id="hotspots-legend", className="legend"),
        parts.zoom_buttons("hotspots-map"),
    ]
    map_panel = [
        html.Div(id="hotspots-words"),
        html.Fieldset([html.Legend("Colour by"), radio], className="page-controls"),
        html.Div(frame, className="map-frame"),
        dbc.Switch(id=control("points"), label="Snap points, with records added up", value=points == "1"),
        prose("hotspots"),
        html.Div(id="hotspots-tools"),
    ]
    body = [
        html.Section(map_panel, className="panel map-panel"),
        html.Div(id="hotspots-detail"),
        html.Div(id="hotspots-ranking"),
    ]
    return html.Div(
        [
            html.Div(id="hotspots-head"),
            html.Div(body, id="hotspots-body", className="map-columns"),
            dcc.Store(id="hotspots-drawn"),
        ]
    )


@callback(
    Output("hotspots-head", "children"),
    Output("hotspots-body", "hidden"),
    Output("hotspots-words", "children"),
    Output("hotspots-map", "figure"),
    Output("hotspots-drawn", "data"),
    Output("hotspots-frame", "aria-label"),
    Output("hotspots-legend", "children"),
    Output("hotspots-tools", "children"),
    Output("hotspots-detail", "children"),
    Output("hotspots-ranking", "children"),
    Input("url", "search"),
    State("hotspots-drawn", "data"),
)
def update_map(search: str, drawn: str | None) -> tuple[Any, ...]:
    """Map, legend, table and detail for the selection in the address."""
    offered = choices.filter_choices(url_state.source(search))
    now = status.build_status(offered.source)
    selection = url_state.read(search, offered).selection
    contact = Settings().contact
    if not (selection.wards and selection.crime_types):
        head = page_body(now, contact, search, "Nothing is chosen", [notices.notice(findings.NOTHING_CHOSEN)])
        return (head, True, *[no_update] * 8)
    measures = choices.measures()
    period, year = selection.period, Period(selection.period.back(1).first, selection.period.last)
    frame, breaks = classified(
        ward_measures(offences.monthly_by_ward(selection, offered, year), period), selection.measure
    )
    types = type_totals(offences.monthly_by_type(selection, offered, year), period)
    context = Context(selection, offered, now, measures[selection.measure], frame, breaks)
    points = parts.point_frame(offences.snap_points(selection) if selection.points else None)
    shares = status.no_location_shares(offered.source, [period, period.back(1)])
    differs = selection.measure == "change_pct" and offered.is_comparable(period) and differs_in_location(*shares)
    caution = [findings.location_caution(shares, period.back(1))] if differs else []
    layer = f"{offered.build_id}/{selection.vintage.layer}"
    painted = (parts.map_values(context), context.classes, context.outlined, points)
    figure = (
        ward_map.repainted(*painted)
        if drawn == layer
        else ward_map.ward_map(f"/boundaries/{layer}", boundaries.layer_bounds(selection.vintage.layer), *painted)
    )
    return (
        page_body(now, contact, search, context.finding, notices.notices(context.refusals + caution)),
        False,
        context.heading(),
        figure,
        layer,
        context.words.finding,
        parts.legend(context),
        parts.tools(context, points),
        parts.detail(context, types, search),
        parts.ranking(context),
    )


@callback(
    Output(control("ward"), "value", allow_duplicate=True),
    Input("hotspots-map", "clickData"),
    State(control("ward"), "value"),
    State(control("ward"), "options"),
    prevent_initial_call=True,
)
def update_ward(clicked: dict[str, Any] | None, wards: list[str], options: list[dict[str, str]]) -> Any:
    """Choose the ward that was clicked; a second click chooses all again."""
    return parts.clicked_wards(clicked, wards, [option["value"] for option in options]) or no_update
