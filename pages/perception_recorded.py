"""Perception, felt and recorded: what residents feel beside what the police recorded."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components import skeleton
from components.filter_bar import FILTERS
from components.report import head, sections
from components.rooms import FELT_RECORDED, PERCEPTION, PERCEPTION_DOOR, rooms
from data.reports.perception.recorded import report
from data.words.prose import prose
from pages._asked import asked

dash.register_page(
    __name__,
    path=FELT_RECORDED,
    name=PERCEPTION_DOOR.rooms[FELT_RECORDED],
    door=PERCEPTION,
    title=f"{PERCEPTION_DOOR.name}: {PERCEPTION_DOOR.rooms[FELT_RECORDED].lower()}",
    unused=FILTERS,
    why=prose("unused_perception"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; the filters do not apply to a survey of the whole area."""
    return html.Div([skeleton.head(), skeleton.boxes(420, 620)], id="felt-recorded-content")


@callback(Output("felt-recorded-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The same area and months, side by side."""
    made = report(*asked(search))
    # What the police could not place is in no figure of a survey.
    shown = [*head(made, search, says_unplaced=False), *sections(made.sections, search)]
    return [rooms(PERCEPTION_DOOR, FELT_RECORDED, search), *shown]
