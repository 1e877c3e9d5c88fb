"""Operations: what each did, beside places like its own, and what could be seen at all."""

from contextlib import suppress
from typing import Any

import dash
from dash import Input, Output, callback, html

from components import skeleton
from components.operation_controls import operation_controls
from components.report import head, sections
from data.model.schema import NoBuildError
from data.reports.operations.report import listed, report
from data.words.prose import prose
from pages._page import asked

dash.register_page(
    __name__,
    path="/operations",
    name="Operations",
    order=6,
    title="Operations",
    unused=("source", "vintage", "compared"),
    why=prose("unused_operations"),
)


def layout(**query: Any) -> html.Div:
    """The controls, and an empty page filled by its callback."""
    known = list[tuple[str, str]]()
    with suppress(NoBuildError):
        known = listed()
    return html.Div(
        [
            html.Div(skeleton.head(is_short=True), id="operations-head"),
            operation_controls(known, query),
            html.Div(skeleton.boxes(520, 300), id="operations-content"),
        ]
    )


@callback(Output("operations-head", "children"), Output("operations-content", "children"), Input("url", "search"))
def update_content(search: str) -> tuple[list[Any], list[Any]]:
    """What came of the operation in the address."""
    made = report(*asked(search))
    return head(made, search), sections(made.sections, search)
