"""The filter bar: wards, crime types and months, in step with the address."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, ctx, html, no_update

from components import filter_options as filters
from components import notices, url_state
from components.attributes import dashed
from data.model.choices import Choices
from data.model.controls import Control
from data.model.selection import Selection

ADDRESS = "url"
# What a control that is touched takes out of the address beside its own key.
REPLACES = {"source": "type", "vintage": "ward", "cell": "pick", "ward": "district", "district": "ward"}


def control(key: str) -> dict[str, str]:
    """The id of the control that owns one key of the address."""
    return {"type": "control", "key": key}


def radios(choice: Control, value: str | None, offered: Sequence[str], title: str = "") -> html.Fieldset:
    """A choice of one as buttons, under its title or another; value (None for the usual), offered: as addresses do."""
    listed = [{"value": text, "label": choice.options[choice.texts[text]]} for text in offered]
    buttons = dbc.RadioItems(id=control(choice.key), options=listed, value=value or offered[0], inline=True)
    return html.Fieldset([html.Legend(title or choice.title), buttons], className="page-controls")


def select(choice: Control, value: str | None) -> list[Any]:
    """A choice of one as a list to open, its values in their order, with its label."""
    listed = [{"value": text, "label": choice.options[held]} for text, held in _in_order(choice)]
    label = html.Label(choice.title, htmlFor=f'{{"key":"{choice.key}","type":"control"}}')
    return [label, dbc.Select(id=control(choice.key), options=listed, value=value or next(iter(choice.texts)))]


def _in_order(choice: Control) -> list[tuple[str, Any]]:
    """Numbers by their size, whichever is usual; words as they are declared."""
    pairs = list(choice.texts.items())
    return sorted(pairs, key=lambda pair: pair[1]) if isinstance(pairs[0][1], int) else pairs


def filter_bar(choices: Choices, selection: Selection) -> html.Form:
    """The controls, showing ``selection``; a choice of one is none, and not shown."""
    period = selection.period
    months, compared = filters.month_options(choices), filters.compared_options(choices, selection)
    parts = [
        *([_select("source", "Source", filters.source_options(choices), choices.source)] * (len(choices.sources) > 1)),
        *_area_filters(selection),
        *([_select("vintage", "Wards", filters.vintage_options(choices), "")] * (len(choices.vintages) > 1)),
        _disclosure(
            "type",
            "Crime type",
            filters.types_label(selection),
            filters.type_options(choices),
            selection.crime_types,
        ),
        _select("from", "From", months, f"{period.first:%Y-%m}"),
        _select("to", "To", months, f"{period.last:%Y-%m}"),
        _select("compared", "Compared with", compared, selection.comparison_key),
    ]
    return html.Form([html.Div(parts, className="filters")], id="filter-bar", **dashed(aria_label="Filters"))


def _area_filters(selection: Selection) -> list[html.Div]:
    """The wards, and before them the districts where they are of several."""
    label, offered = filters.wards_label(selection), filters.ward_options(selection)
    wards = _disclosure("ward", "Area", label, offered, selection.wards)
    if len(selection.vintage.districts) < 2:
        return [wards]
    label, offered = filters.districts_label(selection), filters.district_options(selection)
    return [
        _disclosure("district", "District", label, offered, selection.vintage.whole_districts(selection.wards)),
        wards,
    ]


def _disclosure(key: str, title: str, label: str, options: list[dict[str, Any]], chosen: Sequence[str]) -> html.Div:
    """A list of boxes to tick, folded under what is chosen, with all and none."""
    buttons = [
        html.Button(word.capitalize(), id={"type": f"filter-{word}", "key": key}, type="button", className="tool",
                    **dashed(aria_label=f"{title}: {word}"))
        for word in ("all", "none")
    ]  # fmt: skip
    boxes = dbc.Checklist(id=control(key), options=options, value=list(chosen))
    summary = html.Summary(
        [
            html.Span(f"{title}: ", className="visually-hidden"),
            html.Span(label, id={"type": "filter-label", "key": key}),
        ]
    )
    legend = html.Legend(title, className="visually-hidden")
    options_shown = html.Fieldset([legend, html.Div(buttons, className="tools"), boxes])
    heading = html.Span(title, className="filter-title", **dashed(aria_hidden="true"))
    popup = html.Details([summary, options_shown], className="filter-list", **dashed(data_popup="1"))
    return html.Div([heading, popup], className="filter")


def _select(key: str, title: str, options: list[dict[str, str]], value: str) -> html.Div:
    """A choice of one."""
    return html.Div(
        [
            html.Label(title, htmlFor=f'{{"key":"{key}","type":"control"}}', className="filter-title"),
            dbc.Select(id=control(key), options=options, value=value),
        ],
        className="filter",
    )


def register_callbacks(app: Dash, load_choices: Callable[[str], Choices]) -> None:
    """Keep the address and the controls in step, in both directions, by one callback."""

    @app.callback(
        Output(ADDRESS, "search"),
        Output(control(ALL), "value"),  # type: ignore[arg-type]
        Output({"type": "filter-label", "key": ALL}, "children"),
        Output(control("ward"), "options"),
        Output(control("type"), "options"),
        Output(control("from"), "options"),
        Output(control("to"), "options"),
        Output(control("compared"), "options"),
        Output(notices.SLOT, "children"),
        Input(ADDRESS, "search"),
        Input(control(ALL), "value"),  # type: ignore[arg-type]
        Input({"type": "filter-all", "key": ALL}, "n_clicks"),
        Input({"type": "filter-none", "key": ALL}, "n_clicks"),
        State(control(ALL), "id"),  # type: ignore[arg-type]
        State(ADDRESS, "pathname"),
    )
    def update_address(
        search: str, values: list[Any], _all: Any, _none: Any, ids: list[dict[str, str]], pathname: str
    ) -> tuple[Any, ...]:
        """What was touched goes into the address; what the address says goes into the controls."""
        held = load_choices(url_state.source(search))
        before = url_state.read(search, held, pathname)
        # A touch changes what is shown, not what was asked for in vain: months exchanged, wards not known.
        touched = {i["key"]: v for i, v in zip(ids, values, strict=True)}
        asked = changed_search(search, url_state.write(before.selection), touched, ctx.triggered_prop_ids)
        choices = load_choices(url_state.source(asked))
        after = url_state.read(asked, choices, pathname)
        # A control that was only drawn changes nothing: the notices of the address stay.
        view = before if after.selection == before.selection else after
        shown = url_state.control_values(view.selection)
        labels = {
            "ward": filters.wards_label(view.selection),
            "district": filters.districts_label(view.selection),
            "type": filters.types_label(view.selection),
        }
        return (
            # The address is always given back, if only as it was: a page that waits for it would else not be drawn.
            search if view.selection == url_state.read(search, held).selection else url_state.write(view.selection),
            [no_update if shown[i["key"]] == v else shown[i["key"]] for i, v in zip(ids, values, strict=True)],
            [labels[output["id"]["key"]] for output in ctx.outputs_list[2]],
            filters.ward_options(view.selection),
            filters.type_options(choices),
            *[filters.month_options(choices)] * 2,
            filters.compared_options(choices, view.selection),
            notices.notices(view.notices),
        )


def changed_search(search: str | None, canonical: str, values: dict[str, Any], triggered: dict[str, Any]) -> str:
    """The address after the controls that the user touched; as it is where the address itself changed.

    canonical: the address of what is shown. triggered: Dash's triggered ids by property. Only the keys of touched
    controls are replaced, so that a control that has just been drawn cannot undo the rest of the address.
    """
    # The controls have ids that are dictionaries; the address has a plain one.
    touched = [target for target in triggered.values() if isinstance(target, dict)]
    if not touched or ADDRESS in triggered.values():
        return search or ""
    query = parse_qs(canonical.lstrip("?"), keep_blank_values=True)
    for target in touched:
        key, value = target["key"], values[target["key"]]
        # Another source has other types, another vintage other wards, another size other cells.
        query.pop(REPLACES.get(key, ""), None)
        if target["type"] == "filter-all":
            query.pop(key, None)
        elif target["type"] == "filter-none" or value == []:
            query[key] = [""]
        elif isinstance(value, bool):
            query[key] = [str(int(value))]
        else:
            query[key] = value if isinstance(value, list) else [value]
    return "?" + urlencode(query, doseq=True)
