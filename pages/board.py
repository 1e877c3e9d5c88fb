"""Board: priorities, indicators, and what needs the board's eye."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.rooms import BOARD, BOARD_DOOR, rooms
from components.skeleton import boxes, head
from data.reports.board.report import report
from data.words.board import phrase
from pages._asked import answered

dash.register_page(
    __name__,
    path=BOARD,
    name=BOARD_DOOR.name,
    order=7,
    title=BOARD_DOOR.name,
    unused=("district", "ward", "type"),
    why=phrase("unused"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    waiting = [rooms(BOARD_DOOR, BOARD, ""), head(), boxes(780, 640, layout="beside"), boxes(560, 320)]
    return html.Div(waiting, id="board-content")


@callback(Output("board-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the months in the address."""
    return [rooms(BOARD_DOOR, BOARD, search), *answered(report, search)]
