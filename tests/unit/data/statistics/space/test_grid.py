import numpy as np
import pandas as pd
import pytest

from data.statistics.space.grid import Grid
from tests.fixtures.grids import grid_of

# Rows from the south: the cell in the middle is not kept.
RING = np.array([[True, True, True], [True, False, True], [True, True, True]])


def test_a_grid_is_read_from_the_cells_of_a_query() -> None:
    cells = pd.DataFrame(
        {"grid_row": [0, 1], "grid_column": [2, 0], "easting": [1375.0, 1075.0], "northing": [2075.0, 2225.0]}
    )
    grid = Grid.of(cells, 150)
    assert (grid.west, grid.south, grid.cell_size_m, len(grid), grid.shape) == (1000, 2000, 150, 2, (2, 3))
    assert grid.cell_km2 == pytest.approx(0.0225)


def test_values_are_laid_out_with_nothing_where_no_cell_is() -> None:
    laid = grid_of(RING).spread(np.arange(1.0, 9.0))
    assert laid.tolist() == [[1, 2, 3], [4, 0, 5], [6, 7, 8]]
