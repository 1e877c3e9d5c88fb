"""Briefing: what goes in, its slides as they will be, and the files."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from briefing.asked import WHOLE, view_of
from briefing.asked import asked as briefing_of
from components.briefing import files, forced, frame, preview, say, section_list
from components.paper import paper
from components.shell import page_body
from components.skeleton import head
from data.outputs.pptx.template import frames_of, open_template
from data.outputs.slides.layout import slides
from data.reports.briefing.briefing import PATH
from data.settings import current
from pages._page import shown

# Reached by the button of every page: it has no place in the menu.
dash.register_page(__name__, path=PATH, name="Briefing", title="Briefing")


def layout(**query: str | list[str]) -> html.Div:
    """The controls, as the address sets them, and boxes for what the callback fills."""
    return html.Div([html.Div(head(is_short=True), id="briefing-head"), frame(shown(query))])


@callback(
    Output("briefing-head", "children"),
    Output("briefing-sections", "children"),
    Output("briefing-forced", "children"),
    Output("briefing-files", "children"),
    Output("briefing-slides", "children"),
    Output("briefing-paper", "children"),
    Input("url", "search"),
)
def update_content(search: str) -> tuple[Any, ...]:
    """The whole briefing for the selection in the address."""
    made = briefing_of(WHOLE, search or "")
    assert made is not None
    laid = slides(made, frames_of(open_template(current().template)), view_of(made, ""))
    counts = {
        part.name: sum(slide.panel in {told.panel.id for told in part.told} for slide in laid) for part in made.parts
    }
    return (
        page_body(made.status, search, say("page_title", count=len(laid)), []),
        section_list(made.selection, counts),
        forced(made),
        files(search or ""),
        preview(laid),
        paper(made, laid),
    )
