"""Links of a report, as a page shows them."""

from typing import Any

from dash import dcc, html
from flask import has_request_context, request

from components import url_state
from components.attributes import dashed
from data.reports.panel import Link


def at(path: str) -> str:
    """The address of one of our paths: below the sub-path of the dashboard, if it has one."""
    return f"{request.script_root}{path}" if has_request_context() else path


def below(pathname: str) -> str:
    """The path of ours that an address of the browser stands for, without the sub-path."""
    return pathname.removeprefix(request.script_root) if has_request_context() else pathname


def part(shown: str | Link, search: str, name: str = "") -> Any:
    """Text as it is; a link to its page, which keeps what is chosen unless the link chooses otherwise; or a pick.

    search: of the address; name: the class of a link.
    """
    if isinstance(shown, str):
        return shown
    if shown.pick:
        return html.Button(shown.words, type="button", className="tool", **dashed(data_pick=shown.pick))
    if shown.is_file:
        return html.A(shown.words, href=at(shown.path), className=name)
    if not shown.path and shown.selection is None:
        return html.A(shown.words, href=f"#{shown.anchor}", className=name)
    return dcc.Link(shown.words, href=href(shown, search), className=name)


def href(shown: Link, search: str) -> str:
    """The address of a link to a page."""
    chosen = search if shown.selection is None else url_state.write(shown.selection)
    return f"{at(shown.path) if shown.path else ''}{chosen}{f'#{shown.anchor}' if shown.anchor else ''}"
