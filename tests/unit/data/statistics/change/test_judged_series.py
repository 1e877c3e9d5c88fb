import numpy as np

from data.statistics.change.judged_series import is_known


def test_a_series_is_known_by_its_own_months_on_both_sides() -> None:
    now, before = np.ones((3, 4)), np.ones((3, 4))
    now[1, 0] = before[2, 1] = np.nan
    now[:, 3] = 0
    assert is_known(now, before).tolist() == [False, False, True, True]


def test_without_a_month_nothing_is_known() -> None:
    assert is_known(np.ones((0, 2)), np.ones((0, 2))).tolist() == [False, False]
