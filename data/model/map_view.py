"""What the map shows, beside the selection that every page shares."""

from dataclasses import dataclass

from data.model.controls import choice
from data.model.schema import CELL_SIZES_M, DEFAULT_CELL_SIZE_M
from data.model.shown_cells import SHOWN_CELLS

MICRO_AREAS = 11
# The usual size first, the others by their size.
SIZES_M = sorted(CELL_SIZES_M, key=lambda size: (size != DEFAULT_CELL_SIZE_M, size))
NUMBERS = sorted(range(1, 31), key=lambda count: (count != MICRO_AREAS, count))


@dataclass(frozen=True)
class MapView:
    """The layer, what its cells show, the kinds of places drawn, and what is picked.

    pick: ``ward:<code>``, ``cell:<id>``, ``place:<id>`` or ``name:<id>``, empty where nothing is; micro_areas: how many
    candidates are proposed.
    """

    layer: str = choice("layer", "Layer", {"wards": "Wards", "cells": "Small spots"})
    show: str = choice("show", "Show", {one.name: one.label for one in SHOWN_CELLS.values()})
    cell_size_m: int = choice("cell", "Squares of", {size: f"{size} m" for size in SIZES_M})
    places: tuple[str, ...] = ()
    pick: str = ""
    micro_areas: int = choice("areas", "Micro-areas to propose", {count: str(count) for count in NUMBERS})
    operations: bool = choice("operations", "Operations of the register", {False: "off", True: "on"})

    def picked(self, what: str) -> str | None:
        """The id of the ``ward``, ``cell``, ``place`` or ``name`` that is picked, None where that is not what is."""
        kind, _, found = self.pick.partition(":")
        return found if kind == what and found else None
