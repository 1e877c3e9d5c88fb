import numpy as np
import pytest

from data.statistics.effect.ground import Ground
from tests.calibration.cell_worlds import YEARS, Cells, world
from tests.calibration.null_pairs import YEAR
from tests.calibration.operations import (
    AREAS,
    DESIGNS,
    KINDS,
    false_shares,
    markdown_of_false,
    placebo_operation,
    planted,
    thinned,
)
from tests.calibration.series_file import Floats

SIDE, MONTHS = 26, 24


@pytest.fixture(scope="module")
def cells() -> Cells:
    """A district of 676 squares as unequal as real ones are: half of what is recorded lies in a tenth of them."""
    rng = np.random.default_rng(5)
    row, column = (index.ravel().astype(np.intp) for index in np.indices((SIDE, SIDE)))
    level = rng.lognormal(-1.2, 1.4, (2, SIDE * SIDE))
    counts = rng.poisson(level[:, :, None] * rng.gamma(5, 0.2, (2, SIDE * SIDE, MONTHS))).astype(float)
    return Cells(counts, Ground(row, column, 150), tuple(str(month) for month in range(MONTHS)))


@pytest.fixture(scope="module")
def seasons() -> Floats:
    """Six years of two districts with a summer above the mean, and a trend in one of them."""
    month = np.arange(6 * YEAR)
    summer = 1 + 0.15 * np.cos(2 * np.pi * (month % YEAR - 6) / YEAR)
    return np.stack([np.stack([summer, summer * (1 + month / 300)])] * 2)


def test_a_world_keeps_the_mean_of_each_square_and_the_season(cells: Cells, seasons: Floats) -> None:
    drawn = np.mean([world(cells, seasons, seed).sum(axis=(0, 2)) for seed in range(30)], axis=0) / (YEARS * YEAR)
    mean = cells.counts.mean(axis=2).sum(axis=0)
    busy = mean > 5
    assert drawn[busy] == pytest.approx(mean[busy], rel=0.15)
    whole = world(cells, seasons, 1).sum(axis=(0, 1)).reshape(YEARS, YEAR).sum(axis=0)
    assert whole[5:8].mean() > 1.1 * whole[[0, 1, 11]].mean()
    assert np.array_equal(world(cells, seasons, 1), world(cells, seasons, 1))


def test_the_highest_squares_are_chosen_by_the_months_of_choosing_alone(cells: Cells, seasons: Floats) -> None:
    counts = world(cells, seasons, 2)
    months, _ = DESIGNS["the highest, judged on a later year"]
    made = placebo_operation(counts, cells.ground, months, np.random.default_rng(2), is_high=True)
    level = counts[:, :, months.chosen].sum(axis=(0, 2))
    assert level[made.treated.any(axis=0)].min() >= np.sort(level)[-AREAS]


def test_operations_that_did_nothing_seldom_have_an_effect(cells: Cells, seasons: Floats) -> None:
    found = false_shares(cells, seasons, 60)
    assert len(found) == len(DESIGNS) * len(KINDS)
    by_design = {name: np.mean([found[name, kind][0] for kind in KINDS]) for name in DESIGNS}
    # Of 120 operations a true share of 5 % gives 9 % or less in 97 of a hundred tries.
    assert max(by_design.values()) <= 0.09
    assert "| drawn at random, violence |" in markdown_of_false(found, 60)


def test_planted_falls_are_found_about_as_often_as_the_plan_says(cells: Cells, seasons: Floats) -> None:
    found = planted(cells, seasons, 40)
    said, told = np.array(list(found.values())).T
    assert told.mean() == pytest.approx(said.mean(), abs=0.06)
    of_high = [pair for (name, _, fall), pair in found.items() if "highest" in name and fall == 0.4]
    assert min(pair[1] for pair in of_high) > 0.5


def test_a_fall_takes_records_of_the_treated_squares_alone(cells: Cells, seasons: Floats) -> None:
    counts, rng = world(cells, seasons, 3), np.random.default_rng(3)
    months, _ = DESIGNS["drawn at random"]
    made = placebo_operation(counts, cells.ground, months, rng, is_high=False)
    less, treated = thinned(counts, made, months.after, 0.4, rng), made.treated.any(axis=0)
    assert np.array_equal(less[:, ~treated], counts[:, ~treated])
    assert np.array_equal(less[:, :, months.before], counts[:, :, months.before])
    assert less[:, treated, months.after].sum() < counts[:, treated, months.after].sum()
