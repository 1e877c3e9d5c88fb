from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from data.statistics.survey.together import correlation, quarters


@pytest.mark.parametrize("count", [8, 14])
def test_it_is_spearmans_correlation(count: int) -> None:
    random = np.random.default_rng(2)
    first = random.normal(size=count)
    second = np.round(first + random.normal(size=count))
    found = correlation(first, second)
    assert found.rank_correlation == pytest.approx(stats.spearmanr(first, second).statistic)
    assert found.lower_ci < found.rank_correlation < found.upper_ci


def test_the_interval_is_bonetts_and_wrights() -> None:
    found = correlation(range(10), [2, 1, 4, 3, 6, 5, 8, 7, 10, 9])
    # By hand: 1 − 6 × 10 / 990 = 0.9394, arctanh 1.7332, √((1 + 0.9394² / 2) / 7) = 0.4537.
    assert found.rank_correlation == pytest.approx(0.9394, abs=1e-4)
    bounds = np.tanh(1.7329 + 1.96 * 0.4537 * np.array([-1, 1]))
    assert (found.lower_ci, found.upper_ci) == pytest.approx(bounds, abs=1e-3)


def test_it_holds_the_truth_nineteen_times_in_twenty_over_fourteen_areas() -> None:
    random = np.random.default_rng(5)
    first = random.normal(size=(1500, 14))
    second = 0.6 * first + 0.8 * random.normal(size=first.shape)
    truth = 6 / np.pi * np.arcsin(0.3)
    found = [correlation(*pair) for pair in zip(first, second, strict=True)]
    assert np.mean([one.lower_ci <= truth <= one.upper_ci for one in found]) == pytest.approx(0.955, abs=0.015)


@pytest.mark.parametrize("second", [[1, 2, 3], [1, 2, 3, 4, 5, 6, 7, nan], [4] * 8])
def test_few_areas_or_no_difference_have_none(second: list[float]) -> None:
    found = correlation(range(len(second)), second)
    assert isnan(found.rank_correlation)
    assert found.areas == 8 - second.count(nan) - (5 if len(second) == 3 else 0)


def area(felt: tuple[float, float, float], recorded: tuple[float, float, float]) -> dict[str, float]:
    ends = {"felt": ("points", "low", "high"), "recorded": ("pct", "low", "high")}
    names = [f"{what}_{end}" for what, known in ends.items() for end in known]
    return dict(zip(names, (*felt, *recorded), strict=True))


def test_an_area_lies_in_a_quarter_and_may_lie_in_another_where_an_interval_holds_zero() -> None:
    sure, unsure = area((9, 2, 16), (-20, -30, -9)), area((3, -4, 10), (12, 5, 20))
    unknown, open_ended = area((nan, nan, nan), (5, 1, 9)), area((-6, -9, -2), (4, nan, nan))
    found = quarters(pd.DataFrame([sure, unsure, unknown, open_ended]))
    assert found["quarter"].tolist() == [
        "worse_less", "worse_more", "", "better_more",
    ]  # fmt: skip
    assert found["is_open"].tolist() == [False, True, False, True]


def test_what_did_not_move_is_neither_worse_nor_more() -> None:
    still = pd.DataFrame([area((0, 0, 0), (0, 0, 0)), area((0, -1, 1), (1, 0, 2)), area((1, 0, 2), (0, -2, -1))])
    found = quarters(still)
    assert found["quarter"].tolist() == ["better_less", "better_more", "worse_less"]
    assert found["is_open"].tolist() == [True, True, True]
    assert found.columns[:6].tolist() == still.columns.tolist()


@pytest.mark.parametrize("sign", [1, -1])
def test_areas_in_one_order_have_an_interval_that_ends_within_one(sign: int) -> None:
    found = correlation(range(10), [sign * 2.0**place for place in range(10)])
    assert found.rank_correlation == pytest.approx(sign, abs=2e-6)
    near, far = sorted((abs(found.lower_ci), abs(found.upper_ci)))
    assert near == pytest.approx(0.99995, abs=5e-5)
    assert 1 - 1e-6 < far < 1
