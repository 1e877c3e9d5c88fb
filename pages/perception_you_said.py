"""Perception, you said: what people are concerned about, and which priority covers it."""

from components.filter_bar import FILTERS
from components.rooms import PERCEPTION_DOOR, YOU_SAID
from data.reports.perception.you_said import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(report, __name__, YOU_SAID, behind=PERCEPTION_DOOR, unused=FILTERS, why=prose("unused_perception"))
