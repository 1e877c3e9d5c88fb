"""Compare: the area against the other districts, and against its most similar group."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.skeleton import boxes, head
from data.reports.compare.report import report
from data.words.prose import prose
from pages._asked import answered

dash.register_page(
    __name__,
    path="/compare",
    name="Compare",
    order=3,
    title="Compare: districts and most similar group",
    unused=("ward", "vintage"),
    why=prose("unused_compare"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; wards are not chosen here."""
    return html.Div(
        [head(), boxes(540, 540, layout="columns"), boxes(520, 520, layout="columns")], id="compare-content"
    )


@callback(Output("compare-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the crime types and months in the address."""
    return answered(report, search)
