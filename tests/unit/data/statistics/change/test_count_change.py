from math import inf, nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import test_poisson_2indep as poisson_two_independent

from data.statistics.change.count_change import EXACT, QUASI_POISSON, compare_counts


def compared(*counts: Any) -> pd.DataFrame:
    return pd.DataFrame(compare_counts(*counts))


@pytest.mark.parametrize(("now", "before"), [(9, 4), (3, 12), (0, 7), (0, 1), (7, 0), (19, 19), (15, 400)])
@pytest.mark.parametrize("months", [(12, 12), (3, 12), (12, 1)])
def test_small_counts_take_the_exact_conditional_test(now: int, before: int, months: tuple[int, int]) -> None:
    found = compared([now], [before], 1, inf, months).iloc[0]
    share = months[0] / sum(months)
    given_sum = stats.binom(now + before, share)
    assert found["method"] == EXACT
    assert found["p_value"] == pytest.approx(min(1, 2 * min(given_sum.sf(now - 1), given_sum.cdf(now))), rel=1e-9)
    if before:
        interval = stats.binomtest(now, now + before).proportion_ci(0.95, "exact")
        ratio = np.array([interval.low, interval.high])
        percent = 100 * (ratio / (1 - ratio) * months[1] / months[0] - 1)
        assert found[["lower_ci_pct", "upper_ci_pct"]].tolist() == pytest.approx(percent, rel=1e-9)


@pytest.mark.parametrize(("now", "before"), [(9, 4), (25, 16), (3, 14), (6, 1)])
def test_the_exact_test_of_equal_periods_is_that_of_statsmodels(now: int, before: int) -> None:
    theirs = poisson_two_independent(before, 1, now, 1, method="exact-cond").pvalue
    assert compared([now], [before], 1, inf)["p_value"][0] == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize(("now", "before"), [(1, 9), (9, 1), (2, 2), (0, 3), (3, 0)])
def test_over_dispersed_small_counts_are_those_of_the_beta_distribution_divided_by_the_factor(
    now: int, before: int
) -> None:
    found = compared([now], [before], 2, inf).iloc[0]
    a, b = now / 2, before / 2
    at_least, at_most = stats.beta(a, b + 1).cdf(0.5) if a else 1, stats.beta(a + 1, b).sf(0.5) if b else 1
    assert found["p_value"] == pytest.approx(min(2 * at_least, 2 * at_most, 1))
    if before:
        for level, names in {0.95: ("lower_ci_pct", "upper_ci_pct"), 0.9: ("lower_90_pct", "upper_90_pct")}.items():
            low = stats.beta(a, b + 1).ppf((1 - level) / 2) if a else 0
            ends = np.array([low, stats.beta(a + 1, b).ppf((1 + level) / 2)])
            assert found[list(names)].tolist() == pytest.approx((100 * (ends / (1 - ends) - 1)).tolist())


def test_the_exact_test_is_near_the_e_test_and_never_finds_what_that_does_not() -> None:
    pairs = [(now, before) for now in range(0, 20, 3) for before in range(1, 20, 3)]
    ours = compared([a for a, _ in pairs], [b for _, b in pairs], 1, inf)["p_value"]
    theirs = np.array([poisson_two_independent(a, 1, b, 1, method="etest").pvalue for a, b in pairs])
    matters = theirs < 0.2
    assert matters.sum() > 20
    assert (ours - theirs)[matters].between(-0.003, 0.1).all()
    assert not ((ours < 0.05) & (theirs > 0.05)).any()


def test_larger_counts_take_the_test_of_a_quasi_poisson_regression() -> None:
    random = np.random.default_rng(5)
    months = random.negative_binomial(20, 0.3, (20, 1)).astype(float)
    is_now = np.arange(20) >= 12
    fitted = sm.GLM(months, sm.add_constant(is_now.astype(float)), family=sm.families.Poisson()).fit(
        scale="X2", use_t=True
    )
    found = compared([months[is_now].sum()], [months[~is_now].sum()], fitted.scale, 18, (8, 12)).iloc[0]
    assert found["method"] == QUASI_POISSON
    assert found["dispersion"] == pytest.approx(fitted.scale) == pytest.approx(max(fitted.scale, 1))
    assert found["daily_pct"] == pytest.approx(100 * np.expm1(fitted.params[1]), rel=1e-6)
    assert found["p_value"] == pytest.approx(fitted.pvalues[1], rel=1e-6)
    bounds = 100 * np.expm1(fitted.conf_int()[1])
    assert found[["lower_ci_pct", "upper_ci_pct"]].tolist() == pytest.approx(bounds, rel=1e-6)


def test_twenty_in_both_periods_are_not_small() -> None:
    found = compared([20, 19, 20], [20, 20, 19], 1, inf)
    assert found["method"].tolist() == [QUASI_POISSON, EXACT, EXACT]


def test_an_incomplete_period_is_not_compared() -> None:
    frame = compared([nan, 5, 500], [5, nan, nan], 1, 22)
    assert frame.drop(columns=["total_0", "total_1", "dispersion", "method"]).isna().all(axis=None)
    assert frame["method"].tolist() == ["", "", ""]


def test_months_that_say_nothing_of_the_noise_allow_no_test_but_a_change() -> None:
    found = compared([150], [100], nan, 0).iloc[0]
    assert found["change_pct"] == pytest.approx(50)
    assert found[["p_value", "lower_ci_pct", "upper_ci_pct", "lower_90_pct", "upper_90_pct"]].isna().all()
    assert (found["dispersion"], found["method"]) == (1, "")


def test_a_count_on_nothing_has_a_test_and_no_percentage() -> None:
    found = compared([12], [0], 1, 22).iloc[0]
    assert found["p_value"] < 0.01
    assert found[["change_pct", "lower_ci_pct", "upper_ci_pct"]].isna().all()
    assert found["difference"] == 12


def test_none_after_some_is_a_fall_of_a_hundred_per_cent() -> None:
    found = compared([0], [12], 1, 22).iloc[0]
    assert found[["change_pct", "lower_ci_pct"]].tolist() == [-100, -100]
    assert -100 < found["upper_ci_pct"] < 0


def test_unequal_periods_are_compared_by_the_day() -> None:
    found = compared([150], [400], 1, 13, (90, 360)).iloc[0]
    assert found["difference"] == 50
    assert found[["change_pct", "daily_pct"]].tolist() == pytest.approx([-62.5, 50])
    assert found["lower_ci_pct"] < 50 < found["upper_ci_pct"]


def test_the_same_count_a_day_in_a_leap_year_is_no_change() -> None:
    found = compared([36600], [36500], 1, inf, (366, 365)).iloc[0]
    assert found[["change_pct", "daily_pct"]].tolist() == pytest.approx([100 / 365, 0])
    assert (found["p_value"], found["difference"]) == pytest.approx((1, 0), abs=1e-9)
    # As many records in four months with a 29 February are fewer a day.
    assert compared([1000], [1000], 1, inf, (121, 120)).iloc[0]["daily_pct"] == pytest.approx(-0.83, abs=0.01)


@pytest.mark.parametrize(("now", "before"), [(9, 4), (500, 450)])
def test_the_interval_of_90_per_cent_is_that_of_two_one_sided_tests(now: int, before: int) -> None:
    found = compared([now], [before], 1, inf).iloc[0]
    if now < 20:
        theirs = stats.binomtest(now, now + before).proportion_ci(0.9, "exact")
        ratios = [theirs.low / (1 - theirs.low), theirs.high / (1 - theirs.high)]
    else:
        margin = stats.norm.ppf(0.95) * np.sqrt(1 / now + 1 / before)
        ratios = [now / before * np.exp(sign * margin) for sign in (-1, 1)]
    assert found[["lower_90_pct", "upper_90_pct"]].tolist() == pytest.approx([100 * r - 100 for r in ratios])


@pytest.mark.parametrize(("now", "before"), [([9, 9, 30], [8, 8, 1]), ([820, 820, 3000], [800, 800, 100])])
def test_bounds_are_of_those_that_want_them_and_of_all_that_changed(now: list[int], before: list[int]) -> None:
    bounds = ["lower_ci_pct", "upper_90_pct"]
    found, every = compared(now, before, 1, inf, (1, 1), [True, False, False]), compared(now, before, 1, inf)
    assert found[bounds].isna().to_numpy().tolist() == [[False] * 2, [True] * 2, [False] * 2]
    assert found.drop(index=1).equals(every.drop(index=1))
    assert found["p_value"].equals(every["p_value"])


COUNTS = st.integers(0, 3000)


@given(COUNTS, COUNTS, st.floats(0.2, 20), st.integers(1, 40))
def test_the_interval_excludes_no_change_exactly_where_the_test_finds_one(
    now: int, before: int, factor: float, freedom: int
) -> None:
    found = compared([now], [before], factor, freedom).iloc[0]
    if before and abs(found["p_value"] - 0.05) > 1e-9:
        assert (found["lower_ci_pct"] > 0 or found["upper_ci_pct"] < 0) == (found["p_value"] < 0.05)


@given(COUNTS, COUNTS, st.floats(1, 10))
def test_more_noise_never_makes_a_change_more_certain(now: int, before: int, factor: float) -> None:
    calm, noisy = compared([now] * 2, [before] * 2, [factor, 1.5 * factor], 22)["p_value"]
    assert noisy >= calm - 1e-9
