"""The search for a place: a box, and below it links to what is found."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, dcc, html

from components import url_state
from components.attributes import dashed
from components.links import at
from data.model.choices import Choices
from data.model.found import Found
from data.model.schema import DEFAULT_CELL_SIZE_M, STREET_CRIME
from data.model.selection import Selection

MOST = 8
# What is typed is looked for once the typing rests.
REST_MS = 250
NOTHING = "Nothing of that name. Try a part of it."
MAP = "/hotspots"


def find_place() -> html.Div:
    """The box; what it finds is announced, and listed as links."""
    text = dbc.Input(id="find-text", type="search", debounce=REST_MS, value="", autocomplete="off")
    return html.Div(
        [
            html.Label("Find a place", htmlFor="find-text", className="filter-title"),
            text,
            html.P(id="find-said", role="status", className="visually-hidden"),
            html.Ul(id="find-found", hidden=True, **dashed(aria_label="Places found")),
        ],
        className="filter find",
    )


def register_callbacks(
    app: Dash, load_choices: Callable[[str], Choices], find: Callable[[str, str], Sequence[Found]]
) -> None:
    """What is typed is looked for; find: the places of a text, with their wards of a vintage."""

    @app.callback(
        Output("find-found", "children"),
        Output("find-found", "hidden"),
        Output("find-said", "children"),
        Input("find-text", "value"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def update_found(text: str | None, search: str) -> tuple[list[Any], bool, str]:
        """The places of what is typed."""
        if not (text or "").strip():
            return [], True, ""
        selection = url_state.read(search, load_choices(url_state.source(search))).selection
        return listed(find(str(text), selection.vintage.vintage), selection)


def listed(found: Sequence[Found], selection: Selection) -> tuple[list[Any], bool, str]:
    """The first of what is found as links, that they are shown, and how many they are."""
    if not found:
        return [html.Li(NOTHING, className="quiet")], False, NOTHING
    links = [html.Li(dcc.Link([one.name, html.Span(one.what)], href=_address(one, selection))) for one in found[:MOST]]
    count = f"{len(found)} found"
    more = [html.Li(f"{count}; the first {MOST} are shown.", className="quiet")] if len(found) > MOST else []
    return [*links, *more], False, f"{count}."


def _address(found: Found, selection: Selection) -> str:
    """The map with its ward chosen and the place picked; a partner's source has no small squares to pick."""
    shown = replace(selection, wards=(found.ward_code,) if found.ward_code else selection.wards)
    has_spots, is_cell = selection.source == STREET_CRIME, found.pick.startswith("cell:")
    is_drawn = not is_cell or has_spots
    view = replace(
        selection.map,
        # Around a street, a name or a postcode the small spots tell more than the ward.
        layer="cells" if has_spots and found.pick.startswith(("cell:", "name:")) else "wards",
        cell_size_m=DEFAULT_CELL_SIZE_M,
        pick=found.pick if is_drawn else "",
        places=tuple(dict.fromkeys([*selection.map.places, *([found.kind] if found.kind else [])])),
    )
    return f"{at(MAP)}{url_state.write(replace(shown, map=view))}"
