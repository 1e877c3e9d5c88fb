"""Methods and data, how figures are made: docs/methods.md itself, and first what a councillor needs to know."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.rooms import METHODS, METHODS_DOOR, rooms
from data.reports.methods.report import report
from data.words.prose import prose
from pages._asked import answered

dash.register_page(
    __name__,
    path=METHODS,
    name=METHODS_DOOR.name,
    order=9,
    title=f"{METHODS_DOOR.name}: {METHODS_DOOR.rooms[METHODS].lower()}",
    unused=FILTERS,
    why=prose("unused_text"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; nothing is chosen here."""
    return html.Div(id="methods-content")


@callback(Output("methods-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The document, one text for the app and for the repository."""
    return [rooms(METHODS_DOOR, METHODS, search), *answered(report, search)]
