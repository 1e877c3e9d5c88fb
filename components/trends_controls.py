"""The controls of the trends page."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components import url_state
from components.filter_bar import clear_button, control, folded, radios
from data.model.selection import CONTROLS, DISTRICTS, REST, SCALE, Selection

PATH = "/trends"
TITLE = "Compare with"
AGAINST_LABEL = "trends-against-label"


def series_controls(query: Mapping[str, Any]) -> html.Div:
    """What is shown, how, and against what; query: of the address, a list for a key that is there more than once."""
    offered = url_state.OFFERED[PATH, "measure"]
    radio = [radios(CONTROLS["measure"], query, offered), radios(CONTROLS["form"], query)]
    return html.Div([*radio, _against(query)], className="control-row")


def part_controls(query: Mapping[str, Any]) -> html.Div:
    """What the small multiples are of, and their scales."""
    suits = {"scale": url_state.scales(query.get("parts", ""))[0]}
    radio = [radios(CONTROLS["parts"], query), radios(SCALE, {**suits, **query})]
    return html.Div(radio, className="control-row")


def _against(query: Mapping[str, Any]) -> html.Div:
    """The rest, the other districts, or wards to tick, folded under what is chosen; a callback gives what to tick."""
    asked = query.get("against") or []
    boxes = dbc.Checklist(id=control("against"), options=[], value=[asked] if isinstance(asked, str) else list(asked))
    clear = html.Div(clear_button("against", TITLE), className="tools")
    return html.Div(folded(TITLE, html.Span("Nothing", id=AGAINST_LABEL), [clear, boxes]), className="filter")


def against_options(selection: Selection) -> list[dict[str, str]]:
    """What the chosen wards can be compared with."""
    named = [
        {"value": REST, "label": f"Rest of {selection.area_name}"},
        {"value": DISTRICTS, "label": f"{selection.area_name} with other districts"},
    ]
    return [*named, *({"value": ward.code, "label": ward.name} for ward in selection.vintage.wards)]


def against_label(selection: Selection) -> str:
    """What is compared, in a few words."""
    names: Sequence[str] = [
        option["label"] for option in against_options(selection) if option["value"] in selection.against
    ]
    return names[0] if len(names) == 1 else f"{len(names)} wards" if names else "Nothing"
