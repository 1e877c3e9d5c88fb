"""Methods and data, how figures are made: docs/methods.md itself, and first what a councillor needs to know."""

from components.filter_bar import FILTERS
from components.rooms import METHODS, METHODS_DOOR
from data.reports.methods.report import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(report, __name__, METHODS, behind=METHODS_DOOR, order=9, unused=FILTERS, why=prose("unused_text"))
