import numpy as np
import pytest

from data.model.verdict import Refusal
from data.statistics.change.judged_series import Measured, changed_counts, is_known


def test_a_series_is_known_by_its_own_months_on_both_sides() -> None:
    now, before = np.ones((3, 4)), np.ones((3, 4))
    now[1, 0] = before[2, 1] = np.nan
    now[:, 3] = 0
    assert is_known(now, before).tolist() == [False, False, True, True]


def test_without_a_month_nothing_is_known() -> None:
    assert is_known(np.ones((0, 2)), np.ones((0, 2))).tolist() == [False, False]


@pytest.mark.parametrize("longer", [1.0, 3.0])
def test_few_are_those_of_which_a_doubling_would_be_missed_more_than_one_time_in_five(longer: float) -> None:
    """longer: the days of the period before, in those of the later one."""
    # So many before that the logarithm of 2 is the normal values of 97.5 % and 80 % standard errors; then of both.
    edge = (1 + longer / 2) * ((1.959964 + 0.841621) / np.log(2)) ** 2 * (1 + longer) / longer
    totals, alike = np.array([edge - 0.1, edge + 0.1]), np.ones(2)
    none = np.full(2, Refusal.NONE, dtype=object)
    series = Measured(totals / 2, totals / 2, alike, longer * alike, alike, np.inf * alike, none)
    assert changed_counts(series, alike)[1].tolist() == [False, True]
