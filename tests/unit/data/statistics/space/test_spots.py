import numpy as np

from data.statistics.space.spots import Holding, holding


def test_the_fewest_squares_that_hold_a_share_are_those_with_most() -> None:
    counts = np.array([1.0, 40.0, 9.0, 30.0, 20.0])
    assert holding(counts, 0.25) == Holding(1, 40, 40)
    assert holding(counts, 0.5) == Holding(2, 30, 70)
    assert holding(counts, 1) == Holding(5, 1, 100)


def test_squares_that_tie_with_the_last_are_all_among_them() -> None:
    assert holding(np.array([10.0, 5.0, 5.0, 5.0]), 0.5) == Holding(4, 5, 100)


def test_a_share_that_is_met_exactly_needs_no_further_square() -> None:
    # 0.1 × 30 is 3.0000000000000004 as a float.
    assert holding(np.array([3.0] + [1.0] * 27), 0.1) == Holding(1, 3, 10)


def test_where_nothing_was_recorded_nothing_is_held() -> None:
    assert holding(np.zeros(4), 0.5) is None
    assert holding(np.array([]), 0.5) is None
