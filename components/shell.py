"""What every page shares: header, filters, data status, notices, footer."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, dcc, html, page_container, page_registry
from flask import has_request_context

from components import filter_address, find_place, notices, url_state
from components.attributes import dashed
from components.filter_address import Unused
from components.filter_bar import ADDRESS, control, filter_bar
from components.links import at
from data.model.choices import Choices
from data.model.found import Found
from data.model.schema import NoBuildError
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.model.viewer import Visitor
from data.words.formatting import capital, month
from data.words.freshness import fresh, unplaced

NOBODY = Visitor()
NO_SUCH_PAGE = "not_found_404"
DISCLAIMER = "Figures are a partnership's working tool, not official statistics."


def document(
    partnership: str,
    contact: str,
    asking: Callable[[], Visitor],
    load_choices: Callable[[], Choices],
    load_status: Callable[[], BuildStatus],
) -> html.Div:
    """The shell around the pages, or what to do where there is no build; contact: whom to ask; asking: who asks."""
    # Dash asks for the layout once before any request, only to learn its ids.
    if not has_request_context():
        return empty_shell(partnership, "")
    try:
        choices, status = load_choices(), load_status()
    except NoBuildError as error:
        return empty_shell(partnership, str(error))
    pages = [(page["path"], page["name"]) for page in page_registry.values() if page["order"] is not None]
    name = partnership or status.partnership
    return shell(name, pages, choices, url_state.read("", choices).selection, status, contact, asking())


def shell(
    partnership: str,
    pages: Sequence[tuple[str, str]],
    choices: Choices,
    selection: Selection,
    status: BuildStatus,
    contact: str,
    visitor: Visitor = NOBODY,
) -> html.Div:
    """The whole document around a page; ``pages`` are path and name, in their order."""
    return html.Div(
        [
            html.A("Skip to content", href="#content", className="skip-link"),
            *([_demo_banner()] if status.is_demo else []),
            _header(partnership, pages, visitor),
            filter_bar(choices, selection),
            # For those who hear the page, and on paper.
            html.Section(
                html.P(id="filter-said", role="status"), className="wide", **dashed(aria_label="What is shown")
            ),
            html.Main(
                [
                    html.Div(id=notices.ERROR_SLOT, role="alert"),
                    html.Div(id=notices.SLOT, role="status"),
                    page_container,
                ],
                id="content",
                tabIndex="-1",
            ),
            _footer(status, contact),
            dcc.Location(id=ADDRESS, refresh=False),
            dcc.Store(id=filter_address.GIVEN),
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
                    *(dbc.Select(id=control(key), options=[]) for key in ("period", "from", "to", "compared")),
                    *(html.Div(id=f"filter-{name}") for name in ("why", "chips", "count", "said")),
                    dbc.Input(id="find-text"),
                    *(html.Div(id=f"find-{name}") for name in ("found", "said")),
                ],
                hidden=True,
            ),
            dcc.Location(id=ADDRESS, refresh=False),
            dcc.Store(id=filter_address.GIVEN),
        ],
        className="shell",
    )


def _demo_banner() -> html.Aside:
    return html.Aside(
        [html.Strong("Demonstration data. "), "Records and areas are made up; only tables called published are real."],
        className="demo-banner",
        **dashed(aria_label="Demonstration data"),
    )


def _header(partnership: str, pages: Sequence[tuple[str, str]], visitor: Visitor = NOBODY) -> html.Header:
    links = [
        html.Li(
            dcc.Link(
                [name, html.Span(" (current page)", className="current-mark")],
                href=at(path),
                id={"type": "nav-link", "path": path},
            ),
            id={"type": "nav-item", "path": path},
        )
        for path, name in pages
    ]
    return html.Header(
        html.Div(
            [
                *_door(visitor),
                html.P([html.Strong("Crime and perception"), html.Span(partnership)], className="brand"),
                html.Nav(html.Ul(links), **dashed(aria_label="Pages")) if pages else None,
            ],
            className="wide",
        ),
        className="site-header",
    )


def _door(visitor: Visitor) -> list[Any]:
    """The way in for who may sign in; for a partner who they are, and the way out where it is here."""
    shown: list[Any]
    if visitor.viewer.is_partner:
        who = html.Span(["Partner: ", html.Strong(visitor.name)], className="who")
        out = html.Button("Sign out", type="submit", name="sign-out", value=visitor.sign_out)
        shown = [who, html.Form(out, action=at("/sign-out"), method="POST") if visitor.sign_out else None]
    else:
        shown = [html.A("Partner sign-in", href=at("/sign-in"), **dashed(data_sign_in="1"))]
    return [html.Div(shown, className="door")] if visitor.viewer.is_partner or visitor.may_sign_in else []


def _footer(status: BuildStatus, contact: str) -> html.Footer:
    # A picture that is saved bears the licences and the day (assets/png.js).
    lines = [
        *(html.P(text, className="licence") for text in status.attributions),
        *(html.P(text, className="fresh") for text in fresh(status)),
        html.P(f"{DISCLAIMER} Questions: {contact}."),
    ]
    return html.Footer(html.Div(lines, className="wide"))


def status_line(status: BuildStatus, search: str, says_unplaced: bool = True) -> html.P:
    """How fresh and how complete the data are, and where there is more to read of them."""
    called = "Demonstration data" if status.is_demo else status.called
    parts = [f"{called} to {month(status.latest_month)}", *([unplaced(status)] if says_unplaced else [])]
    about = dcc.Link("About the data", href=at(f"/about-the-data{search}"))
    return html.P([" · ".join(parts), html.Span([" · ", about], className="more")], className="status-line")


def page_body(
    status: BuildStatus, search: str | None, finding: str, children: Sequence[Any], says_unplaced: bool = True
) -> list[Any]:
    """A page's content: its marking, data status, the finding as its heading, then its parts."""
    marked = [html.P(status.marking, className="marking")] if status.marking else []
    return [*marked, status_line(status, search or "", says_unplaced), html.H1(capital(finding)), *children]


def unused(pathname: str) -> Unused:
    """The filters that the page of a path does not use, as the page itself says; of no such page, all of them."""
    pages = {page["path"]: page for page in page_registry.values()}
    # Before its own name a module has here that of the folder in which the server was started.
    missing = next(page for module, page in page_registry.items() if module.split(".")[-1] == NO_SUCH_PAGE)
    page = pages.get(pathname.rstrip("/") or "/", missing)
    return page.get("unused", ()), page.get("why", "")


def register_callbacks(
    app: Dash, load_choices: Callable[[str], Choices], find: Callable[[str, str], Sequence[Found]]
) -> None:
    """Keep the filters in step with the address, and carry the selection along on the navigation, in the browser."""
    filter_address.keep_in_step(app, load_choices)
    filter_address.show_chosen(app, load_choices, unused)
    find_place.register_callbacks(app, load_choices, find)
    doors = {page["path"]: page["door"] for page in page_registry.values() if page.get("door")}
    app.clientside_callback(
        f"""
        function(pathname, search, ids) {{
            const root = window.dashboardRoot.slice(0, -1), below = pathname.slice(root.length);
            const path = below.replace(/\\/$/, '') || '/';
            const here = {json.dumps(doors)}[path] || path;
            setTimeout(() => {{
                const active = document.querySelector('.site-header .active');
                // What is first on a phone stays in sight, where there is room for it beside the page that is shown.
                const list = active && active.parentElement;
                const isOut = active && active.offsetLeft + active.offsetWidth > list.offsetLeft + list.clientWidth;
                if (active) list.scrollLeft = isOut ? active.offsetLeft - 16 : 0;
            }});
            return [ids.map(id => root + id.path + (search || '')), ids.map(id => id.path === here ? 'active' : '')];
        }}
        """,
        Output({"type": "nav-link", "path": ALL}, "href"),
        Output({"type": "nav-item", "path": ALL}, "className"),
        Input(ADDRESS, "pathname"),
        Input(ADDRESS, "search"),
        State({"type": "nav-link", "path": ALL}, "id"),
    )
