"""Crime trends: series with their limits, side by side, in small multiples, by ward, month of the year and hour."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import skeleton, trends_controls
from components.filter_bar import control
from components.report import head, sections
from data.reports.trends import report as trends
from pages._page import asked

PATH = "/trends"

dash.register_page(__name__, path=PATH, name="Crime trends", order=2, title="Crime trends")


def layout(**query: Any) -> html.Div:
    """The controls, and an empty page filled by its callbacks."""
    return html.Div(
        [
            html.Div(skeleton.head(), id="trends-head"),
            trends_controls.series_controls(query),
            html.Div(skeleton.boxes(520), id="trends-content"),
            html.Div(id="trends-beside"),
            trends_controls.part_controls(query),
            html.Div(skeleton.boxes(850), id="trends-multiples"),
            html.Div(skeleton.boxes(550, 550, layout="columns"), id="trends-more"),
            html.Div(id="trends-sure"),
        ]
    )


@callback(
    Output("trends-head", "children"),
    Output("trends-content", "children"),
    Output("trends-sure", "children"),
    Input("url", "search"),
)
def update_content(search: str) -> tuple[list[Any], list[Any], list[Any]]:
    """What was found, the series with its usual range, and how sure it is, for the selection in the address."""
    report = trends.report(*asked(search, PATH))
    drawn, *folded = report.sections
    return head(report, search), sections([drawn], search), sections(folded, search)


@callback(Output("trends-multiples", "children"), Input("url", "search"))
def update_multiples(search: str) -> list[Any]:
    """The small multiples, which are many: no other part waits for them."""
    return sections(trends.multiples(*asked(search, PATH)), search)


@callback(Output("trends-beside", "children"), Input("url", "search"))
def update_beside(search: str) -> list[Any]:
    """The chosen wards, or the district, beside what the address asks for, if for anything."""
    return sections(trends.beside(*asked(search, PATH)), search)


@callback(Output("trends-more", "children"), Input("url", "search"))
def update_more(search: str) -> list[Any]:
    """Wards by their residents, months of the year, hours of the week, and the events."""
    return sections(trends.more(*asked(search, PATH)), search)


@callback(
    Output(trends_controls.AGAINST_LABEL, "children"), Output(control("against"), "options"), Input("url", "search")
)
def update_against(search: str) -> tuple[str, list[dict[str, str]]]:
    """What there is to compare with: the wards of the vintage that is shown."""
    selection, _ = asked(search, PATH)
    return trends_controls.against_label(selection), trends_controls.against_options(selection)
