"""Board, who is harmed: flags and victims of a partner's records, for partners."""

from components.filter_bar import FILTERS
from components.rooms import BOARD_DOOR, HARM
from data.reports.harm.report import report
from data.words.harm import phrase
from pages._page import register_page_of

register_page_of(report, __name__, HARM, behind=BOARD_DOOR, unused=FILTERS, why=phrase("unused"))
