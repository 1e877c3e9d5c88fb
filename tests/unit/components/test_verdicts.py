import pytest

from components.verdicts import SIGNS, allowed_for, badge, interval, named_interval, words
from data.schema import Verdict


def test_every_verdict_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(Verdict)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_verdict_is_shown_in_its_own_words() -> None:
    assert words(Verdict.HIGHER) == "▲ higher than chance would explain"
    line = badge(Verdict.TOO_FEW).to_plotly_json()["props"]
    assert line["className"] == "verdict verdict-too_few"
    assert (line["children"][0].children, line["children"][2]) == ("?", "too few to tell")


@pytest.mark.parametrize(
    ("lower", "upper", "shown"),
    [(-3.14, 12.4, "(−3.1% to +12.4%)"), (float("nan"), 2, ""), (None, None, "")],
)
def test_an_interval_stands_in_brackets_or_not_at_all(lower: float | None, upper: float | None, shown: str) -> None:
    assert interval(lower, upper) == shown


def test_an_interval_may_name_its_level() -> None:
    assert named_interval(-3.14, 12.4) == "(95% interval −3.1% to +12.4%)"
    assert named_interval(None, 12.4) == ""


def test_the_number_of_comparisons_is_named_with_its_method() -> None:
    assert allowed_for(15, "holm") == "The verdicts allow for 15 comparisons (Holm's method)."
    assert allowed_for(1, "holm") == "One change is tested, so nothing else is allowed for."
