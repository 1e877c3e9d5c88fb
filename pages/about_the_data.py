"""Methods and data, about the data: sources, coverage, rows left out and why, definitions."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.rooms import DATA, METHODS, METHODS_DOOR, rooms
from data.reports.about.report import report
from data.words.prose import prose
from pages._asked import answered

# The other room of Methods and data: the menu has one door to both.
dash.register_page(
    __name__,
    path=DATA,
    name=METHODS_DOOR.rooms[DATA],
    door=METHODS,
    title=f"{METHODS_DOOR.name}: {METHODS_DOOR.rooms[DATA].lower()}",
    unused=FILTERS,
    why=prose("unused_text"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div(id="about-content")


@callback(Output("about-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """Everything that the build says of itself."""
    return [rooms(METHODS_DOOR, DATA, search), *answered(report, search)]
