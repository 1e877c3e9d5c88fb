"""Summary: what changed, whether it is real, where, and compared with whom."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.skeleton import skeleton
from data.reports.summary.report import report
from pages._asked import answered

dash.register_page(__name__, path="/", name="Summary", order=0, title="Summary: crime and perception")


def layout(**_query: str) -> html.Div:
    """Boxes in the size of the page, which its callback fills."""
    return html.Div(skeleton([690], [400, 270, 200]), id="summary-content")


@callback(Output("summary-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The whole page for the selection in the address."""
    return answered(report, search)
