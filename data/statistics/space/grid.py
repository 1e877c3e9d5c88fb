"""A grid of square cells, of which those inside the area are kept."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """The kept cells in one order, the order of every array of values about them.

    row, column: place of each cell, from the south-west; west, south: corner of the grid in British National Grid,
    metres.
    """

    row: NDArray[np.intp]
    column: NDArray[np.intp]
    cell_size_m: int
    west: float = 0.0
    south: float = 0.0

    @classmethod
    def of(cls, cells: pd.DataFrame, cell_size_m: int) -> "Grid":
        """The grid of a frame with grid_row, grid_column, easting and northing of each cell's centre."""
        row, column = (cells[name].to_numpy(dtype=np.intp) for name in ("grid_row", "grid_column"))
        first = cells.iloc[0]
        west = float(first["easting"]) - (float(column[0]) + 0.5) * cell_size_m
        south = float(first["northing"]) - (float(row[0]) + 0.5) * cell_size_m
        return cls(row, column, cell_size_m, west, south)

    def __len__(self) -> int:
        """How many cells are kept."""
        return len(self.row)

    @property
    def cell_km2(self) -> float:
        """The area of one cell, km²."""
        return (self.cell_size_m / 1000) ** 2

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the smallest rectangle that holds every cell."""
        return int(self.row.max()) + 1, int(self.column.max()) + 1

    def spread(self, values: Floats) -> Floats:
        """Values, one a cell, laid out as (rows, columns), 0 where no cell is kept."""
        laid = np.zeros(self.shape)
        laid[self.row, self.column] = values
        return laid
