"""The frame of the hotspot page: its controls, its map, and the files that it offers."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
import pandas as pd
from dash import dcc, html

from components.attributes import dashed
from components.data_table import Column, folded_table
from components.download import csv_link, csv_text, png_button
from components.figures import theme
from components.filter_bar import control
from components.panel import MAP_CONFIG
from components.panels.cell_layer import SHOW_OPTIONS
from components.panels.map_layer import MapLayer, Shown
from components.panels.ward_layer import file_columns
from components.prose import prose
from components.url_state import CELLS
from data.model.measure import Measure
from data.model.selection import Selection

MEASURE_OPTIONS = [
    {"value": "offence_count", "label": "Count"},
    {"value": "rate_per_1000", "label": "Rate per 1,000"},
    {"value": "change_pct", "label": "Change"},
]
LAYER_OPTIONS = [{"value": "wards", "label": "Wards"}, {"value": "cells", "label": "Cells"}]
NO_WEBGL = (
    "The map cannot be drawn here: this browser has no WebGL2. Everything that it would show stands in the tables; "
    "another browser, or graphics switched on in this one, would draw it."
)
NOT_SHOWN = "What the address picks is not on the map: its layer may be off, or it is not known here."
MOST_POINTS = 20
POINT_COLUMNS = [
    Column("location", "Snap point"),
    Column("offence_count", "Records", "number"),
    Column("longitude", "Longitude", "number", 6),
    Column("latitude", "Latitude", "number", 6),
]
ZOOMS = [
    ("in", "+", "Zoom in"),
    ("out", "−", "Zoom out"),
    ("reset", "⌂", "Show the whole area"),
    ("north", "↑", "Move north"),
    ("west", "←", "Move west"),
    ("east", "→", "Move east"),
    ("south", "↓", "Move south"),
]


def map_panel(kinds: Sequence[tuple[str, str]], values: Mapping[str, Any]) -> html.Section:
    """The map with its controls.

    kinds: the layers of places that the viewer may switch on, with their titles; values: what the controls show, by
    their keys. A control that was drawn with another value than the address has would change it.
    """
    frame = [
        html.Div(
            dcc.Graph(id="hotspots-map", config=MAP_CONFIG), id="hotspots-frame", role="img", className="map-graph"
        ),
        html.P(id="hotspots-note", className="map-note"),
        html.Div(id="hotspots-legend", className="legend"),
        zoom_buttons("hotspots-map"),
    ]
    places = [{"value": kind, "label": title} for kind, title in kinds]
    switches = html.Fieldset(
        [
            html.Legend("Places"),
            _switches("places", places, values),
        ],
        className="page-controls",
        hidden=not places,
    )
    points = dbc.Switch(
        id=control("points"), label="Snap points, with records added up", value=values.get("points", False)
    )
    # Cells are too many to send before they are asked for.
    save_cells = html.Button("CSV of all cells", id="hotspots-save-cells", type="button", className="tool")
    return html.Section(
        [
            html.Div(id="hotspots-words"),
            _colour_controls(values),
            html.Div(frame, id="hotspots-stage", className="map-frame"),
            html.Div(html.P(NO_WEBGL), id="hotspots-nomap", className="notice", hidden=True),
            html.Div([switches, points], className="map-switches"),
            prose("hotspots"),
            html.Div(
                [
                    html.Div(id="hotspots-tools"),
                    html.Div(save_cells, id="hotspots-cell-file", className="tools", hidden=True),
                    html.Div(id="hotspots-point-tools"),
                ],
                className="map-tools",
            ),
        ],
        className="panel map-panel",
    )


def _switches(key: str, options: list[dict[str, str]], values: Mapping[str, Any]) -> dbc.Checklist:
    return dbc.Checklist(id=control(key), options=options, value=values.get(key, []), switch=True, inline=True)


def _colour_controls(values: Mapping[str, Any]) -> html.Div:
    """What the map colours, and by what: wards by a measure, cells by what they show and in which size."""
    layer, by = (
        dbc.RadioItems(id=control(key), options=options, value=values.get(key, options[0]["value"]), inline=True)
        for key, options in (("layer", LAYER_OPTIONS), ("measure", MEASURE_OPTIONS))
    )
    show, size = values.get("show", SHOW_OPTIONS[0]["value"]), values.get("cell", CELLS[0])
    sizes = [{"value": size, "label": f"{size} m"} for size in sorted(CELLS, key=int)]
    return html.Div(
        [
            html.Fieldset([html.Legend("Layer"), layer], className="page-controls"),
            html.Fieldset([html.Legend("Colour by"), by], id="hotspots-ward-controls", className="page-controls"),
            html.Div(
                [*_labelled("show", "Show", SHOW_OPTIONS, show), *_labelled("cell", "Cell size", sizes, size)],
                id="hotspots-cell-controls",
                className="page-controls",
                hidden=True,
            ),
        ],
        className="map-controls",
    )


def _labelled(key: str, title: str, options: Sequence[dict[str, str]], value: str) -> list[Any]:
    label = html.Label(title, htmlFor=f'{{"key":"{key}","type":"control"}}')
    return [label, dbc.Select(id=control(key), options=list(options), value=value)]


def unseen(pick: str) -> list[Any]:
    """What the page keeps without showing it: what is drawn and picked, and the files that are made when asked for."""
    stores = [dcc.Store(id=f"hotspots-{name}") for name in ("drawn", "webgl", "pick")]
    return [*stores, dbc.Input(type="hidden", id=control("pick"), value=pick), dcc.Download(id="hotspots-download")]


def point_legend(selection: Selection) -> list[tuple[str, str, str]]:
    """What the dots are, where there are any."""
    return [("dot", theme.POINT, "snap points, larger with more records")] if selection.points else []


def zoom_buttons(graph_id: str) -> html.Div:
    """Zoom, move and back to the whole area, by mouse or keyboard; with the focus here the arrow keys move too."""
    return html.Div(
        [
            html.Button(
                sign,
                type="button",
                style={"gridArea": step},
                **dashed(data_map_zoom=step, data_map=graph_id, aria_label=words),
            )
            for step, sign, words in ZOOMS
        ],
        role="group",
        className="map-buttons",
        **dashed(aria_label="Move the map: also by the arrow keys, plus, minus and 0"),
    )


def ward_tools(layer: MapLayer, shown: Shown, measure: Measure) -> html.Div:
    """The wards' numbers as a file and the map as a picture."""
    words, name = layer.words, f"wards-{measure.name}-{shown.selection.period.last:%Y-%m}"
    text = csv_text(layer.ranked.frame, file_columns(shown, measure), file_lines(layer))
    return html.Div([csv_link(text, name, words.finding), png_button(words.finding)], className="tools")


def picture_tool(layer: MapLayer) -> html.Div:
    """The map as a picture."""
    return html.Div(png_button(layer.words.finding), className="tools")


def cell_file(selection: Selection) -> str:
    """The name of the file of all cells."""
    return f"cells-{selection.map.cell_size_m}-{selection.period.last:%Y-%m}.csv"


def file_lines(layer: MapLayer) -> list[str]:
    """What stands above the numbers of a file."""
    words = layer.words
    return [words.finding, words.caption, words.scope, *words.said, f"Source: {words.source}"]


def point_tools(layer: MapLayer, points: pd.DataFrame, selection: Selection) -> list[Any]:
    """The snap points with most records as a table, and all as a file."""
    if points.empty:
        return []
    title = f"The {min(len(points), MOST_POINTS)} snap points with most records, of {len(points)}"
    lines = ["Records added up at snap points; a point is no address", *file_lines(layer)[1:]]
    name = f"snap-points-{selection.period.last:%Y-%m}"
    return [
        html.Div(
            [
                folded_table(points.head(MOST_POINTS), POINT_COLUMNS, title, words="Snap points"),
                csv_link(csv_text(points, POINT_COLUMNS, lines), name, "Snap points", "CSV of snap points"),
            ],
            className="tools",
        )
    ]


def no_points() -> pd.DataFrame:
    """Snap points where none are shown."""
    return pd.DataFrame({name: [] for name in ("longitude", "latitude", "location", "offence_count")})


def ranking(layer: MapLayer) -> html.Section:
    """Every area of the layer in its order, those chosen marked."""
    return html.Section([html.H2(layer.ranked.title), layer.ranked.table()], className="panel")


def chosen_by(pick: str, wards: list[str], offered: list[str], before: str) -> tuple[list[str] | None, str]:
    """The wards and the pick after something was picked; None for wards that stay as they are.

    pick: ``ward:…``, ``cell:…`` or ``place:…``. What is picked a second time is picked no more.
    """
    kind, _, code = pick.partition(":")
    if kind != "ward":
        return None, "" if pick == before else pick
    return (offered if wards == [code] else [code]), ""


def clicked(click: dict[str, Any] | None, cells: int, places: int) -> str:
    """What a click on the map picks, empty where it hit nothing; cells, places: the numbers of their traces."""
    point = ((click or {}).get("points") or [{}])[0]
    if point.get("curveNumber") == places:
        return f"place:{point['customdata']}"
    code = point.get("location")
    if code is None:
        return ""
    return f"cell:{code}" if point.get("curveNumber") == cells else f"ward:{code}"
