"""The controls of the trends page."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from components import url_state
from components.attributes import dashed
from components.filter_bar import control
from data.model.selection import DISTRICTS, REST, Selection

MEASURES = {"offence_count": "Count", "rate_per_1000": "Rate per 1,000"}
FORMS = {"month": "Each month", "rolling": "Rolling 12 months", "index": "Index"}
PARTS = {"type": "Crime type", "ward": "Ward"}
SCALES = {"free": "Each its own", "common": "One for all"}
AGAINST_LABEL = "trends-against-label"


def series_controls(query: Mapping[str, Any]) -> html.Div:
    """What is shown, how, and against what; query: of the address, a list for a key that is there more than once."""
    radio = [radios("measure", "Show", MEASURES, query), radios("form", "As", FORMS, query)]
    return html.Div([*radio, _against(query)], className="control-row")


def part_controls(query: Mapping[str, Any]) -> html.Div:
    """What the small multiples are of, and their scales."""
    suits = {"scale": url_state.scales(query.get("parts", ""))[0]}
    radio = [radios("parts", "Small charts by", PARTS, query), radios("scale", "Scale", SCALES, {**suits, **query})]
    return html.Div(radio, className="control-row")


def radios(key: str, title: str, options: Mapping[str, str], query: Mapping[str, Any]) -> html.Fieldset:
    """A choice of one, for a key of the address."""
    listed = [{"value": value, "label": label} for value, label in options.items()]
    asked = query.get(key)
    # An address may name a measure that is another page's.
    value = asked if asked in list(options) else next(iter(options))
    buttons = dbc.RadioItems(id=control(key), options=listed, value=value, inline=True)
    return html.Fieldset([html.Legend(title), buttons], className="page-controls")


def _against(query: Mapping[str, Any]) -> html.Div:
    """The rest, the other districts, or wards to tick, folded under what is chosen; a callback gives what to tick."""
    asked = query.get("against") or []
    none = html.Button("none", id={"type": "filter-none", "key": "against"}, type="button", className="tool",
                       **dashed(aria_label="Compare with: none"))  # fmt: skip
    boxes = dbc.Checklist(id=control("against"), options=[], value=[asked] if isinstance(asked, str) else list(asked))
    label = html.Span("Nothing", id=AGAINST_LABEL)
    legend = html.Legend("Compare with", className="visually-hidden")
    folded = [
        html.Summary([html.Span("Compare with: ", className="visually-hidden"), label]),
        html.Fieldset([legend, html.Div(none, className="tools"), boxes]),
    ]
    heading = html.Span("Compare with", className="filter-title", **dashed(aria_hidden="true"))
    return html.Div(
        [heading, html.Details(folded, className="filter-list", **dashed(data_popup="1"))], className="filter"
    )


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
