"""Which areas an operation is judged by: its own, those like them, what lies around each, and areas left alone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from data.statistics.effect.ground import Area, Bools, Ground
from data.statistics.effect.similarity import Comparisons, History, proposed

# How many areas each treated one is compared with, where there are so many.
EACH = 2


@dataclass(frozen=True)
class Design:
    """The areas of one comparison on their ground, none of which share a cell with another kind.

    areas: treated; compared: areas like them; ring_m: how far around.
    """

    ground: Ground
    areas: Sequence[Area]
    compared: Comparisons
    ring_m: float

    @cached_property
    def treated(self) -> Bools:
        """Areas × cells."""
        return self.ground.held(self.areas)

    @cached_property
    def control(self) -> Bools:
        """Areas compared × cells."""
        return self.ground.held(self.compared.areas)

    @cached_property
    def around(self) -> Bools:
        """The cells around the treated areas."""
        return self.ground.around(self.areas, self.ring_m)

    @cached_property
    def around_control(self) -> Bools:
        """The cells around the areas compared that are of no other kind."""
        taken = self.treated.any(axis=0) | self.around
        return self.ground.around(self.compared.areas, self.ring_m) & ~taken

    @cached_property
    def alone(self) -> Any:
        """Squares of a treated area's size of which no cell was treated or lies around one: squares × cells."""
        tiles = self.ground.tiles(int(np.median([area.side for area in self.areas])))
        return tiles[tiles @ (self.treated.any(axis=0) | self.around) == 0]


def design(
    ground: Ground,
    areas: Sequence[Area],
    history: History,
    ring_m: float,
    each: int = EACH,
    without: Collection[int] = (),
) -> Design:
    """The treated areas with those proposed for them by ``history``; without: middle cells of squares to pass over."""
    taken = ground.held(areas).any(axis=0) | ground.around(areas, ring_m)
    return Design(ground, areas, proposed(ground, areas, history, taken, each, without), ring_m)
