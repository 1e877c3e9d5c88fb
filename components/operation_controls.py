"""The controls of the page Operations."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components.filter_bar import control, select
from data.model.operation_view import FIRST, OWN
from data.model.selection import CONTROLS

KEYS = ("before", "each", "around")


def operation_controls(listed: Sequence[tuple[str, str]], query: Mapping[str, Any]) -> html.Div:
    """Which operation, and how it is judged; listed: ids and names; query: of the address."""
    asked = str(query.get("operation", FIRST))
    options = [
        {"value": FIRST, "label": "The first that can be judged"},
        *({"value": one, "label": name} for one, name in listed),
        {"value": OWN, "label": "Areas of your own (wards above)"},
    ]
    value = asked if asked in [option["value"] for option in options] else FIRST
    label = html.Label("Operation", htmlFor='{"key":"operation","type":"control"}')
    which = html.Div([label, dbc.Select(id=control("operation"), options=options, value=value)], className="filter")
    others = [html.Div(_select(key, query), className="filter") for key in KEYS]
    return html.Div([which, *others], className="control-row")


def _select(key: str, query: Mapping[str, Any]) -> list[Any]:
    choice, asked = CONTROLS[key], str(query.get(key, ""))
    return select(choice, asked if asked in choice.texts else None)
