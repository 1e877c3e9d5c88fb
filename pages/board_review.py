"""Board, quarterly review: what is confirmed since the last one, small spots, named places, fires."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.rooms import BOARD, BOARD_DOOR, REVIEW, rooms
from components.skeleton import boxes, head
from data.reports.review.report import report
from data.words.review import phrase
from pages._asked import answered

dash.register_page(
    __name__,
    path=REVIEW,
    name=BOARD_DOOR.rooms[REVIEW],
    door=BOARD,
    title=f"{BOARD_DOOR.name}: {BOARD_DOOR.rooms[REVIEW].lower()}",
    unused=("ward",),
    why=phrase("unused"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div([head(), boxes(420, 620)], id="board-review-content")


@callback(Output("board-review-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the months and the crime types in the address."""
    return [rooms(BOARD_DOOR, REVIEW, search), *answered(report, search)]
