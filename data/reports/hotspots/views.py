"""What the map can show instead: one switch of wards, small spots and changes, and a quiet one beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from data.model.schema import STREET_CRIME
from data.model.selection import CONTROLS, Selection
from data.model.shown_measure import CHANGE
from data.reports.hotspots.asked import PATH
from data.reports.panel import Link

COUNTS = "counts"


class View(NamedTuple):
    """A link to a view, and whether it is the one that is shown."""

    link: Link
    is_shown: bool


class Switch(NamedTuple):
    """Views of which one is shown, under a title."""

    title: str
    views: Sequence[View]


def switches(selection: Selection) -> list[Switch]:
    """The switch of what the map shows, and the one of how."""
    view, is_change = selection.map, selection.measure == CHANGE
    is_cells = view.layer == "cells" and selection.source == STREET_CRIME
    usual = next(iter(CONTROLS["measure"].options))
    measure = usual if is_change else selection.measure
    # A partner's records are not drawn so finely.
    spots = [_view(selection, "Small spots", is_cells, measure, layer="cells")] * (selection.source == STREET_CRIME)
    main = [
        _view(selection, "Wards", not (is_cells or is_change), measure, layer="wards"),
        *spots,
        _view(selection, "Change", is_change and not is_cells, CHANGE, layer="wards"),
    ]
    options = {name: label for name, label in CONTROLS["measure"].options.items() if name != CHANGE}
    colours = [_view(selection, label, name == selection.measure, name) for name, label in options.items()]
    of_wards = [] if is_change else [Switch("Colour by", colours)]
    return [Switch("Show", main), *(_of_cells(selection) if is_cells else of_wards)]


def _of_cells(selection: Selection) -> list[Switch]:
    """The size of the squares, and what they show where it is more than counts."""
    view = selection.map
    # A cell of one size is none of another.
    sizes = [
        _view(selection, f"{size} m", size == view.cell_size_m, selection.measure, cell_size_m=size, pick="")
        for size in sorted(CONTROLS["cell"].options)
    ]
    shows = [
        _view(selection, label, show == view.show, selection.measure, show=show)
        for show, label in CONTROLS["show"].options.items()
    ]
    return [Switch("Squares of", sizes), *([Switch("They show", shows)] if view.show != COUNTS else [])]


def _view(selection: Selection, words: str, is_shown: bool, measure: str, **changes: Any) -> View:
    shown = replace(selection, measure=measure, map=replace(selection.map, **changes))
    return View(Link(words, PATH, shown), is_shown)
