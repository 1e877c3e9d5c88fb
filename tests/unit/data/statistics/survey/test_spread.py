from math import isnan

import numpy as np
import pytest
from scipy import stats

from data.statistics.survey.spread import between_areas, range_by_chance


def simulated(spread: float, share: float = 0.5, base: int = 100, areas: int = 20, runs: int = 120) -> np.ndarray:
    """The estimate and its interval, a row a run, of areas drawn from a beta distribution; points."""
    random = np.random.default_rng(7)
    both = share * (1 - share) / spread**2 - 1
    truth = random.beta(share * both, (1 - share) * both, (runs, areas))
    told = random.binomial(base, truth) / base
    found = [between_areas(100 * one, np.full(areas, base), 1.0) for one in told]
    return np.array([(one.spread_points, one.lower_ci_points, one.upper_ci_points) for one in found])


@pytest.mark.parametrize("spread", [0.05, 0.08, 0.12])
def test_the_spread_is_the_truth_within_a_point_on_average(spread: float) -> None:
    assert simulated(spread)[:, 0].mean() == pytest.approx(100 * spread, abs=1)


def test_its_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    found = simulated(0.06, runs=300)
    assert ((found[:, 1] <= 6) & (found[:, 2] >= 6)).mean() == pytest.approx(0.95, abs=0.03)


def test_wards_that_differ_by_chance_alone_may_not_differ_at_all() -> None:
    told = np.random.default_rng(3).binomial(100, 0.4, 20)
    found = between_areas(told, [100] * 20, 1.0)
    assert found.lower_ci_points == 0
    assert found.spread_points < 4


def test_with_equal_bases_it_is_the_variance_that_chance_leaves() -> None:
    estimates = np.array([30, 35, 40, 45, 50, 55, 60, 65, 70, 50.0])
    found = between_areas(estimates, [400] * 10, 1.0)
    # By hand: the variance of the estimates is 0.01667 = s² (1 − 1/400) + 0.5 × 0.5 / 400.
    assert found.spread_points == pytest.approx(100 * np.sqrt((estimates.var(ddof=1) / 1e4 - 0.25 / 400) * 400 / 399))
    high = 9 * estimates.var(ddof=1) / 1e4 / stats.chi2.ppf(0.025, 9)
    assert found.upper_ci_points == pytest.approx(100 * np.sqrt((high - 0.25 / 400) * 400 / 399))


def test_a_design_effect_is_a_smaller_base() -> None:
    told = [30, 35, 40, 45, 50, 55, 60, 65, 70, 50]
    assert between_areas(told, [260] * 10, 1.3).spread_points == between_areas(told, [200] * 10, 1.0).spread_points


@pytest.mark.parametrize(("base", "areas"), [(99, 20), (137, 9), (30, 20)])
def test_few_asked_or_few_wards_cannot_tell(base: int, areas: int) -> None:
    found = between_areas(np.linspace(30, 60, areas), [base] * areas)
    assert not found.can_tell
    assert isnan(found.spread_points)
    assert (found.areas, found.least_base) == (areas, base)


def test_an_area_without_a_base_is_left_out() -> None:
    found = between_areas([*np.linspace(30, 60, 20), 90], [*[150] * 20, np.nan])
    assert found.areas == 20
    assert found.spread_points == between_areas(np.linspace(30, 60, 20), [150] * 20).spread_points
    assert between_areas([], []).areas == 0


def test_thirty_asked_in_each_of_twenty_equal_wards_lie_38_points_apart() -> None:
    assert range_by_chance(50, 30, 20) == pytest.approx(38.5, abs=0.05)
    drawn = np.random.default_rng(1).binomial(23, 0.5, (20000, 20)) * 100 / 23
    assert range_by_chance(50, 30, 20) == pytest.approx(np.ptp(drawn, axis=1).mean(), abs=0.2)
    assert range_by_chance(50, 137, 20) < 20
