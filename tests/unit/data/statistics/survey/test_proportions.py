from math import nan

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from data.model.verdict import CLEAR, Refusal, Verdict
from data.statistics.survey.proportions import compare_waves, wilson_interval


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


def test_the_intervals_of_a_difference_agree_with_statsmodels() -> None:
    found = compare_waves([40], [35], [500], [600], design_effect=1).iloc[0]
    bounds = confint_proportions_2indep(200, 500, 210, 600, method="newcomb")
    assert found[["lower_ci_points", "upper_ci_points"]].tolist() == pytest.approx([100 * b for b in bounds], rel=1e-6)
    small = confint_proportions_2indep(200, 500, 210, 600, method="newcomb", alpha=0.1)
    assert found[["lower_90_pct", "upper_90_pct"]].tolist() == pytest.approx([100 * b / 0.35 for b in small], rel=1e-6)


def test_what_remains_possible_of_a_difference_has_the_design_effect_of_each_wave() -> None:
    found = compare_waves([40.0], [50.0], [600], [450], design_effect=1.5, before_effect=1.0).iloc[0]
    low, high = confint_proportions_2indep(160, 400, 225, 450, method="newcomb")
    assert found[["lower_ci_points", "upper_ci_points"]].tolist() == pytest.approx([100 * low, 100 * high])


def test_the_p_value_is_the_level_at_which_statsmodels_interval_touches_zero() -> None:
    found = compare_waves([40, 35], [35, 40], [500, 600], [600, 500], design_effect=1)["p_value"]
    low, high = confint_proportions_2indep(200, 500, 210, 600, method="newcomb", alpha=found[0])
    assert (low, high) == (pytest.approx(0, abs=1e-9), pytest.approx(0.1, abs=0.01))
    assert found[1] == pytest.approx(found[0])
    assert found[0] == pytest.approx(proportions_ztest([200, 210], [500, 600])[1], rel=0.02)


def test_the_design_effect_widens_the_test_of_a_difference() -> None:
    wide, small = compare_waves([40], [35], [650], [780]), compare_waves([40], [35], [500], [600], design_effect=1)
    columns = ["p_value", "lower_ci_points", "upper_90_pct", "detectable_points"]
    assert wide.loc[0, columns].tolist() == pytest.approx(small.loc[0, columns].tolist())


BEFORE, NOW = [72, 71, 71, 35, 74, 53, 22, 74], [71, 76, 55, 40, 78, 50, 33, 72]


def test_the_two_differences_that_the_report_calls_significant_are_clear_and_the_others_are_not() -> None:
    frame = compare_waves(NOW, BEFORE, [550] * 8, [550] * 8)
    same, unclear = Verdict.SAME, Verdict.UNCLEAR
    fall, rise = Verdict.CLEAR_FALL, Verdict.CLEAR_RISE
    assert frame["verdict"].tolist() == [same, unclear, fall, unclear, unclear, unclear, rise, unclear]
    assert frame["difference_points"].tolist() == pytest.approx([-1, 5, -16, 5, 4, -3, 11, -2])
    assert set(frame["comparisons"]) == {8}
    assert frame["p_adjusted"].tolist() == pytest.approx(multipletests(frame["p_value"], method="fdr_bh")[1])


def test_about_the_same_is_within_a_tenth_of_the_earlier_percentage() -> None:
    first = compare_waves(NOW, BEFORE, [550] * 8, [550] * 8).iloc[0]
    assert (first["lower_90_pct"], first["upper_90_pct"]) == pytest.approx((-8.46, 5.69), abs=0.01)


def test_the_questions_of_another_survey_are_another_family() -> None:
    frame = compare_waves([50, 60, 70], [48, 59, 50], [550] * 3, [550] * 3, survey=["a", "a", "b"])
    assert frame["comparisons"].tolist() == [2, 2, 1]
    assert frame["p_adjusted"].iloc[2] == frame["p_value"].iloc[2]


def test_a_year_can_tell_fifteen_points_even_among_eight_and_a_quarter_not_even_alone() -> None:
    year, quarter = compare_waves([50] * 8, [48] * 8, [550] * 8, [550] * 8), compare_waves([50], [48], [137], [137])
    assert set(year["verdict"]) == {Verdict.UNCLEAR}
    assert year["detectable_points"].iloc[0] == pytest.approx(12.3, abs=0.05)
    assert quarter["verdict"].tolist() == [Verdict.TOO_FEW]
    assert quarter["detectable_points"].iloc[0] == pytest.approx(19.3, abs=0.05)
    # (1.959964 + 0.841621)² × 0.5 ÷ 0.15² are 174.4, and so many times 1.3 are 226.7.
    edge = compare_waves([50, 50], [50, 50], [226, 227], [226, 227], ["one", "another"])
    assert edge["verdict"].tolist() == [Verdict.TOO_FEW, Verdict.UNCLEAR]


def test_an_answer_of_a_year_must_move_by_seven_points_alone_and_by_nine_among_eight() -> None:
    moved = np.arange(0, 15, 0.1)
    base = [550] * len(moved)
    p_value = compare_waves(50 + moved / 2, 50 - moved / 2, base, base)["p_value"]
    assert moved[p_value < 0.05].min() == pytest.approx(6.8, abs=0.01)
    assert moved[p_value < 0.05 / 8].min() == pytest.approx(9.4, abs=0.01)


def test_the_detectable_difference_is_found_four_times_in_five() -> None:
    random, points = (
        np.random.default_rng(4),
        compare_waves([50], [50], [800], [800], "", 1)["detectable_points"].iloc[0],
    )
    now, before = random.binomial(800, 0.5 + points / 100, 5000), random.binomial(800, 0.5, 5000)
    found = compare_waves(now / 8, before / 8, [800] * 5000, [800] * 5000, "", 1)
    assert (found["p_value"] < 0.05).mean() == pytest.approx(0.8, abs=0.03)


def test_answers_that_have_not_changed_are_called_changed_one_time_in_twenty() -> None:
    random = np.random.default_rng(5)
    now, before = (random.binomial(423, [[0.1], [0.3], [0.5]], (3, 8000)).ravel() / 4.23 for _ in range(2))
    found = compare_waves(now, before, [423] * 24000, [423] * 24000, "", 1)
    assert (found["p_value"] < 0.05).mean() == pytest.approx(0.05, abs=0.003)


def test_a_verdict_and_the_interval_beside_it_never_disagree() -> None:
    now, before = (side.ravel() for side in np.meshgrid(np.arange(0, 101, 2.0), np.arange(0, 101, 2.0)))
    alone = compare_waves(now, before, [130] * len(now), [260] * len(now), survey=np.arange(len(now)))
    leaves_out_zero = (alone["lower_ci_points"] > 0) | (alone["upper_ci_points"] < 0)
    told = alone["verdict"] != Verdict.TOO_FEW
    assert (alone["verdict"].isin(CLEAR) == leaves_out_zero)[told].all()
    assert 1000 < alone["verdict"].isin(CLEAR).sum() < told.sum() < len(now)


@pytest.mark.parametrize(
    ("now", "before", "base", "refusal"),
    [(50, 30, nan, Refusal.NO_BASE), (nan, 30, 500, Refusal.MISSING), (50, nan, nan, Refusal.MISSING)],
)
def test_an_unknown_sample_or_wave_is_not_compared(now: float, before: float, base: float, refusal: Refusal) -> None:
    found = compare_waves([now], [before], [base], [500]).iloc[0]
    assert (found["verdict"], found["refusal"]) == (Verdict.CANNOT_COMPARE, refusal)
    assert found[["difference_points", "lower_ci_points", "upper_ci_points", "p_value"]].isna().all()
    assert wilson_interval([50], [nan]).isna().all(axis=None)


def test_too_few_asked_give_no_difference_in_points() -> None:
    found = compare_waves([34], [28], [137], [137]).iloc[0]
    assert found["verdict"] == Verdict.TOO_FEW
    assert found[["difference_points", "lower_ci_points", "upper_ci_points"]].isna().all()


def test_what_can_just_be_found_is_not_too_few_to_tell() -> None:
    least = compare_waves([50], [48], [550], [550])["detectable_points"].iloc[0]
    for worth, is_too_few in ((least, False), (np.nextafter(least, 0), True)):
        found = compare_waves([50], [48], [550], [550], worth_finding=worth)["verdict"].iloc[0]
        assert (found == Verdict.TOO_FEW) == is_too_few


def test_nobody_twice_is_no_difference() -> None:
    found = compare_waves([0, 100], [0, 100], [500] * 2, [500] * 2)
    assert found["p_value"].tolist() == [1, 1]
    assert found["verdict"].tolist() == [Verdict.UNCLEAR, Verdict.SAME]


@pytest.mark.parametrize("share", [0.05, 0.35, 0.7])
def test_the_interval_of_550_asked_holds_the_truth_95_times_in_a_hundred(share: float) -> None:
    # Each possible answer of the 423 that tell as much, weighted by how likely it is: no chance in the check.
    yes = np.arange(424)
    found = wilson_interval(100 * yes / 423, np.full(424, 423 * 1.3))
    holds = (found["lower_ci_pct"] <= 100 * share) & (found["upper_ci_pct"] >= 100 * share)
    assert stats.binom.pmf(yes, 423, share)[holds].sum() == pytest.approx(0.95, abs=0.01)


def test_each_wave_has_its_own_design_effect() -> None:
    found = compare_waves([40], [35], [650], [750], design_effect=[1.3], before_effect=[1.5])
    assert found["p_value"].tolist() == compare_waves([40], [35], [500], [500], design_effect=1)["p_value"].tolist()
