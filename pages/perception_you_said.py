"""Perception, you said: what people are concerned about, and which priority covers it."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.filter_bar import FILTERS
from components.report import head, sections
from components.rooms import PERCEPTION, PERCEPTION_DOOR, YOU_SAID, rooms
from data.reports.perception.you_said import report
from data.words.prose import prose
from pages._asked import asked

dash.register_page(
    __name__,
    path=YOU_SAID,
    name=PERCEPTION_DOOR.rooms[YOU_SAID],
    door=PERCEPTION,
    title=f"{PERCEPTION_DOOR.name}: {PERCEPTION_DOOR.rooms[YOU_SAID].lower()}",
    unused=FILTERS,
    why=prose("unused_perception"),
)


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; the filters do not apply to a survey of the whole area."""
    return html.Div(id="felt-you-said-content")


@callback(Output("felt-you-said-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """Every concern."""
    made = report(*asked(search))
    # What the police could not place is in no figure of a survey.
    shown = [*head(made, search, says_unplaced=False), *sections(made.sections, search)]
    return [rooms(PERCEPTION_DOOR, YOU_SAID, search), *shown]
