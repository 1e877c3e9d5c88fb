"""Counts spread over their surroundings: a way of ranking cells that the backtest tries."""

import numpy as np

from data.statistics.space.grid import Floats, Grid

BANDWIDTH_M = 450


def kernel_density(counts: Floats, grid: Grid, bandwidth_m: float = BANDWIDTH_M) -> Floats:
    """Offences per km² at each cell's centre, each cell's count spread by a quartic kernel of ``bandwidth_m``.

    counts: one a cell. A count keeps its total, but for what falls outside the area, which is lost: nothing is
    recorded there for the area to borrow. Silverman 1986, Density Estimation, section 4.2.
    """
    reach = int(np.ceil(bandwidth_m / grid.cell_size_m))
    steps = np.arange(-reach, reach + 1) * grid.cell_size_m / bandwidth_m
    weights = np.clip(1 - (steps[:, None] ** 2 + steps**2), 0, None) ** 2
    return grid.sum_around(counts, weights / weights.sum()) / grid.cell_km2
