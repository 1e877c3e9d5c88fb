from math import nan
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from data.model.verdict import Refusal, Verdict
from data.statistics.survey.perception import (
    felt_changes,
    other_waves,
    ranked,
    told_apart,
    two_waves,
    with_intervals,
    worst_first,
)
from data.statistics.survey.proportions import compare_waves
from tests.fixtures.surveyed import figures

QUARTER: dict[str, Any] = {"wave_months": 3, "wave_end": "2021-09-01", "unweighted_base": 137}


def wave(question: str, end: str, share: float, **more: Any) -> dict[str, Any]:
    return {"question": question, "wave_end": end, "estimate_pct": share, **more}


ROWS = [
    wave("trust", "2020-03-01", 60), wave("trust", "2021-03-01", 72), wave("trust", "2022-03-01", 71),
    wave("trust", "2021-09-01", 34, **QUARTER), wave("worry", "2021-03-01", 22, is_up_bad=True),
    wave("worry", "2022-03-01", 33, is_up_bad=True), wave("asked once", "2022-03-01", 50),
]  # fmt: skip


def estimates(**changed: Any) -> pd.DataFrame:
    frame = figures(*ROWS, **changed)
    return frame.assign(base_is_assumed=frame["wave_end"] < "2022").sample(frac=1, random_state=1)


def test_the_latest_year_stands_beside_the_one_before_in_percentage_points() -> None:
    waves = two_waves(estimates())
    assert waves["question"].tolist() == ["trust", "worry", "asked once"]
    assert waves.loc[:1, ["before_pct", "now_pct"]].to_numpy().tolist() == [[72, 71], [22, 33]]
    assert waves["difference_points"].tolist() == pytest.approx([-1, 11, nan], nan_ok=True)
    assert waves["before_end"].dt.strftime("%Y-%m").tolist() == ["2021-03"] * 3


def test_a_question_asked_in_one_year_only_cannot_be_compared() -> None:
    once = two_waves(estimates()).iloc[2]
    assert (once["verdict"], once["refusal"]) == (Verdict.CANNOT_COMPARE, Refusal.MISSING)
    assert once["now_pct"] == 50
    assert once[["before_pct", "before_base", "before_lower_pct"]].isna().all()


@pytest.mark.parametrize("other", [{"mode": "online"}, {"subgroup_kind": "age", "subgroup": "16 to 24"},
                                   {"survey": "Another"}, {"area_code": "E07900002"}, QUARTER])  # fmt: skip
def test_waves_are_of_one_survey_mode_area_group_and_length(other: dict[str, Any]) -> None:
    waves = two_waves(figures(wave("trust", "2021-03-01", 72, **other), wave("trust", "2022-03-01", 60)))
    assert Verdict.CANNOT_COMPARE in waves["verdict"].tolist()
    assert waves["before_pct"].isna().all()


def test_where_no_year_is_published_the_same_quarter_of_two_years_is_compared() -> None:
    quarter = {"wave_months": 3, "unweighted_base": 2000}
    ends = ("2021-03-01", "2021-12-01", "2022-03-01")
    (waves,) = two_waves(
        figures(*(wave("trust", end, 40 + place, **quarter) for place, end in enumerate(ends)))
    ).to_dict("records")
    assert (waves["before_pct"], waves["now_pct"]) == (40, 42)


def test_a_wave_of_two_years_does_not_take_the_place_of_one_of_a_year() -> None:
    rows = [wave("trust", "2022-03-01", 40), wave("trust", "2022-03-01", 50, wave_months=24)]
    assert two_waves(figures(*rows))["now_pct"].tolist() == [40]
    longer = [wave("trust", f"{year}-03-01", year - 2000, wave_months=24) for year in (2020, 2021, 2022)]
    assert two_waves(figures(*longer))["before_pct"].tolist() == [20]


def test_rolling_years_are_compared_only_where_they_share_no_month() -> None:
    ends = ("2021-06-01", "2021-12-01", "2022-03-01", "2022-06-01")
    rows = [wave("trust", end, 40 + place, wave_kind="rolling") for place, end in enumerate(ends)]
    assert two_waves(figures(*rows))["before_pct"].tolist() == [40]


def test_figures_of_other_months_and_of_none_stated_stand_apart() -> None:
    undated = wave("trust", "2022-03-01", 28) | {"wave_end": None, "wave_months": None}
    every = figures(*ROWS, undated)
    other = other_waves(every, every.iloc[:0], two_waves(every))
    assert other["estimate_pct"].tolist() == [34, 28]
    # The margin of 50 % of 137 with a design effect of 1.3 is 9.4 points; at 34 % a little less.
    assert (other["upper_ci_pct"] - other["lower_ci_pct"])[0] == pytest.approx(17.8, abs=0.05)


def test_a_gap_between_wards_is_no_share_of_those_asked() -> None:
    gap = figures({"question": "gap", "quantity": "gap", "estimate_pct": 35})
    assert with_intervals(gap)[["lower_ci_pct", "upper_ci_pct"]].isna().all(axis=None)
    assert two_waves(gap).empty


def test_each_wave_carries_its_base_and_its_interval() -> None:
    given = estimates()
    worry = two_waves(given.assign(base_below=np.where(given["base_is_assumed"], 600, 700))).iloc[1]
    assert (worry["before_base_below"], worry["now_base_below"]) == (600, 700)
    assert (worry["before_base"], worry["before_base_is_assumed"]) == (550, True)
    assert (worry["now_base"], worry["now_base_is_assumed"]) == (550, False)
    # Wilson's interval of 33 % of 550 / 1.3, worked out by hand.
    assert (worry["now_lower_pct"], worry["now_upper_pct"]) == pytest.approx((28.690, 37.616), abs=1e-3)


def test_a_published_design_effect_is_used_in_place_of_the_usual_one() -> None:
    usual, own = with_intervals(figures({"question": "trust"}, {"question": "trust", "design_effect": 2.0})).to_dict(
        "records"
    )
    assert own["upper_ci_pct"] - own["lower_ci_pct"] == pytest.approx(
        (usual["upper_ci_pct"] - usual["lower_ci_pct"]) * np.sqrt(2 / 1.3), rel=0.01
    )


def test_the_questions_of_one_survey_in_one_area_are_judged_together() -> None:
    waves = two_waves(estimates())
    assert waves["verdict"].tolist() == [Verdict.SAME, Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE]
    assert set(waves["family"]) == {"survey_question"}
    assert set(waves["comparisons"]) == {3}
    assert waves["p_adjusted"].iloc[1] == pytest.approx(2 * waves["p_value"].iloc[1])


@pytest.mark.parametrize("column", ["area_code", "survey"])
def test_another_area_and_another_survey_are_other_families(column: str) -> None:
    other = estimates(**{column: "another"}).query("display_order > 3")
    waves = two_waves(pd.concat([estimates(), other]))
    assert sorted(waves["comparisons"]) == [2, 2, 3, 3, 3]


def test_wards_and_groups_are_judged_by_the_question() -> None:
    rows = [wave(name, end, 40, area_kind="ward", area_code=ward)
            for name in ("day", "night") for end in ("2021-03-01", "2022-03-01") for ward in "abc"]  # fmt: skip
    waves = two_waves(figures(*rows), "survey_area")
    assert set(waves["comparisons"]) == {3}
    assert set(waves["family"]) == {"survey_area"}


def test_groups_are_judged_by_the_question_the_area_and_their_kind() -> None:
    rows = [wave(name, end, 40, subgroup_kind=kind, subgroup=group, area_code=area)
            for name in ("day", "night") for end in ("2021-03-01", "2022-03-01") for area in ("X", "Y")
            for kind, groups in (("age", "abc"), ("sex", "mf")) for group in groups]  # fmt: skip
    waves = two_waves(figures(*rows), "survey_group")
    sizes = waves.groupby(["question", "area_code", "subgroup_kind"])["comparisons"].agg(["count", "min", "max"])
    assert sizes.to_numpy().tolist() == [[3, 3, 3], [2, 2, 2]] * 4


def test_each_wave_is_tested_with_its_own_design_effect() -> None:
    rows = [wave("trust", "2021-03-01", 50, design_effect=3.0), wave("trust", "2022-03-01", 60, design_effect=1.0)]
    found = two_waves(figures(*rows)).iloc[0]
    expected = compare_waves([60], [50], [550], [550], design_effect=1.0, before_effect=3.0).iloc[0]
    assert found["p_value"] == expected["p_value"]
    assert (found["now_effect"], found["before_effect"]) == (1, 3)


@pytest.mark.parametrize(
    ("now", "before", "seen"),
    [("public", "partner", "partner"), ("partner", "public", "partner"), ("public", "public", "public"),
     ("public", None, "public"), ("partner", None, "partner")],
)  # fmt: skip
def test_a_change_is_for_those_who_may_see_both_of_its_waves(now: str, before: str | None, seen: str) -> None:
    latest = wave("trust", "2022-03-01", 60, audience=now)
    earlier = [wave("trust", "2021-03-01", 72, audience=before)] if before else []
    assert two_waves(figures(*earlier, latest))["audience"].tolist() == [seen]


def test_waves_of_an_unknown_base_cannot_be_compared() -> None:
    waves = two_waves(estimates(unweighted_base=None).query("wave_months == 12"))
    assert set(waves["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert waves["refusal"].tolist() == [Refusal.NO_BASE, Refusal.NO_BASE, Refusal.MISSING]
    assert waves["difference_points"].isna().all()
    assert waves[["before_lower_pct", "now_upper_pct"]].isna().all(axis=None)


def test_the_worst_answer_comes_first_and_the_best_last() -> None:
    moves = {"better": (False, 40, 60, 550), "a little": (True, 40, 42, 550), "perhaps worse": (True, 20, 28, 300),
             "worse": (True, 20, 27, 2000), "much worse": (False, 60, 40, 550),
             "neither": (None, 40, 60, 550)}  # fmt: skip
    rows = [wave(name, end, share, is_up_bad=bad, unweighted_base=base) for name, (bad, before, now, base) in
            moves.items() for end, share in (("2021-03-01", before), ("2022-03-01", now))]  # fmt: skip
    waves = worst_first(two_waves(figures(*rows)))
    assert waves["question"].tolist()[:3] == ["much worse", "worse", "perhaps worse"]
    assert waves["question"].tolist()[-1] == "better"
    told = {name: None if pd.isna(is_worse) else bool(is_worse)
            for name, is_worse in zip(waves["question"], waves["is_worse"], strict=True)}  # fmt: skip
    assert told == {
        "much worse": True,
        "worse": True,
        "perhaps worse": True,
        "a little": None,
        "neither": None,
        "better": False,
    }


def test_of_answers_alike_for_the_worse_the_larger_move_comes_first() -> None:
    moves = {"up a little": (True, 30, 31), "down a little": (False, 31, 30), "up more": (True, 30, 33),
             "down more": (False, 33, 30), "neither up": (None, 30, 32), "better": (True, 33, 31)}  # fmt: skip
    rows = [wave(name, end, share, is_up_bad=bad) for name, (bad, before, now) in moves.items()
            for end, share in (("2021-03-01", before), ("2022-03-01", now))]  # fmt: skip
    waves = worst_first(two_waves(figures(*rows)))
    assert waves["is_worse"].isna().all()
    assert waves["question"].tolist() == [
        "up more", "down more", "up a little", "down a little", "neither up", "better",
    ]  # fmt: skip


def test_a_rank_counts_from_the_worst_and_carries_what_chance_leaves_open() -> None:
    shares = {"E07900001": 70, "E07900002": 40, "E07900003": 71, "E07900004": 90}
    rows = [wave("trust", "2022-03-01", share, area_code=code, is_up_bad=False) for code, share in shares.items()]
    every = figures(*rows)
    own = two_waves(every.iloc[:1])
    (found,) = ranked(every, own).to_dict("records")
    assert (found["rank"], found["best_rank"], found["worst_rank"], found["rank_of"]) == (2, 2, 3, 4)
    worry = every.assign(is_up_bad=pd.array([True] * 4, dtype="boolean"))
    assert ranked(worry, two_waves(worry.iloc[:1]))["rank"].tolist() == [3]
    assert ranked(every.iloc[:2], own)[["rank", "rank_of"]].to_numpy().tolist() == [[2, 2]]
    assert ranked(every.iloc[:1], own)["rank"].isna().all()


def test_no_estimates_give_no_waves() -> None:
    nothing = estimates().iloc[:0]
    assert two_waves(nothing).empty
    assert ranked(nothing, two_waves(nothing)).empty
    assert worst_first(two_waves(nothing)).empty


def test_what_is_felt_is_the_change_for_the_worse_with_its_interval() -> None:
    pairs = {"trust": (False, 50.0, 40.0, 450), "worry": (True, 50.0, 40.0, 450), "neither": (None, 50.0, 40.0, 450),
             "few asked": (True, 50.0, 40.0, 60), "once": (True, None, 40.0, 450)}  # fmt: skip
    rows = [wave(name, end, share, is_up_bad=bad, unweighted_base=base, design_effect=effect)
            for name, (bad, before, now, base) in pairs.items()
            for end, share, effect in (("2021-03-01", before, 1.0), ("2022-03-01", now, 1.5))
            if share is not None]  # fmt: skip
    felt = felt_changes(two_waves(figures(*rows)))
    # 40 % of 300 who tell as much as 450 with a design effect of 1.5, against 50 % of 450.
    low, high = (100 * end for end in confint_proportions_2indep(120, 300, 225, 450, method="newcomb"))
    assert felt.to_numpy().tolist() == [
        pytest.approx([10, -high, -low]), pytest.approx([-10, low, high]), pytest.approx([nan] * 3, nan_ok=True),
        pytest.approx([-10, nan, nan], nan_ok=True), pytest.approx([nan] * 3, nan_ok=True),
    ]  # fmt: skip
    assert felt.columns.tolist() == ["felt_points", "felt_low", "felt_high"]


def test_surveys_and_areas_that_cannot_be_told_from_another_year_are_left_out_where_others_can() -> None:
    pair = (wave("trust", "2021-03-01", 72), wave("trust", "2022-03-01", 60), wave("worry", "2022-03-01", 60))
    once = [wave("trust", "2022-03-01", 60, **other) for other in
            ({"survey": "Another"}, {"area_code": "E07900002"}, {"mode": "online"})]  # fmt: skip
    waves = two_waves(figures(*pair, *once))
    assert len(waves) == 5
    assert told_apart(waves).equals(waves.iloc[:2])
    alone = two_waves(figures(*once))
    assert told_apart(alone).equals(alone)
    assert len(alone) == 3
