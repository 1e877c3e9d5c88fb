from math import nan

import pandas as pd
import pytest

from data.model.verdict import Refusal, Verdict
from data.statistics.survey.perception import quarters, two_waves

ROWS = [
    (1, "trust", "2020-03-01", 12, 60.0),
    (1, "trust", "2021-03-01", 12, 72.0),
    (1, "trust", "2022-03-01", 12, 71.0),
    (1, "trust", "2021-09-01", 3, 34.0),
    (2, "worry", "2021-03-01", 12, 22.0),
    (2, "worry", "2022-03-01", 12, 33.0),
    (3, "asked once", "2022-03-01", 12, 50.0),
]
BASES = {12: 550, 3: 137}


def estimates() -> pd.DataFrame:
    frame = pd.DataFrame(ROWS, columns=["display_order", "question_id", "wave_end", "wave_months", "estimate_pct"])
    base = pd.array([BASES[months] for months in frame["wave_months"]], dtype="Int32")
    frame = frame.assign(
        source_id="panel", area_code="E07900001", wave_end=pd.to_datetime(frame["wave_end"]), unweighted_base=base
    )
    return frame.assign(base_is_assumed=frame["wave_end"] < "2022").sample(frac=1, random_state=1)


def test_the_latest_year_stands_beside_the_one_before_in_percentage_points() -> None:
    waves = two_waves(estimates())
    assert waves["question_id"].tolist() == ["trust", "worry", "asked once"]
    assert waves.loc[:1, ["before_pct", "now_pct"]].to_numpy().tolist() == [[72, 71], [22, 33]]
    assert waves["difference_points"].tolist() == pytest.approx([-1, 11, nan], nan_ok=True)
    assert waves["before_end"].dt.strftime("%Y-%m").tolist() == ["2021-03"] * 3


def test_a_question_asked_in_one_year_only_cannot_be_compared() -> None:
    once = two_waves(estimates()).iloc[2]
    assert (once["verdict"], once["refusal"]) == (Verdict.CANNOT_COMPARE, Refusal.MISSING)
    assert once["now_pct"] == 50
    assert once[["before_pct", "before_base", "before_lower_pct"]].isna().all()


def test_quarters_are_never_joined_to_years() -> None:
    assert quarters(estimates())["estimate_pct"].tolist() == [34]


def test_each_wave_carries_its_base_and_its_interval() -> None:
    worry = two_waves(estimates()).iloc[1]
    assert (worry["before_base"], worry["before_base_is_assumed"]) == (550, True)
    assert (worry["now_base"], worry["now_base_is_assumed"]) == (550, False)
    # Wilson's interval of 33 % of 550 / 1.3, worked out by hand.
    assert (worry["now_lower_pct"], worry["now_upper_pct"]) == pytest.approx((28.690, 37.616), abs=1e-3)


def test_the_questions_of_one_survey_in_one_area_are_judged_together() -> None:
    waves = two_waves(estimates())
    assert waves["verdict"].tolist() == [Verdict.SAME, Verdict.CLEAR_RISE, Verdict.CANNOT_COMPARE]
    assert set(waves["family"]) == {"survey_question"}
    assert set(waves["comparisons"]) == {3}
    assert waves["p_adjusted"].iloc[1] == pytest.approx(2 * waves["p_value"].iloc[1])


@pytest.mark.parametrize("column", ["area_code", "source_id"])
def test_another_area_and_another_survey_are_other_families(column: str) -> None:
    other = estimates().assign(question_id=lambda frame: "other " + frame["question_id"], **{column: "another"})
    waves = two_waves(pd.concat([estimates(), other.query("display_order > 1")]))
    assert sorted(waves["comparisons"]) == [2, 2, 3, 3, 3]


def test_waves_of_an_unknown_base_cannot_be_compared() -> None:
    waves = two_waves(estimates().assign(unweighted_base=pd.array([None] * len(ROWS), dtype="Int32")))
    assert set(waves["verdict"]) == {Verdict.CANNOT_COMPARE}
    assert waves["refusal"].tolist() == [Refusal.NO_BASE, Refusal.NO_BASE, Refusal.MISSING]
    assert waves["difference_points"].isna().all()
    assert waves[["before_lower_pct", "now_upper_pct"]].isna().all(axis=None)


def test_a_quarter_carries_its_own_interval() -> None:
    (quarter,) = quarters(estimates()).to_dict("records")
    # The margin of 50 % of 137 with a design effect of 1.3 is 9.4 points; at 34 % a little less.
    assert quarter["upper_ci_pct"] - quarter["lower_ci_pct"] == pytest.approx(17.8, abs=0.05)


def test_no_estimates_give_no_waves() -> None:
    assert two_waves(estimates().iloc[:0]).empty
