"""What stands in for months that are missing."""

import pytest

from tests.fixtures.selections import choices, months, period, selection

GAP = choices(months("2023-01", "2023-04") + months("2024-01", "2024-12"))


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (("2024-02", "2024-05"), ("2024-02", "2024-05")),
        # The longest run of months that are there, of equals the latest.
        (("2023-01", "2024-06"), ("2024-01", "2024-06")),
        (("2023-01", "2024-03"), ("2023-01", "2023-04")),
        (("2023-01", "2024-04"), ("2024-01", "2024-04")),
        # None of it is there: the nearest of as many months, else the latest year.
        (("2023-06", "2023-09"), ("2023-01", "2023-04")),
        (("2023-05", "2023-12"), ("2024-01", "2024-08")),
        # One month goes the same way, and of two as near the later is shown.
        (("2023-06", "2023-06"), ("2023-04", "2023-04")),
        (("2023-11", "2023-11"), ("2024-01", "2024-01")),
        (("2023-07", "2023-10"), ("2024-01", "2024-04")),
    ],
)
def test_a_period_with_a_gap_is_shown_in_months_that_are_there(asked: tuple[str, str], shown: tuple[str, str]) -> None:
    assert GAP.held(period(*asked)) == period(*shown)


def test_the_selection_keeps_what_was_asked_for_and_compares_what_is_shown() -> None:
    asked = selection(period=period("2023-03", "2024-12"), compared="2")
    held = asked.held(GAP)
    assert (held.period, held.asked, held.compared) == (period("2024-01", "2024-12"), asked.period, "")
    assert held.held(GAP) is held
    assert selection().held(GAP).asked is None
