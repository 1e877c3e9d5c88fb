from dataclasses import replace

import numpy as np
import pytest
from scipy import special
from statsmodels.api import GLM
from statsmodels.genmod.families import NegativeBinomial, Poisson
from statsmodels.stats.rates import test_poisson_2indep as two_poisson_means

from tests.calibration.null_pairs import Comparison
from tests.calibration.rivals import e_test, negative_binomial, within_periods


def comparison(now: list[list[float]], before: list[list[float]]) -> Comparison:
    """Series of one crime type, given month by month."""
    count = len(now[0])
    days = np.full((len(now), 1), 30.0)
    names = np.array([str(place) for place in range(count)])
    return Comparison(np.array(now), np.array(before), np.zeros(count, int), names, names, days, days)


@pytest.mark.parametrize(("now", "before"), [(0, 6), (5, 12), (9, 9), (30, 45), (60, 39)])
def test_the_e_test_of_small_counts_is_the_one_of_statsmodels(now: float, before: float) -> None:
    usual = two_poisson_means(now, 1, before, 1, method="etest-score", compare="ratio").pvalue
    assert e_test(comparison([[now]], [[before]])) == pytest.approx([usual], abs=1e-6)


@pytest.mark.parametrize(("now", "before"), [(60, 45), (130, 100), (300, 310)])
def test_the_normal_limit_is_close_above_a_hundred(now: float, before: float) -> None:
    usual = two_poisson_means(now, 1, before, 1, method="etest-score", compare="ratio").pvalue
    assert e_test(comparison([[now]], [[before]])) == pytest.approx([usual], abs=0.005)


def test_noise_within_periods_is_a_quasi_poisson_regression_on_the_period() -> None:
    now, before = [40.0, 75, 52, 61], [30.0, 66, 47, 35]
    fit = GLM(now + before, np.repeat([[1, 1], [1, 0]], 4, axis=0), family=Poisson()).fit(scale="X2")
    usual = 2 * special.stdtr(6, -abs(fit.tvalues[1]))
    assert within_periods(comparison([[x] for x in now], [[x] for x in before])) == pytest.approx([usual])


def test_negative_binomial_is_the_score_test_of_the_regression_on_month_and_period() -> None:
    rng = np.random.default_rng(1)
    mean = rng.gamma(25, 4, (2, 12, 300))
    one = comparison(*rng.poisson(mean).tolist())
    p = negative_binomial(one)
    # Gamma noise of shape 25 has α = 1 / 25; with it, the regression's own test is close on counts as large as these.
    design = np.column_stack([np.tile(np.eye(12), (2, 1)), np.repeat([1, 0], 12)])
    for place in range(3):
        counts = np.concatenate([one.now[:, place], one.before[:, place]])
        usual = GLM(counts, design, family=NegativeBinomial(alpha=0.04)).fit().pvalues[-1]
        assert p[place] == pytest.approx(usual, abs=0.03)
    assert (p < 0.05).mean() == pytest.approx(0.05, abs=0.03)


def test_negative_binomial_without_excess_noise_is_the_poisson_score_test() -> None:
    one = comparison([[100.0], [100]], [[90.0], [90]])
    assert negative_binomial(one) == pytest.approx(2 * special.ndtr(-20 / np.sqrt([380])))
    assert negative_binomial(replace(one, before=one.now)) == pytest.approx([1])
