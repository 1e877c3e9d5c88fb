"""Perception, felt and recorded: what residents feel beside what the police recorded."""

from components.filter_bar import FILTERS
from components.rooms import FELT_RECORDED, PERCEPTION_DOOR
from components.skeleton import boxes, head
from data.reports.perception.recorded import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(
    report,
    __name__,
    FELT_RECORDED,
    [head(), boxes(420, 620)],
    PERCEPTION_DOOR,
    unused=FILTERS,
    why=prose("unused_perception"),
)
