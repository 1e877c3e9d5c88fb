"""A report as a page shows it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import dcc, html

from components import notices
from components.links import part
from components.panel import note, panel
from components.shell import page_body
from data.reports.panel import Link, Report, Said, Section


def report(shown: Report, search: str) -> list[Any]:
    """The whole page: its head, and the panels."""
    return [*head(shown, search), *sections(shown.sections, search)]


def head(shown: Report, search: str) -> list[Any]:
    """Status, heading, what would change how it is read, cautions, and what is said first."""
    reading = [html.P(_spaced(shown.reading, search), className="reading")] if shown.reading else []
    parts = [*reading, *notices.notices(shown.cautions), *said(shown, search)]
    marked = replace(shown.status, marking=shown.marking or shown.status.marking)
    return page_body(marked, search, shown.heading, parts, shown.says_unplaced)


def _spaced(parts: Sequence[str | Link], search: str) -> list[Any]:
    """Sentences and links, a space between."""
    return [piece for one in parts for piece in (part(one, search), " ")][:-1]


def said(shown: Report, search: str) -> list[Any]:
    """What is said first; what has titles stands side by side."""
    titled = [_said(one, search) for one in shown.said if one.title]
    plain = [part for one in shown.said if not one.title for part in _parts(one, search)]
    return [*([html.Div(titled, className="columns" if len(titled) > 1 else "")] if titled else []), *plain]


def sections(shown: Sequence[Section], search: str) -> list[Any]:
    """Sections of panels, one under the other."""
    return [_section(one, search) for one in shown]


def _section(shown: Section, search: str) -> html.Div | html.Details:
    """The panels that stand together, under what has to be said of them; folded where they have words for that."""
    parts = [*notices.notices(shown.cautions), *(panel(one, search) for one in shown.panels)]
    if shown.fold:
        return html.Details([html.Summary(html.H2(shown.fold)), *parts], className="fold")
    return html.Div(parts, className=shown.layout)


def _said(shown: Said, search: str) -> html.Section:
    return html.Section([html.H2(shown.title), *_parts(shown, search)])


def _parts(shown: Said, search: str) -> list[Any]:
    text = [dcc.Markdown(shown.text, className="prose")] if shown.text else []
    return [*(note(one, search) for one in shown.notes), *text]
