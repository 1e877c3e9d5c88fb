"""The filter bar: what the pages show, to be chosen. Nothing chosen means everything."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from components import filter_options as offered
from components.attributes import dashed
from components.find_place import find_place
from components.links import at
from data.model.choices import Choices
from data.model.controls import Control
from data.model.selection import Selection
from data.reports.briefing.briefing import PATH

ADDRESS = "url"
# The filters by their keys; a page names those that it does not use.
FILTERS = ("source", "district", "ward", "vintage", "type", "period", "compared")


def control(key: str) -> dict[str, str]:
    """The id of the control that owns one key of the address."""
    return {"type": "control", "key": key}


def radios(choice: Control, query: Mapping[str, Any], offered: Sequence[str] = ()) -> html.Fieldset:
    """A choice of one as buttons, as the address sets it, which may name what is another page's.

    offered: the values that the page has, as addresses name them; all where none are given.
    """
    texts, asked = offered or list(choice.texts), str(query.get(choice.key, ""))
    listed = [{"value": text, "label": choice.options[choice.texts[text]]} for text in texts]
    value = asked if asked in texts else texts[0]
    buttons = dbc.RadioItems(id=control(choice.key), options=listed, value=value, inline=True)
    return html.Fieldset([html.Legend(choice.title), buttons], className="page-controls")


def select(choice: Control, value: str | None) -> list[Any]:
    """A choice of one as a list to open, its values in their order, with its label."""
    listed = [{"value": text, "label": choice.options[held]} for text, held in _in_order(choice)]
    label = html.Label(choice.title, htmlFor=f'{{"key":"{choice.key}","type":"control"}}')
    return [label, dbc.Select(id=control(choice.key), options=listed, value=value or next(iter(choice.texts)))]


def _in_order(choice: Control) -> list[tuple[str, Any]]:
    """Numbers by their size, whichever is usual; words as they are declared."""
    pairs = list(choice.texts.items())
    return sorted(pairs, key=lambda pair: pair[1]) if isinstance(pairs[0][1], int) else pairs


def filter_bar(choices: Choices, selection: Selection) -> html.Section:
    """The controls, showing ``selection``, and below them what is chosen; a choice of one is none, and not shown."""
    fold = html.Button(
        ["Filters", html.Span(id="filter-count")],
        id="filter-fold",
        type="button",
        className="tool",
        **dashed(aria_expanded="false", aria_controls="filter-parts"),
    )
    return html.Section(
        [
            html.Div([fold, html.Div(_parts(choices, selection), id="filter-parts", className="filters")]),
            html.P(id="filter-why"),
            html.Div(id="filter-chips"),
        ],
        id="filter-bar",
        **dashed(aria_label="Filters"),
    )


def _parts(choices: Choices, selection: Selection) -> list[Any]:
    """The filters, the search for a place, and what is done with the view."""
    sources = _select("source", "Source", offered.source_options(choices), choices.source)
    vintages = _select("vintage", "Wards", offered.vintage_options(choices), selection.chosen_vintage)
    districts = _ticks("district", "District", offered.district_options(selection), selection)
    compared = offered.compared_options(choices, selection)
    return [
        *([sources] if len(choices.sources) > 1 else []),
        *([districts] if len(selection.vintage.districts) > 1 else []),
        _ticks("ward", "Area", offered.ward_options(selection), selection),
        *([vintages] if len(choices.vintages) > 1 else []),
        _ticks("type", "Crime type", offered.type_options(choices), selection),
        _periods(choices, selection),
        _select("compared", "Compared with", compared, selection.comparison_key),
        find_place(),
        _share(),
    ]


def _share() -> html.Div:
    button = html.Button("Share", id="filter-share", type="button", className="tool")
    said = html.Span(id="filter-shared", role="status")
    # Its address follows the selection as those of the pages do.
    link = dcc.Link("Briefing", href=at(PATH), id={"type": "nav-link", "path": PATH}, className="tool primary")
    briefing = html.Span(link, id={"type": "nav-item", "path": PATH})
    return html.Div([button, briefing, said], className="filter-tools")


def folded(title: str, label: html.Span, content: Sequence[Any], **summary: Any) -> list[Any]:
    """Choices folded under what is chosen: the title above, and a box that opens them; label: of what is chosen."""
    shown = html.Summary([html.Span(f"{title}: ", className="visually-hidden"), label], **summary)
    fields = html.Fieldset([html.Legend(title, className="visually-hidden"), *content])
    return [
        html.Span(title, className="filter-title", **dashed(aria_hidden="true")),
        html.Details([shown, fields], className="filter-list", **dashed(data_popup="1")),
    ]


def part(kind: str, key: str) -> dict[str, str]:
    """The id of a part of a filter beside its control: whole, summary or label."""
    return {"type": f"filter-{kind}", "key": key}


def clear_button(key: str, title: str) -> html.Button:
    """Takes every tick of a list away."""
    return html.Button("Clear", type="button", className="tool", **dashed(data_clear=key, aria_label=f"Clear: {title}"))


def _ticks(key: str, title: str, options: list[dict[str, str]], selection: Selection) -> html.Fieldset:
    """A list of boxes to tick, which can be searched; none ticked is all."""
    field = f'{{"key":"{key}","type":"filter-search"}}'
    search = [
        html.Label(f"Search: {title}", htmlFor=field, className="visually-hidden"),
        dbc.Input(id=part("search", key), type="search", placeholder="Search", className="list-search"),
    ]
    content = [
        html.Div([*search, clear_button(key, title)], className="list-tools"),
        html.P(className="quiet list-count", role="status"),
        dbc.Checklist(id=control(key), options=options, value=[], className="ticks"),
    ]
    return _folded_filter(key, title, selection, content)


def _periods(choices: Choices, selection: Selection) -> html.Fieldset:
    """Periods that have a name, and below them any months."""
    options, period = offered.period_options(choices, selection), selection.period
    months = [
        html.Div(
            [
                html.Label(title, htmlFor=f'{{"key":"{key}","type":"control"}}'),
                dbc.Select(id=control(key), options=offered.month_options(choices, selection), value=f"{month:%Y-%m}"),
            ]
        )
        for key, title, month in (("from", "From", period.first), ("to", "To", period.last))
    ]
    content = [
        dbc.RadioItems(id=control("period"), options=options, value=offered.period_value(period)),
        html.Details([html.Summary("Choose months"), html.Div(months, className="month-lists")], className="months"),
    ]
    return _folded_filter("period", "Period", selection, content)


def _folded_filter(key: str, title: str, selection: Selection, content: Sequence[Any]) -> html.Fieldset:
    """One filter whose choices are folded under what is chosen."""
    label = html.Span(offered.labels(selection)[key], id=part("label", key))
    return _filter(key, folded(title, label, content, id=part("summary", key)))


def _select(key: str, title: str, options: list[dict[str, str]], value: str) -> html.Fieldset:
    """A choice of one."""
    label = html.Label(title, htmlFor=f'{{"key":"{key}","type":"control"}}', className="filter-title")
    return _filter(key, [label, dbc.Select(id=control(key), options=options, value=value)])


def _filter(key: str, content: Sequence[Any]) -> html.Fieldset:
    """One filter, which a page that does not use it switches off."""
    return html.Fieldset(content, id=part("whole", key), className="filter")
