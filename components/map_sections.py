"""The sections below the map, closed until they are asked for."""

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components import notices
from components.filter_bar import control
from components.report import section
from components.url_state import AREAS
from data.reports.panel import Report


def sections(titles: Mapping[str, str], micro_areas: str | None) -> dbc.Accordion:
    """The closed sections, each filled when it is opened.

    titles: by their names; micro_areas: how many are proposed, None for as usual.
    """
    counts = [{"value": count, "label": count} for count in sorted(AREAS, key=int)]
    label = html.Label("Micro-areas to propose", htmlFor='{"key":"areas","type":"control"}')
    choice = html.Div(
        [label, dbc.Select(id=control("areas"), options=counts, value=micro_areas or AREAS[0])],
        className="page-controls",
    )
    return dbc.Accordion(
        [
            dbc.AccordionItem(
                [*([choice] if name == "micro-areas" else []), html.Div(id=f"hotspots-{name}")],
                title=title,
                item_id=name,
            )
            for name, title in titles.items()
        ],
        id="hotspots-beyond",
        start_collapsed=True,
    )


def content(shown: Report, search: str) -> list[Any]:
    """What an open section holds; search: of the address, which its links keep."""
    return [*notices.notices(shown.cautions), *(section(one, search) for one in shown.sections)]
