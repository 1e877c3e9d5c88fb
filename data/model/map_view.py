"""What the map shows, beside the selection that every page shares."""

from dataclasses import dataclass

from data.model.schema import DEFAULT_CELL_SIZE_M

LAYERS = ("wards", "cells")
# What cells are coloured by, the first unless something else is asked for.
SHOWS = ("counts", "quarters", "last_year")
MICRO_AREAS = 11


@dataclass(frozen=True)
class MapView:
    """The layer, what its cells show, the kinds of places drawn, and what is picked.

    pick: ``cell:<id>`` or ``place:<id>``, empty where nothing is; micro_areas: how many candidates are proposed.
    """

    layer: str = LAYERS[0]
    show: str = SHOWS[0]
    cell_size_m: int = DEFAULT_CELL_SIZE_M
    places: tuple[str, ...] = ()
    pick: str = ""
    micro_areas: int = MICRO_AREAS

    def picked(self, what: str) -> str | None:
        """The id of the ``cell`` or ``place`` that is picked, None where it is something else or nothing."""
        kind, _, found = self.pick.partition(":")
        return found if kind == what and found else None
