"""Perception, over time: each answer wave by wave in its band."""

from components.filter_bar import FILTERS
from components.rooms import OVER_TIME, PERCEPTION_DOOR
from data.reports.perception.over_time import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(report, __name__, OVER_TIME, behind=PERCEPTION_DOOR, unused=FILTERS, why=prose("unused_perception"))
