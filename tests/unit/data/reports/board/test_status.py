import pytest

from data.model.verdict import Verdict
from data.reports.board.indicators import together
from data.reports.board.speaks import worse
from data.reports.board.status import figure, target_state
from data.statistics.board.year_range import YearRange


@pytest.mark.parametrize(
    ("lower", "upper", "done", "aim", "state"),
    [
        (90, 130, 3, "down", "in_range"),
        (101, 130, 3, "down", "beyond"),
        (70, 99, 3, "down", "ahead"),
        (101, 130, 3, "up", "ahead"),
        (70, 99, 3, "up", "beyond"),
        (70, 99, 3, "", "beyond"),
        (90, 130, 3, "", "in_range"),
        (100, 100, 12, "down", "met"),
        (101, 101, 12, "down", "missed"),
        (99, 99, 12, "up", "missed"),
    ],
)
def test_a_target_of_100_is_on_one_side_of_the_range_or_in_it(
    lower: float, upper: float, done: int, aim: str, state: str
) -> None:
    assert target_state(YearRange(lower, upper, done), 100, aim) == state


@pytest.mark.parametrize(
    ("verdict", "is_up_bad", "expected"),
    [
        (Verdict.CLEAR_RISE, True, True),
        (Verdict.CLEAR_FALL, True, False),
        (Verdict.CLEAR_FALL, False, True),
        (Verdict.CLEAR_RISE, None, None),
        (Verdict.POSSIBLE_RISE, True, None),
    ],
)
def test_only_a_clear_change_is_for_the_worse(verdict: Verdict, is_up_bad: bool | None, expected: bool | None) -> None:
    assert worse(verdict, is_up_bad) is expected


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(1036, "count", "1,036"), (34.47, "percent", "34.5%"), (1.8, "per 1,000", "1.80"), (float("nan"), "count", "")],
)
def test_a_figure_is_written_in_its_unit(value: float, unit: str, shown: str) -> None:
    assert figure(value, unit) == shown


def test_indicators_that_one_wider_figure_stands_for_are_one_row_after_the_others() -> None:
    rows = [
        {"indicator_id": "1", "group": "Vehicle crime", "label": "Theft of", "owner": ""},
        {"indicator_id": "2", "group": "", "label": "Arson", "owner": "Fire"},
        {"indicator_id": "3", "group": "Vehicle crime", "label": "Theft from", "owner": "Police"},
        {"indicator_id": "4", "group": "Robbery", "label": "Robbery of persons", "owner": "Police"},
        {"indicator_id": "5", "group": "Vehicle crime", "label": "Taking", "owner": "Council"},
    ]
    assert [(row["label"], row["owner"]) for row in together(rows)] == [
        ("Arson", "Fire"),
        ("Vehicle crime, for 3 indicators", "Police and Council"),
        ("Robbery of persons", "Police"),
    ]
