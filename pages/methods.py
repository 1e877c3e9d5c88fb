"""Methods: docs/methods.md itself, with the little that a councillor needs to know first."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.panels import methods as parts
from components.prose import chapters, prose
from components.shell import page_body
from data.queries import status
from data.settings import current

dash.register_page(__name__, path="/methods", name="Methods", order=5, title="Methods")


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; nothing is chosen here."""
    return html.Div(id="methods-content", className="no-filters")


@callback(Output("methods-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The document, one text for the app and for the repository."""
    document = chapters("methods")
    return page_body(
        status.build_status(),
        current().contact,
        search,
        "How the figures are made and judged",
        [
            html.Section([html.H2("In one minute"), prose("methods")], className="panel"),
            parts.contents(document),
            *(parts.chapter(shown) for shown in document),
        ],
    )
