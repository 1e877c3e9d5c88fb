from math import inf, nan

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import linalg, stats

from data.statistics.change.noise import Noise, Pairs, critical, paired, pooled, serial_correlation, squeezed, widening

DAYS = np.array([31.0, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
LEAP = np.array([31.0, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def counts(mean: float, months: int = 12, series: int = 1, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    season = 1 + 0.4 * np.sin(np.arange(months))[:, None]
    now, before = (random.poisson(mean * season, (months, series)).astype(float) for _ in range(2))
    return now, before


def scaled(chi_squared: list[float], freedom: float, mean: float = 100) -> Pairs:
    size = len(chi_squared)
    return Pairs(np.zeros((12, size)), np.array(chi_squared), np.full(size, freedom), np.full(size, mean))


def test_months_of_equal_length_give_the_chi_squared_of_the_table_of_periods_and_months() -> None:
    now, before = counts(40, series=5)
    found = paired(1.5 * now, before, (DAYS, DAYS))
    for place in range(5):
        theirs = stats.chi2_contingency([1.5 * now[:, place], before[:, place]], correction=False)
        assert found.chi_squared[place] == pytest.approx(theirs.statistic)
        assert found.freedom[place] == theirs.dof == 11
        assert found.mean[place] == pytest.approx((1.5 * now[:, place] + before[:, place]).sum() / 24)


def test_a_leap_year_gives_the_pearson_chi_squared_of_a_regression_on_month_and_period() -> None:
    now, before = counts(400)
    design = np.column_stack([np.tile(np.eye(12), (2, 1)), np.repeat([1.0, 0.0], 12)])
    days = np.concatenate([LEAP, DAYS])
    both = np.concatenate([now, before]).ravel()
    theirs = sm.GLM(both, design, family=sm.families.Poisson(), offset=np.log(days)).fit()
    assert paired(now, before, (LEAP, DAYS)).chi_squared[0] == pytest.approx(theirs.pearson_chi2, rel=1e-2)


def test_a_season_and_a_real_change_are_no_noise() -> None:
    season = np.array([[10.0, 80, 30, 200]]).T
    assert paired(2 * season, season, (np.ones(4), np.ones(4))).chi_squared[0] == pytest.approx(0)


def test_months_without_an_offence_tell_nothing() -> None:
    found = paired(np.array([[3.0, 0], [0, 0], [2, 0]]), np.array([[1.0, 0], [0, 0], [5, 0]]), (np.ones(3), np.ones(3)))
    assert found.freedom.tolist() == [1, 0]
    assert found.chi_squared[1] == 0


def test_the_line_has_the_variance_that_was_put_in() -> None:
    random = np.random.default_rng(1)
    mean = random.uniform(5, 300, 800)
    now, before = (random.poisson(mean * random.gamma(50, 1 / 50, (12, 800))).astype(float) for _ in range(2))
    pairs = paired(now, before, (DAYS, DAYS))
    line = pooled(pairs)
    assert line.slope == pytest.approx(1 / 50, rel=0.05)
    assert (pairs.chi_squared / (1 + line.slope * pairs.mean)).sum() == pytest.approx(pairs.freedom.sum())


def test_independent_events_have_no_slope_worth_the_name() -> None:
    now, before = counts(50, series=300)
    assert pooled(paired(now, before, (DAYS, DAYS))).slope < 0.001


@pytest.mark.parametrize("freedom", [6, 20])
def test_the_prior_freedom_is_that_of_the_spread_of_factors(freedom: float) -> None:
    random = np.random.default_rng(4)
    factors = 5 * freedom / random.chisquare(freedom, 20_000)
    pairs = scaled(list(factors * random.chisquare(11, 20_000)), 11)
    assert pooled(pairs).freedom == pytest.approx(freedom, rel=0.1)


def test_factors_that_do_not_stray_rest_on_no_more_than_their_own_months() -> None:
    assert pooled(scaled([22.0, 22, 22, 22], 11)).freedom == 44


def test_a_single_series_has_nothing_like_it() -> None:
    line = pooled(scaled([22.0], 11))
    assert np.isnan(line.slope)
    assert np.isnan(line.freedom)


def test_a_factor_is_drawn_towards_the_line_by_the_freedom_of_both() -> None:
    factor, freedom = squeezed(scaled([44.0], 11), Noise(0.02, 10))
    assert factor.tolist() == pytest.approx([(10 * 3 + 44) / 21])
    assert freedom.tolist() == [21]


def test_without_a_line_a_series_has_its_own_factor_and_never_less_than_chance() -> None:
    factor, freedom = squeezed(scaled([44.0, 2], 11), Noise(nan, nan))
    assert factor.tolist() == [4, 1]
    assert freedom.tolist() == [11, 11]
    assert np.isnan(squeezed(scaled([0.0], 0), Noise(nan, nan))[0]).all()


def test_a_line_that_is_known_for_sure_takes_the_whole_weight() -> None:
    factor, freedom = squeezed(scaled([44.0], 11), Noise(0.02, 1e9))
    assert factor[0] == pytest.approx(3, rel=1e-6)
    assert freedom[0] == 1e9 + 11


@pytest.mark.parametrize(("months", "correlation"), [(12, 0.2), (4, 0.2), (3, 0.5), (12, 0.0)])
def test_months_that_are_alike_widen_the_variance_of_their_sum(months: int, correlation: float) -> None:
    matrix = linalg.toeplitz(correlation ** np.arange(months))
    of_sum = matrix.sum() / months
    shown = np.trace(matrix @ (np.eye(months) - 1 / months)) / (months - 1)
    assert widening(months, correlation) == pytest.approx(of_sum / shown)


def test_one_month_is_widened_by_nothing() -> None:
    assert widening(1) == 1
    assert widening(12) == pytest.approx(1.509, abs=0.001)


def years(correlation: float, number: int, series: int = 60) -> list[np.ndarray]:
    random = np.random.default_rng(6)
    level = np.empty((12 * number, series))
    level[0] = random.normal(size=series)
    for month in range(1, 12 * number):
        level[month] = correlation * level[month - 1] + np.sqrt(1 - correlation**2) * random.normal(size=series)
    return list((2000 + 300 * level).reshape(number, 12, series))


def test_the_serial_correlation_is_measured_where_years_and_series_are_enough() -> None:
    assert serial_correlation(years(0.4, 8)) == pytest.approx(0.4, abs=0.04)
    assert serial_correlation(years(0.0, 8)) == 0.2
    assert serial_correlation(years(0.95, 8)) == 0.6


@pytest.mark.parametrize(("mean", "is_used"), [(4.9, False), (5, True)])
def test_series_under_five_a_month_tell_nothing_of_the_serial_correlation(mean: float, is_used: bool) -> None:
    # Half of the months of each year one above the mean, then half one below: neighbours are much alike.
    alike = mean + np.repeat([1.0, -1.0], 6)[:, None] * np.ones(60)
    found = serial_correlation([year for _ in range(4) for year in (alike, np.flip(alike, axis=0))])
    assert (found > 0.2) == is_used


@pytest.mark.parametrize(
    ("number", "series", "is_used"), [(4, 60, False), (5, 60, True), (8, 19, False), (8, 20, True)]
)
def test_under_five_years_or_twenty_series_it_is_taken_as_it_is_known_elsewhere(
    number: int, series: int, is_used: bool
) -> None:
    assert (serial_correlation(years(0.5, number, series)) != 0.2) == is_used


def test_the_critical_value_is_that_of_student_and_of_the_normal_curve() -> None:
    found = critical(np.array([3.0, inf, 0]), 0.95)
    assert found[:2].tolist() == pytest.approx([stats.t.ppf(0.975, 3), stats.norm.ppf(0.975)])
    assert np.isnan(found[2])
    assert critical(np.array([22.0]), np.array([0.99]))[0] == pytest.approx(stats.t.ppf(0.995, 22))
