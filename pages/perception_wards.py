"""Perception, by ward and group, and how far wards truly lie apart."""

from components.filter_bar import FILTERS
from components.rooms import PERCEPTION_DOOR, WARDS
from data.reports.perception.wards import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(report, __name__, WARDS, behind=PERCEPTION_DOOR, unused=FILTERS, why=prose("unused_perception"))
