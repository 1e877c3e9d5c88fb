from datetime import date

import pytest

from data.words.board import day, heading, year


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2022, 4, 1), date(2023, 3, 1), "2022/23"),
        (date(2024, 1, 1), date(2024, 12, 1), "2024"),
        (date(2008, 4, 1), date(2011, 3, 1), "2008/2011"),
    ],
)
def test_the_time_of_priorities_is_named_by_its_years(first: date, last: date, words: str) -> None:
    assert year(first, last) == words


@pytest.mark.parametrize(
    ("worse", "unmeasured", "count", "words"),
    [
        (3, 2, 9, "Three of nine priorities clearly got worse; two cannot be measured here"),
        (0, 0, 9, "None of nine priorities clearly got worse"),
        (1, 0, 1, "One of one priority clearly got worse"),
        (10, 1, 12, "10 of 12 priorities clearly got worse; one cannot be measured here"),
    ],
)
def test_the_heading_counts_what_got_worse_and_what_is_not_measured(
    worse: int, unmeasured: int, count: int, words: str
) -> None:
    assert heading(worse, unmeasured, count) == words


def test_a_day_is_written_without_a_zero() -> None:
    assert day(date(2022, 3, 7)) == "7 March 2022"
