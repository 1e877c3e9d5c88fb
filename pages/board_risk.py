"""Board, risk matrix: which crime types to look at first, outcomes, and serious violence."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import radios
from components.report import head as opening
from components.report import sections
from components.rooms import BOARD_DOOR, RISK, rooms
from components.skeleton import boxes, head
from data.model.selection import CONTROLS
from data.reports.risk.report import report
from data.words.risk import phrase
from pages._page import asked

dash.register_page(
    __name__,
    path=RISK,
    **BOARD_DOOR.named(RISK),
    unused=("ward", "type"),
    why=phrase("unused"),
)


def layout(**query: Any) -> html.Div:
    """The control of the weights, and an empty page filled by its callback."""
    return html.Div(
        [
            html.Div(head(), id="board-risk-head"),
            html.Div(radios(CONTROLS["weights"], query), className="control-row"),
            html.Div(boxes(560, 560, layout="columns"), id="board-risk-content"),
        ]
    )


@callback(Output("board-risk-head", "children"), Output("board-risk-content", "children"), Input("url", "search"))
def update_content(search: str) -> tuple[list[Any], list[Any]]:
    """The whole page for the months and the weights in the address."""
    found = report(*asked(search))
    return [rooms(BOARD_DOOR, RISK, search), *opening(found, search)], sections(found.sections, search)
