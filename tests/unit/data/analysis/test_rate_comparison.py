from math import nan

import numpy as np
import pandas as pd
import pytest

from data.analysis.rate_comparison import compare_rates
from data.schema import Verdict
from tests.fixtures.selections import period

YEAR = period("2024-01", "2024-12")


def counts(one: list[float], other: list[float]) -> pd.DataFrame:
    stamps = pd.date_range("2024-01-01", periods=len(one), freq="MS")
    return pd.DataFrame(
        {
            "period_month": np.repeat(stamps, 2),
            "name": ["A", "B"] * len(one),
            "offence_count": [value for pair in zip(one, other, strict=True) for value in pair],
        }
    )


ONE = [60.0, 72, 55, 81, 66, 70, 74, 59, 88, 63, 71, 69]
OTHER = [410.0, 455, 398, 470, 431, 480, 402, 466, 490, 441, 428, 452]


def test_the_ratio_of_two_rates_is_that_of_a_quasi_poisson_regression() -> None:
    import statsmodels.api as sm

    found = compare_rates(counts(ONE, OTHER), (10_000, 100_000), YEAR)
    design = np.repeat([1.0, 0.0], 12)
    offset = np.log(np.repeat([10_000 / 12, 100_000 / 12], 12))
    fit = sm.GLM(ONE + OTHER, sm.add_constant(design), family=sm.families.Poisson(), offset=offset).fit(
        scale="X2", use_t=True
    )
    low, high = fit.conf_int()[1]
    assert found["change_pct"] == pytest.approx(100 * (np.exp(fit.params[1]) - 1))
    assert found[["lower_ci_pct", "upper_ci_pct"]].tolist() == pytest.approx(
        [100 * (np.exp(low) - 1), 100 * (np.exp(high) - 1)], rel=1e-6
    )
    assert found["p_value"] == pytest.approx(fit.pvalues[1], rel=1e-6)
    assert found["verdict"] == Verdict.HIGHER


def test_equal_rates_of_unequal_areas_are_alike() -> None:
    assert compare_rates(counts([10.0, 12] * 6, [100.0, 120] * 6), (1000, 10_000), YEAR)["verdict"] == Verdict.NORMAL


def test_a_few_offences_tell_nothing() -> None:
    assert compare_rates(counts([0.0, 1] * 6, [1.0, 0] * 6), (1000, 900), YEAR)["verdict"] == Verdict.TOO_FEW


@pytest.mark.parametrize(
    ("one", "populations", "shown"),
    [
        ([nan, *ONE[1:]], (10, 20), YEAR),
        (ONE, (10, 0), YEAR),
        (ONE, (10, 20), period("2024-06", "2025-05")),
    ],
)
def test_a_missing_month_or_unknown_residents_are_not_comparable(
    one: list[float], populations: tuple[int, int], shown: object
) -> None:
    found = compare_rates(counts(one, OTHER), populations, shown)  # type: ignore[arg-type]
    assert found["verdict"] == Verdict.NOT_COMPARABLE
    assert pd.isna(found["change_pct"])
