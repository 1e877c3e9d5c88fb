"""Your ward: one ward for its councillors, on a screen, a phone and one sheet of paper."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.ward import ward_page
from data.reports.ward.report import report
from pages._page import asked

dash.register_page(__name__, path="/ward", name="Your ward", order=1, title="Your ward")


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div(id="ward-content")


@callback(Output("ward-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The first ward in the address, or the list of wards."""
    return ward_page(report(*asked(search)), search)
