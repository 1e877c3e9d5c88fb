import numpy as np
import pytest
from scipy import stats

from data.model.verdict import Refusal
from data.statistics.change.judged_series import Measured, changed_counts, is_known, measured
from data.statistics.change.noise import Noise, paired, squeezed, widening


def test_a_series_is_known_by_its_own_months_on_both_sides() -> None:
    now, before = np.ones((3, 4)), np.ones((3, 4))
    now[1, 0] = before[2, 1] = np.nan
    now[:, 3] = 0
    assert is_known(now, before).tolist() == [False, False, True, True]


def test_without_a_month_nothing_is_known() -> None:
    assert is_known(np.ones((0, 2)), np.ones((0, 2))).tolist() == [False, False]


def test_the_noise_of_a_series_is_widened_by_how_its_months_are_alike() -> None:
    now, before, alike = np.array([[20.0], [60], [30]]), np.array([[50.0], [20], [40]]), np.ones(3)
    none = Noise(np.nan, np.nan)
    own = squeezed(paired(now, before, (alike, alike)), none)[0]
    assert own[0] > 5
    found = measured(now, before, (alike, alike), none, 0.5)
    assert found.factor.tolist() == pytest.approx((own * widening(3, 0.5)).tolist())


@pytest.mark.parametrize(("longer", "family"), [(1.0, 1), (3.0, 1), (1.0, 20)])
def test_few_are_those_of_which_a_doubling_would_be_missed_more_than_one_time_in_five(
    longer: float, family: int
) -> None:
    """longer: the days of the period before, in those of the later one; family: how many are judged together."""
    reach = stats.norm.ppf(1 - 0.025 / family) + stats.norm.ppf(0.8)
    # So many before that the logarithm of 2 is so many standard errors; then of both.
    edge = (1 + longer / 2) * (reach / np.log(2)) ** 2 * (1 + longer) / longer
    totals, alike = np.array([edge - 0.1, edge + 0.1]), np.ones(2)
    none = np.full(2, Refusal.NONE, dtype=object)
    series = Measured(totals / 2, totals / 2, alike, longer * alike, alike, np.inf * alike, none)
    assert changed_counts(series, family * alike)[1].tolist() == [False, True]
