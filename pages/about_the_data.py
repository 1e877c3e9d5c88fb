"""Methods and data, about the data: sources, coverage, rows left out and why, definitions."""

from components.filter_bar import FILTERS
from components.rooms import DATA, METHODS_DOOR
from data.reports.about.report import report
from data.words.prose import prose
from pages._page import register_page_of

register_page_of(report, __name__, DATA, behind=METHODS_DOOR, unused=FILTERS, why=prose("unused_text"))
