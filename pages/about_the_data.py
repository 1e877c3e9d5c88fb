"""About the data: sources, coverage, rows left out and why, definitions."""

from typing import Any

import dash
from dash import Input, Output, callback, html

from components.panels import about as parts
from components.prose import prose
from components.shell import page_body
from data.queries import choices, status
from data.settings import current

dash.register_page(__name__, path="/about-the-data", name="About the data", order=6, title="About the data")


def layout(**_query: str) -> html.Div:
    """An empty page, filled by its callback."""
    return html.Div(id="about-content", className="no-filters")


@callback(Output("about-content", "children"), Input("url", "search"))
def update_content(search: str) -> list[Any]:
    """Everything that the build says of itself."""
    now, loads, coverage = status.build_status(), status.loads(), status.coverage()
    return page_body(
        now,
        current().contact,
        search,
        parts.finding(choices.filter_choices()),
        [
            parts.notice_section(status.notices()),
            parts.coverage_panel(coverage, now),
            html.Section([html.H2("Cautions"), prose("caveats")], className="panel"),
            html.Section(
                [html.H2("Definitions"), prose("definitions"), parts.lsoa_line(status.lsoa_changes(), now.area_name)],
                className="panel",
            ),
            parts.fate_panel(loads, now),
            parts.file_panel(loads, now),
            parts.sheet_panel(status.sheets(), now),
            parts.reject_panel(status.rejects(parts.MOST_REJECTS), now),
            parts.measure_panel(list(choices.measures().values()), now),
            parts.source_panel(status.sources(), now),
        ],
    )
