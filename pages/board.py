"""Board: priorities, indicators, and what needs the board's eye."""

from components.rooms import BOARD, BOARD_DOOR
from components.skeleton import boxes, head
from data.reports.board.report import report
from data.words.board import phrase
from pages._page import register_page_of

register_page_of(
    report,
    __name__,
    BOARD,
    [head(), boxes(780, 640, layout="beside"), boxes(560, 320)],
    BOARD_DOOR,
    order=7,
    title=BOARD_DOOR.name,
    unused=("district", "ward", "type"),
    why=phrase("unused"),
)
