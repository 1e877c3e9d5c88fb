"""Tables of small numbers as one system: the cells, what adds up to what, and what is known of them besides."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.statistics.change.noise import Floats

Cells = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Tables:
    """The cells of tables that are published together, and all that anybody can know of them.

    counts: whole numbers of 0 or more, one a cell; weights: what hiding each one costs; sums: a row for each total, 1
    in its own column and -1 in those of its parts; limits, most: ``limits`` times the counts is at most ``most``, which
    other tables tell.
    """

    counts: Cells
    weights: Floats
    sums: sparse.csr_array
    limits: sparse.csr_array
    most: Floats

    @cached_property
    def together(self) -> NDArray[np.int32]:
        """A number for each cell: those with one number add up with each other."""
        joined = abs(self.sums).T @ abs(self.sums)
        return np.asarray(connected_components(joined, directed=False)[1], dtype=np.int32)

    @property
    def ceilings(self) -> Floats:
        """The most that each count can be by the limits alone; infinite where none tells."""
        found = np.full(len(self.counts), np.inf)
        for row, most in enumerate(self.most):
            part = slice(*self.limits.indptr[row : row + 2])
            columns = self.limits.indices[part]
            # Where cells are taken off, the others may be as much more.
            if (self.limits.data[part] > 0).all():
                found[columns] = np.minimum(found[columns], most)
        return found


class Draft:
    """Tables that are being written down: cells by any key, then what they add up to."""

    def __init__(self) -> None:
        """Without a cell."""
        self.places: dict[Hashable, int] = {}
        self._cells: list[tuple[int, float]] = []
        self._sums: list[dict[int, float]] = []
        self._limits: list[tuple[dict[int, float], float]] = []

    def add(self, key: Hashable, count: int, weight: float) -> None:
        """A cell, with what hiding it costs."""
        self.places[key] = len(self._cells)
        self._cells.append((count, weight))

    def total(self, key: Hashable, parts: Iterable[Hashable]) -> None:
        """That a cell is the sum of others."""
        self._sums.append({self.places[key]: 1.0} | {self.places[part]: -1.0 for part in parts})

    def limit(self, keys: Iterable[Hashable], most: float, beside: Iterable[Hashable] = ()) -> None:
        """That cells together are at most ``most``, which another table shows, and the cells ``beside``."""
        row = {self.places[key]: 1.0 for key in keys} | {self.places[key]: -1.0 for key in beside}
        self._limits.append((row, most))

    def tables(self) -> Tables:
        """All of it as one system."""
        counts, weights = zip(*self._cells, strict=True) if self._cells else ((), ())
        size = len(self._cells)
        return Tables(
            np.array(counts, dtype=np.int64),
            np.array(weights, dtype=float),
            _matrix(self._sums, size),
            _matrix([row for row, _ in self._limits], size),
            np.array([most for _, most in self._limits], dtype=float),
        )


def _matrix(rows: Sequence[Mapping[int, float]], size: int) -> sparse.csr_array:
    made = sparse.lil_array((len(rows), size), dtype=float)
    for place, row in enumerate(rows):
        for column, value in row.items():
            made[place, column] = value
    return made.tocsr()
