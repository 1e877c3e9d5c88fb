"""Perception: what residents told the survey, as published, with what may be said of it."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.lists import lead_list
from components.panels import perception as parts
from components.prose import prose
from components.shell import page_body
from data.queries import choices, published, status
from data.settings import current
from data.statistics.survey.perception import quarters
from data.statistics.survey.proportions import DESIGN_EFFECT

dash.register_page(__name__, path="/perception", name="Perception", order=4, title="Public perception")


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback; the filters do not apply to a survey of the whole area."""
    return html.Div(id="perception-content", className="no-filters")


@callback(Output("perception-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """The published survey table of the area."""
    now, estimates = status.build_status(), published.survey_estimates()
    waves, other = published.survey_waves(), quarters(estimates)
    context = parts.Context(choices.measures()["difference_points"], DESIGN_EFFECT, search)
    return page_body(
        now,
        current().contact,
        search,
        parts.finding(waves, now.area_name),
        [
            lead_list(parts.lead(waves)),
            prose("perception"),
            *parts.wave_panels(context, waves),
            parts.quarter_panel(context, other),
        ]
        if len(waves)
        else [parts.nothing(now.area_name)],
    )
