"""What every page does with an address: read it, and answer with the report."""

from collections.abc import Callable
from typing import Any

from components import url_state
from components.report import report as rendered
from data.model.choices import Choices
from data.model.selection import Selection
from data.queries import choices
from data.reports.panel import Report


def asked(search: str, path: str = "") -> tuple[Selection, Choices]:
    """The selection in the address, in months that are there, and what there is to choose from.

    path: of the page, where it offers less.
    """
    offered = choices.filter_choices(url_state.source(search))
    return url_state.read(search, offered, path).selection.held(offered), offered


def answered(report: Callable[[Selection, Choices], Report], search: str) -> list[Any]:
    """The content of a page that is one report."""
    return rendered(report(*asked(search)), search)
