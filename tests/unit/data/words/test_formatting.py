from datetime import date
from math import nan

import pandas as pd
import pytest

from data.model.comparison import JUST_BEFORE
from data.model.period import Period
from data.words import formatting
from tests.fixtures.selections import months, period


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (15524, 0, "15,524"),
        (-1234.5, 1, "−1,234.5"),
        (0, 0, "0"),
        (88.206, 1, "88.2"),
        (None, 0, "not available"),
        (nan, 1, "not available"),
        (pd.NA, 0, "not available"),
    ],
)
def test_numbers_have_separators_and_true_minus_signs(value: float | None, decimals: int, shown: str) -> None:
    assert formatting.number(value, decimals) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "shown"),
    [
        (12.5, 1, "%", "+12.5%"),
        (-9.27, 1, "%", "−9.3%"),
        (0.04, 1, "%", "+0.04%"),
        (-0.049, 1, "%", "−0.05%"),
        (-0.3, 0, "", "−0.3"),
        (-0.004, 1, "%", "0.0%"),
        (0.0, 1, "%", "0.0%"),
        (11, 0, "", "+11"),
        (nan, 1, "%", "not available"),
    ],
)
def test_changes_carry_their_sign_and_no_change_has_none(value: float, decimals: int, unit: str, shown: str) -> None:
    assert formatting.signed(value, decimals, unit) == shown


@pytest.mark.parametrize(
    ("value", "shown", "year"),
    [
        (period("2025-01", "2025-12"), "January to December 2025", "year to December 2025"),
        (period("2021-04", "2022-03"), "April 2021 to March 2022", "year to March 2022"),
        (period("2025-02", "2025-02"), "February 2025", "February 2025"),
        (period("2025-02", "2025-04"), "February to April 2025", "February to April 2025"),
    ],
)
def test_periods_read_as_people_say_them(value: Period, shown: str, year: str) -> None:
    assert formatting.period(value) == shown
    assert formatting.year_to(value) == year


def test_a_year_takes_its_article_inside_a_sentence() -> None:
    assert formatting.the_year_to(period("2021-04", "2022-03")) == "the year to March 2022"
    assert formatting.the_year_to(period("2021-04", "2021-06")) == "April to June 2021"


def test_months_are_joined_into_runs() -> None:
    given = [*months("2024-05", "2024-12"), date(2025, 2, 1), date(2026, 3, 1)]
    assert formatting.runs(given) == "May to December 2024, February 2025 and March 2026"
    assert formatting.runs(months("2024-05", "2024-06")) == "May to June 2024"
    assert formatting.joined(["one", "two"]) == "one and two"


def test_a_capital_changes_the_first_letter_only() -> None:
    assert formatting.capital("year to March") == "Year to March"
    assert formatting.capital("") == ""


@pytest.mark.parametrize(
    ("first", "key", "words"),
    [
        ("2024-01", "1", "the year before"),
        ("2024-01", "2", "two years before"),
        ("2024-01", "11", "11 years before"),
        ("2024-01", JUST_BEFORE, "the 12 months just before"),
        ("2024-09", "1", "the same months a year before"),
        ("2024-09", "3", "the same months three years before"),
        ("2024-09", JUST_BEFORE, "the 4 months just before"),
        ("2024-12", "1", "the same month a year before"),
        ("2024-12", JUST_BEFORE, "the month just before"),
        ("2023-01", "2", "the same months two years before"),
    ],
)
def test_what_a_period_is_compared_with_has_a_name(first: str, key: str, words: str) -> None:
    assert formatting.before_words(period(first, "2024-12"), key) == words


@pytest.mark.parametrize(
    ("breaks", "of_whole", "of_rates"),
    [
        ([5.0, 13, 1500], ["under 5", "5 to 12", "13 to 1,499", "1,500 and over"],
         ["under 5", "5 to under 13", "13 to under 1,500", "1,500 and over"]),
        ([2.0, 3, 5], ["under 2", "2", "3 to 4", "5 and over"],
         ["under 2", "2 to under 3", "3 to under 5", "5 and over"]),
        ([], [], []),
    ],
)  # fmt: skip
def test_no_two_classes_hold_the_same_number(breaks: list[float], of_whole: list[str], of_rates: list[str]) -> None:
    assert formatting.classes(breaks, are_whole=True) == of_whole
    assert formatting.classes(breaks, are_whole=False) == of_rates


def test_a_class_of_rates_has_the_decimals_of_its_edges() -> None:
    assert formatting.classes([2.5, 10], are_whole=False) == ["under 2.5", "2.5 to under 10", "10 and over"]
    assert formatting.classes([1, 2], are_whole=True) == ["0", "1", "2 and over"]
    assert formatting.classes([1], are_whole=False) == ["under 1", "1 and over"]


def test_a_difference_agrees_with_the_figures_as_they_are_shown() -> None:
    assert formatting.difference(52.4, 45.6) == 6
    assert formatting.difference(38.4, 37.6) == 0
    assert formatting.signed(formatting.difference(12.36, 10.14, 1), 1) == "+2.3"


@pytest.mark.parametrize(("best", "worst", "is_open"), [(4, 9, True), (5, 9, False), (4, 8, False), (nan, nan, False)])
def test_a_place_is_open_where_chance_leaves_it_from_the_highest_third_to_the_lowest(
    best: float, worst: float, is_open: bool
) -> None:
    assert formatting.is_place_open(best, worst, 12) == is_open


@pytest.mark.parametrize(("best", "worst", "said"), [(3, 8, "3rd to 8th"), (4, 4, "4th"), (nan, nan, "4th")])
def test_a_place_is_what_chance_leaves_open(best: float, worst: float, said: str) -> None:
    assert formatting.place({"count_rank": 4.0, "count_best_rank": best, "count_worst_rank": worst}, "count_") == said


def test_one_is_told_in_the_singular() -> None:
    assert [formatting.so_many(count, "crimes") for count in (1, 0, 1932)] == ["1 crime", "0 crimes", "1,932 crimes"]


def test_a_day_is_written_without_a_zero() -> None:
    assert formatting.day(date(2022, 3, 7)) == "7 March 2022"


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, "one"), (9, "nine"), (10, "10")])
def test_small_numbers_are_words(count: int, words: str) -> None:
    assert formatting.in_words(count) == words
