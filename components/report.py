"""A report as a page shows it."""

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from components import notices
from components.panel import card, note, panel
from components.shell import page_body
from data.reports.panel import Report, Said, Section


def report(shown: Report, contact: str, search: str) -> list[Any]:
    """The whole page: its head, and the panels."""
    return [*head(shown, contact, search), *sections(shown.sections, search)]


def head(shown: Report, contact: str, search: str) -> list[Any]:
    """Status, heading, cautions, and what is said first."""
    parts = [*notices.notices(shown.cautions), *said(shown, search)]
    return page_body(shown.status, contact, search, shown.heading, parts)


def said(shown: Report, search: str) -> list[Any]:
    """What is said first; what has titles stands side by side."""
    titled = [_said(one, search) for one in shown.said if one.title]
    plain = [part for one in shown.said if not one.title for part in _parts(one, search)]
    return [*([html.Div(titled, className="columns" if len(titled) > 1 else "")] if titled else []), *plain]


def sections(shown: Sequence[Section], search: str) -> list[Any]:
    """Sections of panels, one under the other."""
    return [_section(one, search) for one in shown]


def _section(shown: Section, search: str) -> html.Div:
    """The panels that stand together, under what has to be said of them."""
    made = [card(one, search) if shown.layout == "cards" else panel(one, search) for one in shown.panels]
    return html.Div([*notices.notices(shown.cautions), *made], className=shown.layout)


def _said(shown: Said, search: str) -> html.Section:
    return html.Section([html.H2(shown.title), *_parts(shown, search)])


def _parts(shown: Said, search: str) -> list[Any]:
    text = [dcc.Markdown(shown.text, className="prose")] if shown.text else []
    return [*(note(one, search) for one in shown.notes), *text]
