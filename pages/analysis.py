"""Analysis of places: what an analyst asks of the small spots, in sections that are filled when they are opened."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import map_sections, skeleton
from components.report import head
from data.reports.hotspots import beyond
from pages._page import asked, shown

# Reached from Hotspots: it has no place in the menu.
dash.register_page(__name__, path=beyond.PATH, name="Analysis of places", title="Analysis of places")


def layout(**query: str | list[str]) -> html.Div:
    """The closed sections, as the address sets them."""
    sections = map_sections.sections(beyond.TITLES, shown(query).get("areas"))
    return html.Div([html.Div(skeleton.head(), id="analysis-head"), sections])


@callback(Output("analysis-head", "children"), Input("url", "search"))
def update_head(search: str) -> list[Any]:
    """What the small spots can show, and the ways to it."""
    return head(beyond.opening(*asked(search)), search)


@callback(
    *[Output(f"analysis-{name}", "children") for name in beyond.TITLES],
    Input("analysis-sections", "active_item"),
    Input("url", "search"),
)
def update_sections(opened: str | None, search: str) -> list[Any]:
    """The section that is open, for the selection in the address."""
    return [
        map_sections.content(beyond.report(name, *asked(search)), search) if name == opened else dash.no_update
        for name in beyond.TITLES
    ]
