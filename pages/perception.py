"""Perception, the table: what residents told the survey, as published, with what may be said of it."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.report import head, sections
from components.rooms import PERCEPTION, PERCEPTION_DOOR, rooms
from data.reports.perception.report import report
from data.words.prose import prose
from pages._asked import asked

dash.register_page(
    __name__,
    path=PERCEPTION,
    name=PERCEPTION_DOOR.name,
    order=5,
    title="Public perception",
    unused=FILTERS,
    why=prose("unused_perception"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; the filters do not apply to a survey of the whole area."""
    return html.Div(id="perception-content")


@callback(Output("perception-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The published survey table of the area."""
    made = report(*asked(search))
    # What the police could not place is in no figure of a survey.
    shown = [*head(made, search, says_unplaced=False), *sections(made.sections, search)]
    return [rooms(PERCEPTION_DOOR, PERCEPTION, search), *shown]
