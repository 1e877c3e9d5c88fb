"""What is chosen, where everyone sees it: as chips that take it away again, and in one sentence."""

from collections.abc import Collection, Iterator
from typing import Any

from dash import dcc, html

from components.attributes import dashed
from data.model.choices import Choices
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.words import findings
from data.words import formatting as f


def chosen(selection: Selection, off: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Key, value and name of every ward and crime type that is chosen; off: filters that the page does not use."""
    if not selection.is_whole_area and "ward" not in off:
        yield from (("ward", w.code, w.name) for w in selection.vintage.wards if w.code in selection.wards)
    if not selection.has_all_types and "type" not in off:
        yield from (("type", name, name) for name in selection.crime_types)


def chips(selection: Selection, choices: Choices, off: Collection[str], pathname: str) -> list[Any]:
    """A chip for each, and a way back to how the page is at first; nothing where it is so."""
    listed = [html.Li(_chip(*one)) for one in chosen(selection, off)]
    if not listed and not changed(selection, choices, off):
        return []
    back = dcc.Link("Reset", href=pathname, className="reset")
    return [*([html.Ul(listed, className="chips")] if listed else []), back]


def _chip(key: str, value: str, name: str) -> html.Button:
    # A box that is ticked no more tells the address; the chip only unticks it (assets/filters.js).
    return html.Button(
        [name, html.Span(" ×", **dashed(aria_hidden="true"))],
        type="button",
        className="chip",
        **dashed(data_chip=key, data_value=value, aria_label=f"Remove {name}"),
    )


def changed(selection: Selection, choices: Choices, off: Collection[str]) -> int:
    """How many of the filters that the page uses are set to something else than at first."""
    is_set = {
        "source": selection.source != STREET_CRIME,
        "ward": not selection.is_whole_area,
        "vintage": bool(selection.chosen_vintage),
        "type": not selection.has_all_types,
        "period": selection.period != choices.default_period,
        "compared": bool(selection.compared),
    }
    return sum(value for key, value in is_set.items() if key not in off)


def sentence(selection: Selection, off: Collection[str]) -> str:
    """What the page shows, by name, for those who hear it change and for paper; empty where nothing is chosen there."""
    if "period" in off:
        return ""
    before = f.before_words(selection.period, selection.comparison_key)
    where = findings.districts_scope(selection) if "ward" in off else findings.scope(selection)
    return f"{where} {f.capital(f.year_to(selection.period))}, compared with {before}."
