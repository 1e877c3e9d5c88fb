"""Candidate micro-areas: the squares of a few hundred metres that hold most offences, to be weighed for patrols."""

import numpy as np
import pandas as pd

from data.statistics.space.grid import Floats, Grid

MICRO_AREA_M = 450
MICRO_AREA_COUNT = 11


def block_side(cell_size_m: int) -> int:
    """Cells along the side of a micro-area: as near to 450 m as whole cells come (400, 450 and 500 m)."""
    return max(1, round(MICRO_AREA_M / cell_size_m))


def candidate_micro_areas(counts: Floats, grid: Grid, most: int = MICRO_AREA_COUNT) -> pd.DataFrame:
    """Up to ``most`` square blocks of cells that do not overlap, each with the most offences of those still possible.

    counts: one a cell. Of blocks with equal counts the one whose offences lie nearest its middle is taken, then the
    most southerly, then the most westerly. Returns area_rank, offence_count, share_pct (of all counts), area_km2 (of
    the kept cells), side_m, cells (places in the grid); fewer rows where fewer blocks hold any offence.
    """
    side, total = block_side(grid.cell_size_m), float(counts.sum())
    # Padded, so that a block may stick out of the grid; kept cells are numbered from 1.
    numbers = np.pad(grid.spread(np.arange(1, len(grid) + 1, dtype=np.float64)), side - 1)
    laid = np.pad(grid.spread(counts), side - 1)
    # The nearness adds less than one offence: it only orders blocks whose counts are equal.
    value = _block_sums(laid, np.ones((side, side))) + _block_sums(laid, _nearness(side)) / (1 + total)
    found: list[tuple[int, int, float, float, int, list[int]]] = []
    while len(found) < most and value.max() >= 1:
        row, column = (int(place) for place in np.unravel_index(value.argmax(), value.shape))
        block = numbers[row : row + side, column : column + side].ravel()
        cells = block[block > 0].astype(int) - 1
        count = int(counts[cells].sum())
        size_km2 = len(cells) * grid.cell_km2
        found.append((len(found) + 1, count, 100 * count / total, size_km2, side * grid.cell_size_m, cells.tolist()))
        value[max(row - side + 1, 0) : row + side, max(column - side + 1, 0) : column + side] = 0
    return pd.DataFrame(found, columns=["area_rank", "offence_count", "share_pct", "area_km2", "side_m", "cells"])


def _block_sums(laid: Floats, weights: Floats) -> Floats:
    """The weighted sum of every block, at the place of its south-west cell."""
    windows = np.lib.stride_tricks.sliding_window_view(laid, weights.shape)
    summed: Floats = np.einsum("rcij,ij->rc", windows, weights)
    return summed


def _nearness(side: int) -> Floats:
    """Weights of a block's cells: most in its middle, least in its corners, between 0 and 1."""
    steps = np.arange(side) - (side - 1) / 2
    return 1 - (steps[:, None] ** 2 + steps**2) / side**2
