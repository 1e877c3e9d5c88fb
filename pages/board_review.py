"""Board, quarterly review: what is confirmed since the last one, small spots, named places, fires."""

from components.rooms import BOARD_DOOR, REVIEW
from components.skeleton import boxes, head
from data.reports.review.report import report
from data.words.review import phrase
from pages._page import register_page_of

register_page_of(
    report,
    __name__,
    REVIEW,
    [head(), boxes(420, 620)],
    BOARD_DOOR,
    unused=("ward",),
    why=phrase("unused"),
)
