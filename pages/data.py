"""Methods and data, numbers for other tools: which files there are, and how they are asked for."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.rooms import METHODS, METHODS_DOOR, OPEN, rooms
from data.reports.open_data.report import report
from data.words.prose import prose
from pages._asked import answered

dash.register_page(
    __name__,
    path=OPEN,
    name=METHODS_DOOR.rooms[OPEN],
    door=METHODS,
    title=f"{METHODS_DOOR.name}: {METHODS_DOOR.rooms[OPEN].lower()}",
    unused=FILTERS,
    why=prose("unused_text"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div(id="data-content")


@callback(Output("data-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """Every open table, for whoever looks."""
    return [rooms(METHODS_DOOR, OPEN, search), *answered(report, search)]
