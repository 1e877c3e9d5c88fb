"""What every page shares: header, filters, data status, notices, footer."""

from collections.abc import Callable, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, dcc, html, page_container, page_registry
from flask import has_request_context

from components import notices, url_state
from components.attributes import dashed
from components.filter_bar import ADDRESS, control, filter_bar
from components.filter_bar import register_callbacks as filter_bar_callbacks
from data.model.choices import Choices
from data.model.period import add_months
from data.model.schema import NoBuildError
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.words.formatting import capital, month, number

DISCLAIMER = "Figures are a partnership's working tool, not official statistics."


def document(partnership: str, load_choices: Callable[[], Choices], load_status: Callable[[], BuildStatus]) -> html.Div:
    """The shell around the pages, or what to do where there is no build."""
    # Dash asks for the layout once before any request, only to learn its ids.
    if not has_request_context():
        return empty_shell(partnership, "")
    try:
        choices, status = load_choices(), load_status()
    except NoBuildError as error:
        return empty_shell(partnership, str(error))
    pages = [(page["path"], page["name"]) for page in page_registry.values() if page["order"] is not None]
    return shell(partnership or status.partnership, pages, choices, url_state.read("", choices).selection, status)


def shell(
    partnership: str, pages: Sequence[tuple[str, str]], choices: Choices, selection: Selection, status: BuildStatus
) -> html.Div:
    """The whole document around a page; ``pages`` are path and name, in their order."""
    return html.Div(
        [
            html.A("Skip to content", href="#content", className="skip-link"),
            *([_demo_banner()] if status.is_demo else []),
            _header(partnership, pages),
            filter_bar(choices, selection),
            html.Main(
                [
                    html.Div(id=notices.ERROR_SLOT, role="alert"),
                    html.Div(id=notices.SLOT, role="status"),
                    page_container,
                ],
                id="content",
                tabIndex="-1",
            ),
            _footer(status),
            dcc.Location(id=ADDRESS, refresh=False),
        ],
        className="shell",
    )


def empty_shell(partnership: str, message: str) -> html.Div:
    """The document where there is no build to show: what is missing, and the command that mends it."""
    return html.Div(
        [
            _header(partnership, []),
            html.Main([html.H1("There are no data to show yet"), notices.notice(message)], id="content"),
            # The parts that callbacks write to are there, unseen, so that none of them fails.
            html.Div(
                [
                    page_container,
                    html.Div(id=notices.ERROR_SLOT),
                    html.Div(id=notices.SLOT),
                    *(dbc.Checklist(id=control(key), options=[], value=[]) for key in ("ward", "type")),
                    *(dbc.Select(id=control(key), options=[]) for key in ("from", "to", "compared")),
                ],
                hidden=True,
            ),
            dcc.Location(id=ADDRESS, refresh=False),
        ],
        className="shell",
    )


def _demo_banner() -> html.Aside:
    return html.Aside(
        [html.Strong("Demonstration data. "), "Records and areas are made up; only tables called published are real."],
        className="demo-banner",
        **dashed(aria_label="Demonstration data"),
    )


def _header(partnership: str, pages: Sequence[tuple[str, str]]) -> html.Header:
    links = [
        html.Li(
            dcc.Link(
                [name, html.Span(" (current page)", className="current-mark")],
                href=path,
                id={"type": "nav-link", "path": path},
            ),
            id={"type": "nav-item", "path": path},
        )
        for path, name in pages
    ]
    return html.Header(
        html.Div(
            [
                html.P([html.Strong("Crime and perception"), html.Span(partnership)], className="brand"),
                html.Nav(html.Ul(links), **dashed(aria_label="Pages")) if pages else None,
            ],
            className="wide",
        ),
        className="site-header",
    )


def _footer(status: BuildStatus) -> html.Footer:
    return html.Footer(
        html.Div([html.P(text) for text in (*status.attributions, DISCLAIMER)], className="wide"),
    )


def status_line(status: BuildStatus, contact: str, search: str) -> html.P:
    """How fresh and how complete the data are, whom to ask, and where to read more."""
    update = f"next update expected by the end of {month(status.next_update)}"
    if status.built_at.date() >= add_months(status.next_update, 1):
        update = f"an update has been due since {month(status.next_update)}"
    if status.is_demo:
        update = "demonstration data: no update to come"
    # At least one, so that a build without any record of the force still has a status line.
    share = 100 * status.no_location_count / max(status.record_count, 1)
    parts = [
        f"Recorded crime to {month(status.latest_month)}, {status.source}",
        f"built {status.built_at.day} {status.built_at:%B %Y}",
        update,
        f"{number(status.no_location_count)} of {number(status.record_count)} {status.force_names} records of the "
        f"last 12 months ({number(share, 1)}%) have no location and are not counted",
        "figures may be revised",
        f"questions: {contact}",
    ]
    about = dcc.Link("About the data", href=f"/about-the-data{search}")
    methods = dcc.Link("Methods", href=f"/methods{search}")
    return html.P([" · ".join(parts), " · ", about, " · ", methods], className="status-line")


def page_body(
    status: BuildStatus, contact: str, search: str | None, finding: str, children: Sequence[Any]
) -> list[Any]:
    """A page's content: its marking, data status, the finding as its heading, then its parts."""
    marked = [html.P(status.marking, className="marking")] if status.marking else []
    return [*marked, status_line(status, contact, search or ""), html.H1(capital(finding)), *children]


def register_callbacks(app: Dash, load_choices: Callable[[str], Choices]) -> None:
    """Keep the filters in step with the address, and carry the selection along on the navigation, in the browser."""
    filter_bar_callbacks(app, load_choices)
    app.clientside_callback(
        """
        function(pathname, search, ids) {
            const here = pathname.replace(/\\/$/, '') || '/';
            setTimeout(() => {
                const active = document.querySelector('.site-header .active');
                if (active) active.parentElement.scrollLeft = active.offsetLeft - 16;
            });
            return [ids.map(id => id.path + (search || '')), ids.map(id => id.path === here ? 'active' : '')];
        }
        """,
        Output({"type": "nav-link", "path": ALL}, "href"),
        Output({"type": "nav-item", "path": ALL}, "className"),
        Input(ADDRESS, "pathname"),
        Input(ADDRESS, "search"),
        State({"type": "nav-link", "path": ALL}, "id"),
    )
