"""The frame of the map: its controls, and what is picked by a click."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import dashed
from components.filter_bar import control
from components.links import href
from components.panel import MAP_CONFIG
from data.model.selection import CONTROLS
from data.reports.hotspots.views import Switch

NO_WEBGL = (
    "The map cannot be drawn here: this browser has no WebGL2. Everything that it would show stands in the tables; "
    "another browser, or graphics switched on in this one, would draw it."
)
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
    ticks = dbc.Checklist(
        id=control("places"), options=places, value=values.get("places", []), switch=True, inline=True
    )
    switches = html.Fieldset([html.Legend("Places"), ticks], className="page-controls", hidden=not places)
    points = dbc.Switch(id=control("points"), label=CONTROLS["points"].title, value=values.get("points", False))
    done = dbc.Switch(
        id=control("operations"), label=CONTROLS["operations"].title, value=values.get("operations", False)
    )
    return html.Section(
        [
            html.Div(id="hotspots-words"),
            html.Div(id="hotspots-switch", className="map-controls"),
            html.Div(frame, id="hotspots-stage", className="map-frame"),
            html.Div(html.P(NO_WEBGL), id="hotspots-nomap", className="notice", hidden=True),
            html.Div([switches, points, done], className="map-switches"),
            html.Div(id="hotspots-about"),
            html.Div(
                [html.Div(id="hotspots-tools"), html.Div(id="hotspots-point-tools")],
                className="map-tools",
            ),
        ],
        id="panel-hotspots-map",
        className="panel map-panel",
    )


def sheet(cards: Sequence[Any], pick: str) -> html.Div:
    """The cards of what is picked: beside the map on a desk, on a phone a sheet over it that closes."""
    # A second pick of the same is none.
    close = html.Button("Close", type="button", className="tool sheet-close", **dashed(data_pick=pick))
    return html.Div(
        [close, *cards],
        className="sheet",
        role="region",
        tabIndex="-1",
        **dashed(data_picked=pick, aria_label="What is picked on the map"),
    )


def switches(shown: Sequence[Switch]) -> list[html.Nav]:
    """What the map shows, as links of which one is current; the first switch is the one that matters."""
    return [
        html.Nav(
            [
                html.Span(one.title),
                *(
                    dcc.Link(
                        html.Span(view.link.words, **(dashed(aria_current="true") if view.is_shown else {})),
                        href=href(view.link, ""),
                    )
                    for view in one.views
                ),
            ],
            className="map-switch" if place == 0 else "map-switch quiet-switch",
            **dashed(aria_label=f"{one.title} on the map"),
        )
        for place, one in enumerate(shown)
    ]


def unseen(pick: str) -> list[Any]:
    """What the page keeps without showing it: what is drawn and picked."""
    stores = [dcc.Store(id=f"hotspots-{name}") for name in ("drawn", "webgl", "pick")]
    return [*stores, dbc.Input(type="hidden", id=control("pick"), value=pick)]


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


def clicked(click: dict[str, Any] | None, cells: int, places: int) -> str:
    """What a click on the map picks, empty where it hit nothing; cells, places: the numbers of their traces."""
    point = ((click or {}).get("points") or [{}])[0]
    if point.get("curveNumber") == places:
        return f"place:{point['customdata']}"
    code = point.get("location")
    if code is None:
        return ""
    return f"cell:{code}" if point.get("curveNumber") == cells else f"ward:{code}"
