"""Hotspots: the map of wards, cells and places, its tables, and the detail of what is picked."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, ctx, html, no_update

from components import map_controls, map_panel, skeleton
from components.figures import hotspot_map, map_ground
from components.filter_bar import control
from components.panel import panel
from components.report import head
from components.url_state import control_values
from data.model.schema import NoBuildError
from data.reports.hotspots.report import PICKED, report
from data.reports.hotspots.views import switches
from pages._page import asked

dash.register_page(__name__, path="/hotspots", name="Hotspots", order=4, title="Hotspots")


def layout(**query: str | list[str]) -> html.Div:
    """The map's frame and its controls, as the address sets them; the callbacks draw the map once and then patch it."""
    kinds, values = [], {}
    with suppress(NoBuildError):
        selection, offered = asked("?" + urlencode(query, doseq=True))
        kinds, values = list(offered.place_kinds), control_values(selection)
    frame = map_controls.map_panel(kinds, values)
    body = [frame, html.Div(id="hotspots-detail"), html.Div(id="hotspots-ranking")]
    return html.Div(
        [
            html.Div(skeleton.head(is_short=True), id="hotspots-head"),
            html.Div(body, className="map-columns"),
            html.Div(id="hotspots-places"),
            *map_controls.unseen(values.get("pick", "")),
        ]
    )


clientside_callback(
    ClientsideFunction("hotspots", "canDraw"),
    Output("hotspots-webgl", "data"),
    Output("hotspots-stage", "hidden"),
    Output("hotspots-nomap", "hidden"),
    Input("hotspots-stage", "id"),
)


@callback(
    Output("hotspots-head", "children"),
    Output("hotspots-words", "children"),
    Output("hotspots-about", "children"),
    Output("hotspots-map", "figure"),
    Output("hotspots-drawn", "data"),
    Output("hotspots-frame", "aria-label"),
    Output("hotspots-note", "children"),
    Output("hotspots-legend", "children"),
    Output("hotspots-tools", "children"),
    Output("hotspots-point-tools", "children"),
    Output("hotspots-detail", "children"),
    Output("hotspots-ranking", "children"),
    Output("hotspots-places", "children"),
    Output("hotspots-switch", "children"),
    Input("url", "search"),
    Input("hotspots-webgl", "data"),
    State("hotspots-drawn", "data"),
)
def update_map(search: str, can_draw: bool | None, drawn: dict[str, str] | None) -> tuple[Any, ...]:
    """Map, legend, tables and detail for the selection in the address."""
    selection, offered = asked(search)
    made = report(selection, offered)
    opening = head(made, search)
    (mapped,), cards, (ranking,), points, places = (section.panels for section in made.sections)
    shown = [panel(one, search) for one in cards]
    is_picked = made.sections[1].layout == PICKED
    drawing = map_panel.map_of(mapped)
    figure, now_drawn = hotspot_map.drawn_map(drawing, drawn)
    tables = {
        "point tools": [part for one in points for part in map_panel.points_tool(one)],
        "place tables": [panel(one, search) for one in places],
    }
    now_drawn |= {name: map_panel.digest(parts) for name, parts in tables.items()}
    new = {n: no_update if (drawn or {}).get(n) == now_drawn[n] else parts for n, parts in tables.items()}
    return (
        opening,
        html.H2(mapped.words.finding),
        map_panel.about(mapped),
        no_update if can_draw is False else figure,
        no_update if can_draw is False else now_drawn,
        mapped.words.spoken,
        list(mapped.notes),
        map_panel.legend(drawing),
        map_panel.tools(mapped, ranking),
        new["point tools"],
        [map_controls.sheet(shown, selection.map.pick)] if is_picked else shown,
        map_panel.ranked(ranking),
        new["place tables"],
        map_controls.switches(switches(selection)),
    )


@callback(
    Output(control("pick"), "value", allow_duplicate=True),
    Input("hotspots-map", "clickData"),
    Input("hotspots-pick", "data"),
    State(control("pick"), "value"),
    prevent_initial_call=True,
)
def update_pick(click: dict[str, Any] | None, row: dict[str, Any] | None, before: str | None) -> Any:
    """Pick what was clicked on the map or in a table; a second click picks it no more."""
    on_map = map_controls.clicked(click, map_ground.CELLS, map_ground.PLACES)
    pick = (row or {}).get("pick", "") if ctx.triggered_id == "hotspots-pick" else on_map
    return ("" if pick == before else pick) if pick else no_update
