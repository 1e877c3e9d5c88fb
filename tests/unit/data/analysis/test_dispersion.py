from math import inf, nan

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from data.analysis.dispersion import critical, dispersion

RANDOM = np.random.default_rng(11)


def test_the_factor_is_that_of_a_quasi_poisson_regression() -> None:
    groups = np.repeat([0, 1, 2], [5, 8, 4])
    counts = RANDOM.negative_binomial(8, 0.2, (17, 6)).astype(float)
    factor, freedom = dispersion(counts, groups)
    assert freedom.tolist() == [14] * 6
    for series, found in zip(counts.T, factor, strict=True):
        fitted = sm.GLM(series, (groups[:, None] == np.arange(3)).astype(float), family=sm.families.Poisson()).fit(
            scale="X2"
        )
        assert found == pytest.approx(fitted.scale, rel=1e-9)


def test_a_change_between_groups_is_not_noise() -> None:
    counts = np.array([[10.0], [10], [10], [90], [90], [90]])
    assert dispersion(counts, np.array([0, 0, 0, 1, 1, 1]))[0].tolist() == [0]
    assert dispersion(counts, np.zeros(6, dtype=np.int64))[0][0] > 30


def test_gaps_are_left_out_and_one_month_a_group_tells_nothing() -> None:
    counts = np.array([[4.0, 4], [nan, 8], [6, nan], [5, nan]])
    factor, freedom = dispersion(counts, np.array([0, 0, 0, 1]))
    assert freedom.tolist() == [1, 1]
    assert factor == pytest.approx([(1 + 1) / 5, (4 + 4) / 6])
    assert np.isnan(dispersion(counts[:1], np.array([0]))[0]).all()


def test_a_series_of_zeros_does_not_vary() -> None:
    assert dispersion(np.zeros((4, 1)), np.array([0, 0, 1, 1]))[0].tolist() == [0]


def test_critical_values_are_those_of_the_t_distribution() -> None:
    found = critical(np.array([1, 10, 22, inf]), 0.95)
    assert found == pytest.approx([stats.t.ppf(0.975, df) for df in (1, 10, 22, inf)], rel=1e-9)
    assert np.isnan(critical(np.array([0.0]), 0.95)).all()
