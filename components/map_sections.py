"""The sections of the analysis of places, closed until they are asked for."""

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components import notices, report
from components.filter_bar import select
from data.model.selection import CONTROLS
from data.reports.panel import Report


def sections(titles: Mapping[str, str], micro_areas: str | None) -> dbc.Accordion:
    """The closed sections, each filled when it is opened.

    titles: by their names; micro_areas: how many are proposed, None for as usual.
    """
    choice = html.Div(select(CONTROLS["areas"], micro_areas), className="page-controls")
    return dbc.Accordion(
        [
            dbc.AccordionItem(
                [*([choice] if name == "micro-areas" else []), html.Div(id=f"analysis-{name}")],
                title=title,
                item_id=name,
            )
            for name, title in titles.items()
        ],
        id="analysis-sections",
        start_collapsed=True,
    )


def content(shown: Report, search: str) -> list[Any]:
    """What an open section holds; search: of the address, which its links keep."""
    return [*notices.notices(shown.cautions), *report.sections(shown.sections, search)]
