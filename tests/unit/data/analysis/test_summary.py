import pandas as pd
import pytest

from data.analysis.proportions import compare_waves
from data.analysis.summary import headline_question
from data.schema import Verdict


def estimates(*, base: int | None = None, is_up_bad: bool | None = True) -> pd.DataFrame:
    """Two questions in two yearly waves, and a quarter of the second."""
    rows = [
        ("informed", 1, False, "2021-03-01", 12, 35.0),
        ("informed", 1, False, "2022-03-01", 12, 40.0),
        ("problem", 2, is_up_bad, "2021-03-01", 12, 22.0),
        ("problem", 2, is_up_bad, "2022-03-01", 12, 33.0),
        ("problem", 2, is_up_bad, "2022-06-01", 3, 50.0),
    ]
    names = ["question_id", "display_order", "is_up_bad", "wave_end", "wave_months", "estimate_pct"]
    frame = pd.DataFrame(rows, columns=names).astype({"wave_end": "datetime64[us]", "is_up_bad": "boolean"})
    return frame.assign(
        area_code="D1", unweighted_base=pd.array([base] * len(rows), dtype="Int64"), base_is_assumed=base is None
    )


def test_the_question_for_which_up_is_worse_comes_first() -> None:
    found = headline_question(estimates())
    assert found is not None
    assert (found["question_id"], found["before_pct"], found["now_pct"]) == ("problem", 22, 33)
    assert found["verdict"] == Verdict.NOT_COMPARABLE
    assert found["base_is_assumed"] is True


def test_without_such_a_question_the_first_of_the_survey_stands() -> None:
    found = headline_question(estimates(is_up_bad=None))
    assert found is not None
    assert found["question_id"] == "informed"


def test_with_the_number_asked_the_change_is_tested() -> None:
    found = headline_question(estimates(base=550))
    expected = compare_waves([33], [22], [550], [550]).iloc[0]
    assert found is not None
    assert found["verdict"] == Verdict.HIGHER
    bounds = ["lower_ci_points", "upper_ci_points"]
    assert [found[name] for name in bounds] == pytest.approx(expected[bounds].tolist())
    assert found["base_is_assumed"] is False


def test_waves_that_are_not_a_year_apart_are_not_compared() -> None:
    frame = estimates()
    assert headline_question(frame[frame["wave_end"] != "2021-03-01"]) is None
    assert headline_question(frame.iloc[:0]) is None
