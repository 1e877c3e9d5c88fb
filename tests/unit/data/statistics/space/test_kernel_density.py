import numpy as np
import pytest

from data.statistics.space.backtest import BANDWIDTH_M, kernel_density
from data.statistics.space.grid import Floats, Grid
from tests.fixtures.grids import full, ragged


def brute_force_density(counts: Floats, grid: Grid) -> Floats:
    """The quartic kernel summed cell by cell, in offences per km², before the steps of the grid are evened out."""
    east, north = grid.column * grid.cell_size_m, grid.row * grid.cell_size_m
    squared = (east[:, None] - east) ** 2 + (north[:, None] - north) ** 2
    kernel = np.where(squared < BANDWIDTH_M**2, (1 - squared / BANDWIDTH_M**2) ** 2, 0)
    return np.asarray(kernel @ counts * 3 / (np.pi * BANDWIDTH_M**2) * 1e6)


def test_the_density_is_the_quartic_kernel_of_every_cell() -> None:
    grid = ragged(15, 12)
    counts = np.random.default_rng(2).poisson(1, len(grid)).astype(float)
    ratio = kernel_density(counts, grid) / brute_force_density(counts, grid)
    # One factor for the whole grid, near 1: what makes the kernel of the steps add up to one.
    assert ratio == pytest.approx(np.full(len(grid), ratio[0]))
    assert ratio[0] == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("size", [20, 100, 150, 250])
def test_density_keeps_the_number_of_offences_and_ends_at_the_bandwidth(size: int) -> None:
    grid, counts = full(51, 51, size), np.zeros(51 * 51)
    counts[25 * 52] = 7
    found = kernel_density(counts, grid).reshape(51, 51)
    assert found.sum() * grid.cell_km2 == pytest.approx(7)
    distance = np.arange(26) * size
    assert ((found[25, 25:] > 0) == (distance < 450)).all()
    assert (np.diff(found[25, 25:]) <= 0).all()
