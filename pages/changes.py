"""Since last month: months added, figures revised, verdicts that appeared, turned or ended."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from data.reports.news.report import report
from data.words.prose import prose
from pages._asked import answered

# Reached from Summary: it has no place in the menu.
dash.register_page(
    __name__,
    path="/changes",
    name="Since last month",
    title="Since last month",
    door="/",
    unused=FILTERS,
    why=prose("unused_text"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div(id="changes-content")


@callback(Output("changes-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """What is new, for whoever looks."""
    return answered(report, search)
