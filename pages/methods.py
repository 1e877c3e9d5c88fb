"""Methods: docs/methods.md itself, with the little that a councillor needs to know first."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from data.reports.methods.report import report
from data.words.prose import prose
from pages._asked import answered

dash.register_page(
    __name__,
    path="/methods",
    name="Methods",
    order=6,
    title="Methods",
    unused=FILTERS,
    why=prose("unused_text"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; nothing is chosen here."""
    return html.Div(id="methods-content")


@callback(Output("methods-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The document, one text for the app and for the repository."""
    return answered(report, search)
