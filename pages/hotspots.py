"""Hotspots: the map of wards, cells and places, its tables, and the detail of what is picked."""

from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import dash
from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, ctx, html, no_update

from components import map_sections, notices
from components.download import csv_text
from components.figures import hotspot_map, map_ground
from components.filter_bar import control, control_values
from components.panel import panel
from components.panels import cell_layer, map_detail, ward_layer
from components.panels import hotspots as parts
from components.panels.map_layer import Shown
from components.shell import page_body
from data.model.schema import NoBuildError
from data.queries import cells, offences
from data.reports.hotspots import beyond, place_card, place_panels, places
from data.reports.hotspots.asked import MapRequest
from data.settings import current
from data.statistics.space import cell_map
from data.words import findings
from pages import _map_data as found
from pages._asked import asked

dash.register_page(__name__, path="/hotspots", name="Hotspots", order=3, title="Hotspots")


def layout(**query: str | list[str]) -> html.Div:
    """The map's frame and its controls, as the address sets them; the callbacks draw the map once and then patch it."""
    kinds, values = [], {}
    with suppress(NoBuildError):
        shown = found.read("?" + urlencode(query, doseq=True))
        kinds, values = list(shown.choices.place_kinds), control_values(shown.selection)
    panel = parts.map_panel(kinds, values)
    body = [panel, html.Div(id="hotspots-detail"), html.Div(id="hotspots-ranking")]
    return html.Div(
        [
            html.Div(id="hotspots-head"),
            html.Div(body, id="hotspots-body", className="map-columns"),
            html.Div(
                [html.Div(id="hotspots-places"), map_sections.sections(beyond.TITLES, values.get("areas"))],
                id="hotspots-below",
            ),
            *parts.unseen(values.get("pick", "")),
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
    Output("hotspots-body", "hidden"),
    Output("hotspots-below", "hidden"),
    Output("hotspots-words", "children"),
    Output("hotspots-map", "figure"),
    Output("hotspots-drawn", "data"),
    Output("hotspots-frame", "aria-label"),
    Output("hotspots-note", "children"),
    Output("hotspots-legend", "children"),
    Output("hotspots-tools", "children"),
    Output("hotspots-point-tools", "children"),
    Output("hotspots-cell-file", "hidden"),
    Output("hotspots-detail", "children"),
    Output("hotspots-ranking", "children"),
    Output("hotspots-places", "children"),
    Output("hotspots-ward-controls", "hidden"),
    Output("hotspots-cell-controls", "hidden"),
    Input("url", "search"),
    Input("hotspots-webgl", "data"),
    State("hotspots-drawn", "data"),
)
def update_map(search: str, can_draw: bool | None, drawn: dict[str, str] | None) -> tuple[Any, ...]:
    """Map, legend, tables and detail for the selection in the address."""
    shown = found.read(search)
    selection, contact = shown.selection, current().contact
    if not (selection.wards and selection.crime_types):
        said = [notices.notice(findings.NOTHING_CHOSEN)]
        return (page_body(shown.status, contact, search, "Nothing is chosen", said), True, True, *[no_update] * 14)
    wards, placed = found.wards(shown), places.named_places(MapRequest(shown.selection, shown.choices, shown.status))
    mapped = found.mapped_cells(shown) if shown.has_cells else None
    layer = cell_layer.cell_layer(shown, mapped) if mapped else ward_layer.ward_layer(shown, wards)
    points = offences.snap_points(selection) if selection.points else parts.no_points()
    ground, drawing = found.drawing(shown, wards, mapped, placed, points)
    figure, now_drawn = hotspot_map.drawn_map(ground, drawing, drawn)
    detail, unknown = _detail(shown, wards, mapped, placed)
    is_refused = selection.map.layer == "cells" and not mapped
    said = notices.notices([*layer.notices, *([cell_layer.ELSEWHERE] if is_refused else []), *unknown])
    marked = layer.marked(placed.marking)
    build = replace(shown.status, marking=placed.marking or shown.status.marking)
    points_stay = (drawn or {}).get("points") == now_drawn["points"]
    return (
        page_body(build, contact, search, layer.finding, said),
        False,
        False,
        marked.heading(),
        no_update if can_draw is False else figure,
        no_update if can_draw is False else now_drawn,
        marked.words.finding,
        layer.note,
        layer.legend(*parts.point_legend(selection), *placed.legend()),
        parts.picture_tool(layer) if mapped else parts.ward_tools(layer, shown, wards.measure),
        no_update if points_stay else parts.point_tools(layer, points, selection),
        mapped is None,
        detail,
        parts.ranking(layer),
        [panel(one, search) for one in place_panels.place_panels(placed, selection.map.picked("place"))],
        mapped is not None,
        mapped is None,
    )


def _detail(
    shown: Shown, wards: ward_layer.Wards, mapped: cell_layer.Cells | None, placed: places.Places
) -> tuple[html.Section, list[str]]:
    """The card of what is picked, else of the wards; and what to say where the pick is not shown."""
    selection, period = shown.selection, shown.selection.period
    place = placed.row(selection.map.picked("place"))
    if place is not None:
        return place_card.place_card(placed, place, selection), []
    cell = mapped.row(selection.map.picked("cell")) if mapped else None
    if mapped and cell is not None:
        monthly = cells.types_of_cell(shown.choices, selection.map.cell_size_m, int(cell["cell_id"]), found.span(shown))
        types = cell_map.compared_types(monthly, period, shown.comparison)
        trend = cell_map.total_by_month(monthly, selection.counted_types)
        return map_detail.cell_detail(shown, mapped, cell, types, trend), []
    detail = map_detail.ward_detail(shown, found.chosen_wards(shown, wards))
    # A cell that was picked waits while wards are shown.
    is_waiting = mapped is None and selection.map.picked("cell") is not None
    return detail, [parts.NOT_SHOWN] if selection.map.pick and not is_waiting else []


@callback(
    Output(control("ward"), "value", allow_duplicate=True),
    Output(control("pick"), "value", allow_duplicate=True),
    Input("hotspots-map", "clickData"),
    Input("hotspots-pick", "data"),
    State(control("ward"), "value"),
    State(control("ward"), "options"),
    State(control("pick"), "value"),
    prevent_initial_call=True,
)
def update_pick(
    click: dict[str, Any] | None,
    row: dict[str, Any] | None,
    wards: list[str],
    options: list[dict[str, str]],
    before: str | None,
) -> tuple[Any, Any]:
    """Pick what was clicked on the map or in a table; a second click picks it no more."""
    on_map = parts.clicked(click, map_ground.CELLS, map_ground.PLACES)
    pick = (row or {}).get("pick", "") if ctx.triggered_id == "hotspots-pick" else on_map
    if not pick:
        return no_update, no_update
    chosen, picked = parts.chosen_by(pick, wards, [option["value"] for option in options], before or "")
    return no_update if chosen is None else chosen, picked


@callback(
    Output("hotspots-download", "data"),
    Input("hotspots-save-cells", "n_clicks"),
    State("url", "search"),
    prevent_initial_call=True,
)
def save_cells(_clicks: int, search: str) -> Any:
    """Every cell as a file."""
    shown = found.read(search)
    if not shown.has_cells:
        return no_update
    mapped = found.mapped_cells(shown, is_file=True)
    lines = parts.file_lines(cell_layer.cell_layer(shown, mapped))
    text = csv_text(mapped.frame, cell_layer.file_columns(shown.selection, mapped), lines)
    return {"content": f"\ufeff{text}", "filename": parts.cell_file(shown.selection), "type": "text/csv;charset=utf-8"}


@callback(
    *[Output(f"hotspots-{name}", "children") for name in beyond.TITLES],
    Input("hotspots-beyond", "active_item"),
    Input("url", "search"),
)
def update_beyond(opened: str | None, search: str) -> list[Any]:
    """The section that is open, for the selection in the address."""
    return [
        map_sections.content(beyond.report(name, *asked(search)), search) if name == opened else no_update
        for name in beyond.TITLES
    ]
