"""The filters and the address, kept in step in both directions."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import parse_qs, urlencode

from dash import ALL, Dash, Input, Output, State, ctx, no_update

from components import filter_chips, notices, url_state
from components import filter_options as offered
from components.filter_bar import ADDRESS, control, part
from components.links import below
from data.model.choices import Choices

# What the controls were given last.
GIVEN = "filter-given"
# Another source has other types, another vintage other wards, another size other cells, another pack other sections.
GIVES_WAY = {
    "source": "type",
    "vintage": "ward",
    "cell": "pick",
    "ward": "district",
    "district": "ward",
    "pack": "sections",
}


# The filters that a page does not use, and why.
Unused = tuple[Collection[str], str]


def keep_in_step(app: Dash, load_choices: Callable[[str], Choices]) -> None:
    """Keep the address and the controls in step: one callback owns both."""

    @app.callback(
        Output(ADDRESS, "search"),
        Output(control(ALL), "value"),  # type: ignore[arg-type]
        Output(control("ward"), "options"),
        Output(control("type"), "options"),
        Output(control("period"), "options"),
        Output(control("from"), "options"),
        Output(control("to"), "options"),
        Output(control("compared"), "options"),
        Output(notices.SLOT, "children"),
        Output(GIVEN, "data"),
        Input(ADDRESS, "search"),
        Input(control(ALL), "value"),  # type: ignore[arg-type]
        State(control(ALL), "id"),  # type: ignore[arg-type]
        State(ADDRESS, "pathname"),
        State(GIVEN, "data"),
    )
    def update_address(
        search: str, values: list[Any], ids: list[dict[str, str]], pathname: str, given: dict[str, Any] | None
    ) -> tuple[Any, ...]:
        """What was touched goes into the address; what the address says goes into the controls."""
        page = below(pathname)
        held = load_choices(url_state.source(search))
        before = url_state.read(search, held, page)
        set_to = {i["key"]: v for i, v in zip(ids, values, strict=True)}
        keys = touched(set_to, given or {}, ctx.triggered_prop_ids)
        # A touch changes what is shown, not what was asked for in vain: months exchanged, wards not known.
        asked = changed_search(url_state.write(before.selection), set_to, keys) if keys else search or ""
        choices = load_choices(url_state.source(asked))
        after = url_state.read(asked, choices, page)
        # A control that was only drawn changes nothing: the notices of the address stay.
        view = before if after.selection == before.selection else after
        shown = url_state.control_values(view.selection)
        return (
            # The address is always given back, if only as it was: a page that waits for it would else not be drawn.
            search if view.selection == url_state.read(search, held).selection else url_state.write(view.selection),
            [no_update if shown[i["key"]] == v else shown[i["key"]] for i, v in zip(ids, values, strict=True)],
            offered.ward_options(view.selection),
            offered.type_options(choices),
            offered.period_options(choices, view.selection),
            *[offered.month_options(choices, view.selection)] * 2,
            offered.compared_options(choices, view.selection),
            notices.notices(view.notices),
            shown,
        )


def show_chosen(app: Dash, load_choices: Callable[[str], Choices], unused: Callable[[str], Unused]) -> None:
    """Show what is chosen on the page of a path, by another callback."""

    @app.callback(
        Output(part("label", ALL), "children"),  # type: ignore[arg-type]
        Output(part("summary", ALL), "aria-disabled"),  # type: ignore[arg-type]
        Output(part("whole", ALL), "disabled"),  # type: ignore[arg-type]
        Output("filter-why", "children"),
        Output("filter-chips", "children"),
        Output("filter-count", "children"),
        Output("filter-said", "children"),
        Input(ADDRESS, "search"),
        Input(ADDRESS, "pathname"),
    )
    def update_chosen(search: str, pathname: str) -> tuple[Any, ...]:
        """What is chosen, and what of it the page does not use."""
        choices = load_choices(url_state.source(search))
        selection = url_state.read(search, choices, below(pathname)).selection
        off, why = unused(below(pathname))
        labels, summaries, wholes = ([one["id"]["key"] for one in outputs] for outputs in ctx.outputs_list[:3])
        count = filter_chips.changed(selection, choices, off)
        return (
            [offered.labels(selection)[key] for key in labels],
            ["true" if key in off else "false" for key in summaries],
            [key in off for key in wholes],
            why,
            filter_chips.chips(selection, choices, off, pathname),
            f" ({count})" if count else "",
            filter_chips.sentence(selection, off),
        )


def touched(values: dict[str, Any], given: dict[str, Any], triggered: dict[str, Any]) -> list[str]:
    """The keys of the controls that the user touched, the last one last; none where the address itself changed.

    values: what the controls are set to; given: what they were given last; triggered: Dash's triggered ids by property.
    """
    # The controls have ids that are dictionaries; the address has a plain one.
    last = [target["key"] for target in triggered.values() if isinstance(target, dict)]
    if not last or ADDRESS in triggered.values():
        return []
    # An answer that is still to come when another control is touched is dropped: what it was asked for is not.
    waiting = [key for key, value in values.items() if key in given and not _is_same(value, given[key])]
    return [*(key for key in waiting if key not in last), *last]


def _is_same(value: Any, given: Any) -> bool:
    """Whether a control is as it was given: of ticks the order does not matter."""
    return set(value) == set(given) if isinstance(value, list) and isinstance(given, list) else bool(value == given)


def changed_search(canonical: str, values: dict[str, Any], keys: Sequence[str]) -> str:
    """The address with what these controls are set to.

    canonical: the address of what is shown. Only the keys of touched controls are replaced, so that a control that has
    just been drawn cannot undo the rest of the address.
    """
    query = parse_qs(canonical.lstrip("?"), keep_blank_values=True)
    for key in keys:
        query.pop(GIVES_WAY.get(key, ""), None)
        query |= _written(key, values[key])
    return "?" + urlencode(query, doseq=True)


def _written(key: str, value: Any) -> dict[str, list[str]]:
    """How the address writes what a control is set to; nothing ticked is not written."""
    if key == "period":
        first, last = value.split("/")
        return {"from": [first], "to": [last]}
    if isinstance(value, bool):
        return {key: [str(int(value))]}
    return {key: value if isinstance(value, list) else [value]}
