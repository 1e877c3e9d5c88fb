"""Perception, over time: each answer wave by wave in its band."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.report import head, sections
from components.rooms import OVER_TIME, PERCEPTION, PERCEPTION_DOOR, rooms
from data.reports.perception.over_time import report
from data.words.prose import prose
from pages._asked import asked

dash.register_page(
    __name__,
    path=OVER_TIME,
    name=PERCEPTION_DOOR.rooms[OVER_TIME],
    door=PERCEPTION,
    title=f"{PERCEPTION_DOOR.name}: {PERCEPTION_DOOR.rooms[OVER_TIME].lower()}",
    unused=FILTERS,
    why=prose("unused_perception"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; the filters do not apply to a survey of the whole area."""
    return html.Div(id="felt-over-time-content")


@callback(Output("felt-over-time-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """Each survey on its own."""
    made = report(*asked(search))
    # What the police could not place is in no figure of a survey.
    shown = [*head(made, search, says_unplaced=False), *sections(made.sections, search)]
    return [rooms(PERCEPTION_DOOR, OVER_TIME, search), *shown]
