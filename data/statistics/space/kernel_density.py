"""Counts spread over their surroundings: a way of ranking cells that the backtest tries."""

import numpy as np

from data.statistics.space.grid import Floats, Grid

BANDWIDTH_M = 450


def kernel_density(counts: Floats, grid: Grid) -> Floats:
    """Offences per km² at each cell's centre, each cell's count spread by a quartic kernel of ``BANDWIDTH_M``.

    counts: one a cell. A count keeps its total, but for what falls outside the area, which is lost: nothing is
    recorded there for the area to borrow. Silverman 1986, Density Estimation, section 4.2.
    """
    reach = int(np.ceil(BANDWIDTH_M / grid.cell_size_m))
    steps = np.arange(-reach, reach + 1) * grid.cell_size_m / BANDWIDTH_M
    weights = np.clip(1 - (steps[:, None] ** 2 + steps**2), 0, None) ** 2
    return grid.sum_around(counts, weights / weights.sum()) / grid.cell_km2
