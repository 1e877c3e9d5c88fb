"""Methods and data, numbers for other tools: which files there are, and how they are asked for."""

from components.filter_bar import FILTERS
from components.rooms import METHODS_DOOR, OPEN
from data.reports.open_data.report import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(report, __name__, OPEN, behind=METHODS_DOOR, unused=FILTERS, why=prose("unused_text"))
