import numpy as np
import pytest

from tests.calibration.null_pairs import Comparison, comparisons, with_rise, without_change
from tests.calibration.series_file import Floats, Series


def series(counts: Floats) -> Series:
    names = np.array([f"area {place}" for place in range(counts.shape[1])])
    return Series(counts, names, np.full(counts.shape[1], "Drugs"), np.arange(len(counts), dtype=float)[:, None])


def steady(now: float, before: float, count: int = 500) -> Comparison:
    (one,) = comparisons(series(np.repeat([[before], [now]], 12, axis=0).repeat(count, axis=1)), 12)
    return one


def test_each_year_is_held_against_the_year_before() -> None:
    found = comparisons(series(np.arange(1.0, 43)[:, None]), 12)
    assert [(one.before[0, 0], one.now[0, 0], len(one.now)) for one in found] == [(1, 13, 12), (13, 25, 12)]
    assert found[0].days_now[0, 0] == 12


def test_a_series_with_a_gap_takes_no_part_and_a_month_that_all_lack_is_left_out() -> None:
    counts = np.ones((24, 3))
    counts[5, 1] = np.nan
    counts[14] = np.nan
    (one,) = comparisons(series(counts), 12)
    assert (one.now.shape, one.areas.tolist()) == ((11, 2), ["area 0", "area 2"])


def test_a_file_of_less_than_two_years_has_nothing_to_compare() -> None:
    assert comparisons(series(np.ones((23, 2))), 12) == []


def test_the_larger_total_is_thinned_to_the_smaller() -> None:
    drawn = without_change(steady(80, 100), 1, np.random.default_rng(0))
    assert drawn.now.mean() == pytest.approx(80, rel=0.005)
    assert drawn.before.mean() == pytest.approx(80, rel=0.005)


@pytest.mark.parametrize(("block", "patterns"), [(1, 12), (3, 4)])
def test_months_are_swapped_for_all_series_at_once_and_by_blocks(block: int, patterns: int) -> None:
    one = steady(50, 50)
    swaps = []
    for seed in range(200):
        drawn = without_change(one, block, np.random.default_rng(seed))
        swaps.append((drawn.days_now != one.days_now).ravel())
    swapped = np.array(swaps)
    assert swapped.mean() == pytest.approx(0.5, abs=0.05)
    assert len({tuple(column) for column in swapped.T.tolist()}) == patterns


def test_a_rise_thins_the_months_before_and_leaves_now() -> None:
    one = steady(120, 120)
    drawn = with_rise(one, 1.2, np.random.default_rng(0))
    assert drawn.before.mean() == pytest.approx(100, rel=0.005)
    assert np.array_equal(drawn.now, one.now)
