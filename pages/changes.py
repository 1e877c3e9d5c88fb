"""Since last month: months added, figures revised, verdicts that appeared, turned or ended."""

from components.filter_bar import FILTERS
from data.reports.news.report import report
from data.words.prose import prose
from pages._page import register_page_of

# Reached from Summary: it has no place in the menu.
register_page_of(
    report,
    __name__,
    "/changes",
    name="Since last month",
    title="Since last month",
    door="/",
    unused=FILTERS,
    why=prose("unused_text"),
)
