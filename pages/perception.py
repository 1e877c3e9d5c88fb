"""Perception, the table: what residents told the survey, as published, with what may be said of it."""

from components.filter_bar import FILTERS
from components.rooms import PERCEPTION, PERCEPTION_DOOR
from data.reports.perception.report import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(
    report,
    __name__,
    PERCEPTION,
    behind=PERCEPTION_DOOR,
    order=5,
    title="Public perception",
    unused=FILTERS,
    why=prose("unused_perception"),
)
