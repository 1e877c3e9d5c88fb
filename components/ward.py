"""The page of one ward: its head, its panels in two columns, and what can be done with it."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components.attributes import dashed
from components.links import at
from components.panel import panel
from components.report import head
from data.reports.panel import Report, Section
from data.words.prose import phrases

SEARCH = "ward-search"


def ward_page(shown: Report, search: str) -> list[Any]:
    """The whole page; search: of the address, which its links keep."""
    sections = [part for section in shown.sections for part in _section(section, search)]
    return [*head(shown, search), *sections]


def _section(shown: Section, search: str) -> Sequence[Any]:
    """Panels in two columns with the page's tools, as folds, or as they are."""
    # Once on the page, above everything: not under each heading.
    is_folded, has_source = shown.layout == "folded", shown.layout != "ward"
    panels = [panel(one, search, has_source=has_source, has_heading=not is_folded) for one in shown.panels]
    if shown.layout == "ward":
        return [html.Div([*panels, _tools(search)], className="ward")]
    if shown.layout == "choose":
        return [_search(), *panels]
    if is_folded:
        return [
            html.Details([html.Summary(html.H2(one.words.finding)), made], className="fold")
            for one, made in zip(shown.panels, panels, strict=True)
        ]
    return panels


def _tools(search: str) -> html.Div:
    """What can be done with the page."""
    links = [
        ("Other ward", "/ward", without_wards(search)),
        ("Trends", "/trends", search),
        ("Map", "/hotspots", search),
    ]
    return html.Div(
        [
            html.Button("Print one page", type="button", className="tool primary", **dashed(data_print="1")),
            *(dcc.Link(words, href=f"{at(path)}{query}", className="tool") for words, path, query in links),
        ],
        className="tools ward-tools",
    )


def without_wards(search: str) -> str:
    """The address without a ward, everything else as it is."""
    kept = [pair for pair in search.lstrip("?").split("&") if pair and not pair.startswith("ward=")]
    return f"?{'&'.join(kept)}" if kept else ""


def _search() -> html.Div:
    """A box that narrows the list of wards as one types, and hands on what is no ward (assets/ward.js)."""
    words = phrases("ward")
    box = dbc.Input(id=SEARCH, type="search", autocomplete="off")
    return html.Div(
        [
            html.Label(words["search"], htmlFor=SEARCH),
            box,
            html.P("", className="quiet", role="status", **dashed(data_found="1")),
            html.Button(
                words["search_place"], type="button", className="tool", hidden=True, **dashed(data_look=f"#{SEARCH}")
            ),
        ],
        className="ward-search",
        **dashed(data_find="#panel-ward-choose li"),
    )
