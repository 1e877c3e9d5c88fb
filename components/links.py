"""Links of a report, as a page shows them."""

from typing import Any

from dash import dcc, html

from components import url_state
from components.attributes import dashed
from data.reports.panel import Link


def part(shown: str | Link, search: str, name: str = "") -> Any:
    """Text as it is; a link to its page, which keeps what is chosen unless the link chooses otherwise; or a pick.

    search: of the address; name: the class of a link.
    """
    if isinstance(shown, str):
        return shown
    if shown.pick:
        return html.Button(shown.words, type="button", className="tool", **dashed(data_pick=shown.pick))
    if shown.is_file:
        return html.A(shown.words, href=shown.path, className=name)
    if not shown.path and shown.selection is None:
        return html.A(shown.words, href=f"#{shown.anchor}", className=name)
    return dcc.Link(shown.words, href=href(shown, search), className=name)


def href(shown: Link, search: str) -> str:
    """The address of a link to a page."""
    chosen = search if shown.selection is None else url_state.write(shown.selection)
    return f"{shown.path}{chosen}{f'#{shown.anchor}' if shown.anchor else ''}"
