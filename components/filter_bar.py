"""The filter bar: wards, crime types and months, in step with the address."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

import dash_bootstrap_components as dbc
from dash import ALL, Dash, Input, Output, State, ctx, html, no_update

from components import notices, url_state
from components.attributes import dashed
from data.model.choices import Choices
from data.model.controls import Control
from data.model.selection import Selection
from data.words.formatting import before_words, capital, month

ADDRESS = "url"


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
    wards, sources = len(choices.vintages) > 1, len(choices.sources) > 1
    return html.Form(
        [
            html.Div(
                [
                    *([_select("source", "Source", source_options(choices), choices.source)] if sources else []),
                    _disclosure("ward", "Area", _wards_label(selection), ward_options(selection), selection.wards),
                    *([_select("vintage", "Wards", vintage_options(choices), "")] if wards else []),
                    _disclosure(
                        "type", "Crime type", _types_label(selection), type_options(choices), selection.crime_types
                    ),
                    _select("from", "From", month_options(choices), f"{selection.period.first:%Y-%m}"),
                    _select("to", "To", month_options(choices), f"{selection.period.last:%Y-%m}"),
                    _select(
                        "compared", "Compared with", compared_options(choices, selection), selection.comparison_key
                    ),
                ],
                className="filters",
            )
        ],
        id="filter-bar",
        **dashed(aria_label="Filters"),
    )


def _disclosure(key: str, title: str, label: str, options: list[dict[str, str]], chosen: Sequence[str]) -> html.Div:
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


def month_options(choices: Choices) -> list[dict[str, str]]:
    """The months, the latest first; those without data say so."""
    return [
        {"value": f"{m:%Y-%m}", "label": month(m) if m in choices.present else f"{month(m)} (no data)"}
        for m in reversed(choices.months)
    ]


def compared_options(choices: Choices, selection: Selection) -> list[dict[str, str]]:
    """What the period may be compared with, the usual first."""
    period = selection.period
    return [{"value": key, "label": capital(before_words(period, key))} for key in choices.compared_keys(period)]


def type_options(choices: Choices) -> list[dict[str, str]]:
    """The crime types of the source, to tick."""
    return [{"value": name, "label": name} for name in choices.crime_types]


def source_options(choices: Choices) -> list[dict[str, str]]:
    """The sources of counts; one is shown at a time, and none is added to another."""
    return [{"value": source, "label": title} for source, title in choices.sources]


def vintage_options(choices: Choices) -> list[dict[str, str]]:
    """The wards in force at the end of the period, or those of one vintage throughout."""
    named = [{"value": v.vintage, "label": capital(v.label)} for v in choices.vintages]
    return [{"value": "", "label": "Wards in force at the end"}, *named]


def ward_options(selection: Selection) -> list[dict[str, str]]:
    """The wards in force at the end of the period, to tick."""
    return [{"value": ward.code, "label": ward.name} for ward in selection.vintage.wards]


def _wards_label(selection: Selection) -> str:
    if selection.is_whole_area:
        return f"All {len(selection.wards)} wards"
    names = [ward.name for ward in selection.vintage.wards if ward.code in selection.wards]
    return names[0] if len(names) == 1 else f"{len(names) or 'No'} wards"


def _types_label(selection: Selection) -> str:
    if selection.has_all_types:
        return "All crime, and ASB"
    return (
        selection.crime_types[0] if len(selection.crime_types) == 1 else f"{len(selection.crime_types) or 'No'} types"
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
        labels = {"ward": _wards_label(view.selection), "type": _types_label(view.selection)}
        return (
            # The address is always given back, if only as it was: a page that waits for it would else not be drawn.
            search if view.selection == url_state.read(search, held).selection else url_state.write(view.selection),
            [no_update if shown[i["key"]] == v else shown[i["key"]] for i, v in zip(ids, values, strict=True)],
            [labels[output["id"]["key"]] for output in ctx.outputs_list[2]],
            ward_options(view.selection),
            type_options(choices),
            *[month_options(choices)] * 2,
            compared_options(choices, view.selection),
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
        query.pop({"source": "type", "vintage": "ward", "cell": "pick"}.get(key, ""), None)
        if target["type"] == "filter-all":
            query.pop(key, None)
        elif target["type"] == "filter-none" or value == []:
            query[key] = [""]
        elif isinstance(value, bool):
            query[key] = [str(int(value))]
        else:
            query[key] = value if isinstance(value, list) else [value]
    return "?" + urlencode(query, doseq=True)
