"""Board, who is harmed: flags and victims of a partner's records, for partners."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.rooms import BOARD, BOARD_DOOR, HARM, rooms
from data.reports.harm.report import report
from data.words.harm import phrase
from pages._asked import answered

dash.register_page(
    __name__,
    path=HARM,
    name=BOARD_DOOR.rooms[HARM],
    door=BOARD,
    title=f"{BOARD_DOOR.name}: {BOARD_DOOR.rooms[HARM].lower()}",
    unused=FILTERS,
    why=phrase("unused"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; the year and the area are fixed."""
    return html.Div(id="board-harm-content")


@callback(Output("board-harm-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The latest full year of protected figures."""
    return [rooms(BOARD_DOOR, HARM, search), *answered(report, search)]
