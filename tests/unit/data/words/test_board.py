from datetime import date

import pytest

from data.words.board import eye, heading, target, year


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
    ("worse", "mixed", "tested", "count", "words"),
    [
        (3, 0, 7, 9, "Three of nine priorities clearly got worse; two cannot be tested here"),
        (1, 1, 9, 9, "One of nine priorities clearly got worse, one is mixed"),
        (0, 0, 9, 9, "None of nine priorities clearly got worse"),
        (0, 0, 2, 8, "Of two priorities that can be tested none clearly got worse; six cannot be tested here"),
        (
            0,
            2,
            2,
            8,
            "Of two priorities that can be tested none clearly got worse, two are mixed; six cannot be tested here",
        ),
        (0, 0, 0, 8, "None of eight priorities can be tested with the data that are here"),
        (1, 0, 1, 1, "One of one priority clearly got worse"),
        (10, 0, 11, 12, "10 of 12 priorities clearly got worse; one cannot be tested here"),
    ],
)
def test_the_heading_counts_what_got_worse_what_is_mixed_and_what_is_not_tested(
    worse: int, mixed: int, tested: int, count: int, words: str
) -> None:
    assert heading(worse, mixed, tested, count) == words


@pytest.mark.parametrize(("first", "words"), [(date(2022, 4, 1), "2022/23: 1,000"), (date(2022, 1, 1), "2022: 1,000")])
def test_a_target_names_its_year(first: date, words: str) -> None:
    assert target(first, "1,000") == words


@pytest.mark.parametrize(
    ("count", "known", "words"),
    [
        (7, 20, "Indicators that need the board's eye: 7 of 98"),
        (0, 98, "No indicator needs the board's eye"),
        (0, 19, "None of the 19 indicators with a figure needs the board's eye; 79 have no figure"),
        (0, 0, "None of 98 indicators has a figure here"),
    ],
)
def test_no_indicator_is_called_in_order_that_has_no_figure(count: int, known: int, words: str) -> None:
    assert eye(count, known, 98) == words
