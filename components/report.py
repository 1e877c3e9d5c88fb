"""A report as a page shows it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html

from components import notices
from components.links import part
from components.panel import note, panel
from components.shell import page_body
from data.reports.panel import Report, Section


def report(shown: Report, search: str) -> list[Any]:
    """The whole page: its head, and the panels."""
    return [*head(shown, search), *sections(shown.sections, search)]


def head(shown: Report, search: str) -> list[Any]:
    """Status, heading, what would change how it is read, cautions, and what is said first."""
    # A space between sentences and links.
    spaced = [piece for one in shown.reading for piece in (part(one, search), " ")][:-1]
    reading = [html.P(spaced, className="reading")] if spaced else []
    parts = [*reading, *notices.notices(shown.cautions), *(note(one, search) for one in shown.said)]
    marked = replace(shown.status, marking=shown.marking or shown.status.marking)
    return page_body(marked, search, shown.heading, parts, shown.says_unplaced)


def sections(shown: Sequence[Section], search: str) -> list[Any]:
    """Sections of panels, one under the other."""
    return [_section(one, search) for one in shown]


def _section(shown: Section, search: str) -> html.Div | html.Details:
    """The panels that stand together, under what has to be said of them; folded where they have words for that."""
    parts = [*notices.notices(shown.cautions), *(panel(one, search) for one in shown.panels)]
    if shown.fold:
        return html.Details([html.Summary(html.H2(shown.fold)), *parts], className="fold")
    return html.Div(parts, className=shown.layout)
