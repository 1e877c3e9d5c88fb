"""What every page does: read an address, and answer it with a report."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import dash
from dash import Input, Output, callback, html
from dash.development.base_component import Component

from components import url_state
from components.report import report as rendered
from components.rooms import Door, rooms
from data.model.choices import Choices
from data.model.schema import NoBuildError
from data.model.selection import Selection
from data.queries import choices
from data.reports.panel import Report

Asked = Callable[[Selection, Choices], Report]


def asked(search: str, path: str = "") -> tuple[Selection, Choices]:
    """The selection in the address, in months that are there, and what there is to choose from.

    path: of the page, where it offers less.
    """
    offered = choices.filter_choices(url_state.source(search))
    return url_state.read(search, offered, path).selection.held(offered), offered


def shown(query: dict[str, Any]) -> dict[str, Any]:
    """What the controls show for the address of a page, by their keys; nothing where there is no build."""
    with suppress(NoBuildError):
        return url_state.control_values(asked("?" + urlencode(query, doseq=True))[0])
    return {}


def register_page_of(
    report: Asked, module: str, path: str, waiting: Sequence[Component] = (), behind: Door | None = None, **told: Any
) -> None:
    """Register a page that is one report: its callback fills it for whatever address.

    waiting: what stands there until then; behind: the door whose room the page is, which names it and links it to the
    others; told: what ``dash.register_page`` takes beside.
    """
    content = f"{path.strip('/').replace('/', '-') or 'summary'}-content"

    def links(search: str) -> list[html.Nav]:
        """The rooms behind the door."""
        return [rooms(behind, path, search)] if behind else []

    def layout(**_query: str) -> html.Div:
        """The page without its report."""
        return html.Div([*links(""), *waiting], id=content)

    @callback(Output(content, "children"), Input("url", "search"))
    def update_content(search: str) -> list[Any]:
        """The report for the address."""
        return [*links(search), *rendered(report(*asked(search)), search)]

    dash.register_page(module, path=path, layout=layout, **((behind.named(path) if behind else {}) | told))
