import numpy as np
import pytest
from scipy import stats

from data.analysis.grid import Floats, Grid
from data.analysis.hot_spots import (
    BANDWIDTH_M,
    classes_over_time,
    gi_star,
    hot_spots,
    kernel_density,
    significant_density,
)
from tests.fixtures.grids import esda_gi_star, full, ragged


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_gi_star_equals_esda_on_a_ragged_grid(seed: int) -> None:
    grid = ragged(25, 18, seed)
    counts = np.random.default_rng(seed).negative_binomial(0.2, 0.1, len(grid)).astype(float)
    assert grid.neighbour_count.min() < 4
    assert np.abs(gi_star(counts, grid) - esda_gi_star(counts, grid)).max() < 1e-9


def test_gi_star_by_hand() -> None:
    # Nine of 18 cells around the one that holds all 18: mean 1, variance 17, expected 9 for nine cells.
    grid = full(3, 6)
    counts = np.zeros(18)
    counts[7] = 18
    assert gi_star(counts, grid)[7] == pytest.approx((18 - 9) / np.sqrt(17 * 9 * 9 / 17))


def test_gi_star_of_several_months_is_that_of_each() -> None:
    grid = ragged(9, 9)
    monthly = np.random.default_rng(0).poisson(0.5, (4, len(grid))).astype(float)
    assert gi_star(monthly, grid) == pytest.approx(np.array([gi_star(month, grid) for month in monthly]))


@pytest.mark.parametrize("grid", [full(1, 1), full(2, 2), full(4, 4)])
def test_cells_that_are_all_alike_are_neither_hot_nor_cold(grid: Grid) -> None:
    for counts in (np.zeros(len(grid)), np.full(len(grid), 3.0)):
        found = hot_spots(counts, grid)
        assert found["gi_star"].tolist() == [0] * len(grid)
        assert not found[["is_hot", "is_cold"]].any(axis=None)


def test_the_rate_of_false_discoveries_is_controlled_over_the_whole_grid() -> None:
    grid = ragged(20, 20)
    counts = np.random.default_rng(5).poisson(2, len(grid)).astype(float)
    counts[[40, 41, 60, 61]] += 12
    found = hot_spots(counts, grid)
    p_value = 2 * stats.norm.sf(np.abs(found["gi_star"]))
    assert found["p_value"].to_numpy() == pytest.approx(p_value)
    assert found["adjusted_p_value"].to_numpy() == pytest.approx(stats.false_discovery_control(p_value))
    assert 0 < found["is_hot"].sum() < ((p_value < 0.05) & (found["gi_star"] > 0)).sum()


def test_a_place_without_crime_amid_much_is_cold() -> None:
    counts = np.full((12, 12), 5.0)
    counts[3:7, 3:7] = 0
    found = hot_spots(counts.ravel(), full(12, 12))
    assert found["is_cold"].to_numpy().reshape(12, 12)[4, 4]
    assert not found["is_hot"].any()


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


@pytest.mark.parametrize("size", [100, 150, 250])
def test_density_keeps_the_number_of_offences_and_ends_at_the_bandwidth(size: int) -> None:
    grid, counts = full(21, 21, size), np.zeros(441)
    counts[220] = 7
    found = kernel_density(counts, grid).reshape(21, 21)
    assert found.sum() * grid.cell_km2 == pytest.approx(7)
    distance = np.arange(11) * size
    assert ((found[10, 10:] > 0) == (distance < BANDWIDTH_M)).all()
    assert (np.diff(found[10, 10:]) <= 0).all()


def test_density_is_shown_only_in_hot_spots() -> None:
    grid, counts = full(20, 20), np.zeros(400)
    counts[[105, 106, 125, 126]] = 30
    counts[390] = 1
    shown = significant_density(counts, grid)
    is_hot = hot_spots(counts, grid)["is_hot"].to_numpy()
    assert is_hot[105]
    assert kernel_density(counts, grid)[390] > 0
    assert (np.isnan(shown) == ~is_hot).all()
    assert shown[is_hot] == pytest.approx(kernel_density(counts, grid)[is_hot])


def hot_in(months: int, hot: set[int]) -> tuple[str, int]:
    """The class of a cell that is hot in some of the months, and the number of months."""
    grid = full(10, 10)
    monthly = np.zeros((100, months))
    monthly[55, list(hot)] = 40
    monthly[0] = 1
    found = classes_over_time(monthly, grid).loc[55]
    return str(found["hot_class"]), int(found["hot_month_count"])


@pytest.mark.parametrize(
    ("months", "hot", "expected"),
    [
        (10, set(range(8)), "persistent"),
        (10, set(range(7)), "former"),
        (10, {1, 2, 3, 8}, "intermittent"),
        (10, {9}, "emerging"),
        (10, {8}, "emerging"),
        (10, {0}, "former"),
        (20, {0}, ""),
        (20, {0, 1}, "former"),
        # One of 16 months before the latest fifth is under 10 %, so that the cell was not hot then.
        (20, {0, 19}, "emerging"),
        (10, set(), ""),
        (2, {1}, "emerging"),
        (3, {0, 2}, "intermittent"),
    ],
)
def test_classes_over_time_follow_the_months(months: int, hot: set[int], expected: str) -> None:
    assert hot_in(months, hot) == (expected, len(hot))


def test_a_class_is_not_given_over_a_gap_or_a_single_month() -> None:
    monthly = np.ones((100, 3))
    monthly[:, 1] = np.nan
    for counts in (monthly, monthly[:, :1]):
        with pytest.raises(ValueError, match="at least two months, none of them absent"):
            classes_over_time(counts, full(10, 10))


def test_a_cell_without_a_record_in_or_beside_it_is_never_hot() -> None:
    counts = np.zeros((20, 20))
    counts[1, 1] = 50
    found = hot_spots(counts.ravel(), full(20, 20))["is_hot"].to_numpy().reshape(20, 20)
    assert found[:3, :3].all()
    assert found.sum() == 9
