from math import nan

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from data.analysis.proportions import compare_waves, wilson_interval
from data.schema import Verdict


@pytest.mark.parametrize("yes", [0, 3, 60, 137])
def test_the_interval_is_wilsons(yes: int) -> None:
    found = wilson_interval([100 * yes / 137], [137], design_effect=1).iloc[0]
    assert found.tolist() == pytest.approx(
        [100 * bound for bound in proportion_confint(yes, 137, method="wilson")], rel=1e-9
    )


@pytest.mark.parametrize(("design_effect", "base", "margin"), [(1.3, 550, 4.8), (1, 550, 4.2), (1.3, 137, 9.4)])
def test_the_margin_of_a_half_is_as_published(design_effect: float, base: int, margin: float) -> None:
    found = wilson_interval([50], [base], design_effect).iloc[0]
    assert (found["upper_ci_pct"] - found["lower_ci_pct"]) / 2 == pytest.approx(margin, abs=0.06)


def test_a_design_effect_is_a_smaller_sample() -> None:
    wide, small = wilson_interval([30], [650], 1.3), wilson_interval([30], [500], 1)
    assert wide.iloc[0].tolist() == pytest.approx(small.iloc[0].tolist())


def test_the_difference_agrees_with_statsmodels() -> None:
    found = compare_waves([40], [35], [500], [600], design_effect=1).iloc[0]
    assert found["p_value"] == pytest.approx(proportions_ztest([200, 210], [500, 600])[1], rel=1e-9)
    bounds = confint_proportions_2indep(200, 500, 210, 600, method="newcomb")
    assert found[["lower_ci_points", "upper_ci_points"]].tolist() == pytest.approx([100 * b for b in bounds], rel=1e-6)


def test_the_design_effect_widens_the_test_of_a_difference() -> None:
    found = compare_waves([40], [35], [650], [780], design_effect=1.3).iloc[0]
    assert found["p_value"] == pytest.approx(proportions_ztest([200, 210], [500, 600])[1], rel=1e-9)


def test_the_two_differences_that_the_report_calls_significant_are_so_and_the_others_are_not() -> None:
    before = [72, 71, 71, 35, 74, 53, 22, 74]
    now = [71, 76, 55, 40, 78, 50, 33, 72]
    frame = compare_waves(now, before, [550] * 8, [550] * 8, correction="holm")
    normal = Verdict.NORMAL
    assert frame["verdict"].tolist() == [normal, normal, Verdict.LOWER, normal, normal, normal, Verdict.HIGHER, normal]
    assert frame["difference_points"].tolist() == pytest.approx([-1, 5, -16, 5, 4, -3, 11, -2])
    assert set(frame["comparisons"]) == {8}


def test_a_year_can_tell_ten_points_and_a_quarter_cannot() -> None:
    frame = compare_waves([50, 50], [48, 48], [550, 137], [550, 137])
    assert frame["verdict"].tolist() == [Verdict.NORMAL, Verdict.TOO_FEW]
    assert frame["detectable_points"].tolist() == pytest.approx([9.63, 19.3], abs=0.05)


def test_the_detectable_difference_is_found_four_times_in_five() -> None:
    random, points = np.random.default_rng(4), compare_waves([50], [50], [800], [800], 1)["detectable_points"].iloc[0]
    now, before = random.binomial(800, 0.5 + points / 100, 5000), random.binomial(800, 0.5, 5000)
    found = compare_waves(now / 8, before / 8, [800] * 5000, [800] * 5000, 1)
    assert (found["p_value"] < 0.05).mean() == pytest.approx(0.8, abs=0.03)


def test_an_unknown_sample_or_estimate_is_not_compared() -> None:
    frame = compare_waves([50, nan], [30, 30], [nan, 500], [500, 500])
    assert frame["verdict"].tolist() == [Verdict.NOT_COMPARABLE] * 2
    assert frame[["lower_ci_points", "upper_ci_points", "p_value", "detectable_points"]].isna().all(axis=None)
    assert frame["difference_points"].iloc[0] == pytest.approx(20)
    assert wilson_interval([50], [nan]).isna().all(axis=None)


def test_nobody_twice_is_no_difference() -> None:
    found = compare_waves([0, 100], [0, 100], [500] * 2, [500] * 2)
    assert found["p_value"].tolist() == [1, 1]
    assert found["verdict"].tolist() == [Verdict.NORMAL] * 2
