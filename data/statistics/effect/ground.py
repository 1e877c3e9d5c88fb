"""Areas on the grid: which cells they hold, what lies around them, and areas of the same size elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class Area:
    """The grid cells of one area, those without a point too: their rows and columns from the south-west."""

    row: Places
    column: Places
    name: str = ""

    def __len__(self) -> int:
        """How many cells it has."""
        return len(self.row)

    @property
    def side(self) -> int:
        """The side of the square of about as many cells."""
        return max(int(np.rint(len(self) ** 0.5)), 1)


@dataclass(frozen=True)
class Ground:
    """The cells that hold a point of the police, by row and column: no offence is ever placed in another."""

    row: Places
    column: Places
    cell_size_m: int

    def __len__(self) -> int:
        """How many cells hold a point."""
        return len(self.row)

    @cached_property
    def _laid(self) -> Places:
        """The place of each cell among those that hold a point, laid out on the grid; −1 where none does."""
        laid = np.full((self.row.max() + 1, self.column.max() + 1), -1, dtype=np.intp)
        laid[self.row, self.column] = np.arange(len(self))
        return laid

    def _at(self, row: Places, column: Places) -> Places:
        """The places of cells among those that hold a point, −1 of others."""
        rows, columns = self._laid.shape
        is_inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        return np.where(is_inside, self._laid[row * is_inside, column * is_inside], -1)

    def held(self, areas: Sequence[Area]) -> Bools:
        """Which cells each area holds: areas × cells."""
        held = np.zeros((len(areas), len(self)), dtype=bool)
        if areas:
            row, column = (np.concatenate([getattr(area, name) for area in areas]) for name in ("row", "column"))
            found, place = self._at(row, column), np.repeat(np.arange(len(areas)), [len(area) for area in areas])
            held[place[found >= 0], found[found >= 0]] = True
        return held

    def around(self, areas: Sequence[Area], metres: float) -> Bools:
        """The cells outside the areas that begin within so many metres of one, on any side or corner."""
        steps = int(np.ceil(metres / self.cell_size_m))
        row, column = (np.concatenate([getattr(area, name) for area in areas]) for name in ("row", "column"))
        offsets = np.arange(-steps, steps + 1)
        near = self._at(row[:, None, None] + offsets[:, None], column[:, None, None] + offsets)
        ring = np.zeros(len(self), dtype=bool)
        ring[near[near >= 0]] = True
        return ring & ~self.held(areas).any(axis=0)

    def squares(self, side: int) -> sparse.csr_array:
        """A square of ``side`` cells about each cell that holds a point: squares × cells."""
        offsets = np.arange(side) - (side - 1) // 2
        near = self._at(self.row[:, None, None] + offsets[:, None], self.column[:, None, None] + offsets).reshape(
            len(self), -1
        )
        square, _ = np.nonzero(near >= 0)
        held = near[near >= 0]
        return sparse.csr_array((np.ones(len(held)), (square, held)), shape=(len(self), len(self)))

    def square(self, place: int, side: int) -> Area:
        """The square of ``squares`` about the cell at ``place``."""
        offsets = np.arange(side) - (side - 1) // 2
        row, column = np.meshgrid(self.row[place] + offsets, self.column[place] + offsets)
        return Area(row.ravel(), column.ravel())

    def tiles(self, side: int) -> sparse.csr_array:
        """Squares of ``side`` cells laid side by side, of those that hold a point: tiles × cells."""
        keys = np.stack([self.row // side, self.column // side])
        _, tile = np.unique(keys, axis=1, return_inverse=True)
        tile = np.asarray(tile).ravel()
        return sparse.csr_array((np.ones(len(self)), (tile, np.arange(len(self)))), shape=(tile.max() + 1, len(self)))
