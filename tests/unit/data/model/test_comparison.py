import pytest

from data.model.comparison import JUST_BEFORE, Comparison, before_of, comparison, offered_keys, years_back
from tests.fixtures.selections import months, period

YEAR = period("2024-01", "2024-12")
QUARTER = period("2024-02", "2024-04")


@pytest.mark.parametrize(
    ("last", "years"), [("2024-01", 1), ("2024-12", 1), ("2025-01", 2), ("2025-12", 2), ("2026-01", 3)]
)
def test_the_fewest_years_back_share_no_month(last: str, years: int) -> None:
    asked = period("2024-01", last)
    assert years_back(asked) == years
    assert not set(asked.months) & set(before_of(asked, str(years)).months)


@pytest.mark.parametrize(
    ("key", "before"),
    [
        ("1", period("2023-02", "2023-04")),
        ("3", period("2021-02", "2021-04")),
        (JUST_BEFORE, period("2023-11", "2024-01")),
    ],
)
def test_a_period_is_set_against_as_many_months(key: str, before: object) -> None:
    assert before_of(QUARTER, key) == before
    assert comparison(QUARTER, key, months("2021-01", "2024-12")) == Comparison(QUARTER, before, QUARTER, key)


def test_the_whole_period_is_compared_where_no_month_is_missing_however_long_it_is() -> None:
    found = comparison(period("2023-01", "2024-12"), "2", months("2021-01", "2024-12"))
    assert found
    assert (found.now, found.before) == (period("2023-01", "2024-12"), period("2021-01", "2022-12"))
    assert not found.is_part


def test_else_the_longest_run_of_its_months_that_has_a_complete_comparison() -> None:
    present = [*months("2023-01", "2023-04"), *months("2023-08", "2023-09"), *months("2024-01", "2024-12")]
    found = comparison(YEAR, "1", present)
    assert found == Comparison(period("2024-01", "2024-04"), period("2023-01", "2023-04"), YEAR, "1")
    assert found.is_part


def test_a_month_that_is_missing_now_breaks_the_run_as_one_missing_before_does() -> None:
    present = [*months("2023-01", "2024-02"), *months("2024-05", "2024-12")]
    found = comparison(YEAR, "1", present)
    assert found
    assert found.now == period("2024-05", "2024-12")


def test_of_runs_as_long_the_latest_is_compared() -> None:
    present = [*months("2023-01", "2023-02"), *months("2023-06", "2023-07"), *months("2024-01", "2024-12")]
    found = comparison(YEAR, "1", present)
    assert found
    assert found.now == period("2024-06", "2024-07")


def test_a_part_is_a_year_at_most_and_the_latest() -> None:
    asked = period("2022-01", "2024-12")
    found = comparison(asked, "3", months("2019-02", "2024-12"))
    assert found
    assert (found.now, found.before) == (YEAR, period("2021-01", "2021-12"))


def test_one_month_alone_is_still_compared_and_none_is_not() -> None:
    present = [*months("2023-07", "2023-07"), *months("2024-01", "2024-12")]
    found = comparison(YEAR, "1", present)
    assert found
    assert found.now == period("2024-07", "2024-07")
    assert comparison(YEAR, "2", present) is None
    assert comparison(YEAR, "1", []) is None


def test_a_part_against_the_months_just_before_needs_all_of_both() -> None:
    found = comparison(YEAR, JUST_BEFORE, months("2023-10", "2024-12"))
    assert found == Comparison(period("2024-06", "2024-12"), period("2023-11", "2024-05"), YEAR, JUST_BEFORE)
    gap = [*months("2024-01", "2024-05"), *months("2024-07", "2024-12")]
    assert comparison(YEAR, JUST_BEFORE, gap) == Comparison(
        period("2024-10", "2024-12"), period("2024-07", "2024-09"), YEAR, JUST_BEFORE
    )


def test_the_twelve_months_just_before_are_the_year_before_by_name_too() -> None:
    present = months("2020-01", "2024-12")
    assert comparison(YEAR, JUST_BEFORE, present) == comparison(YEAR, "1", present)
    two = period("2023-01", "2024-12")
    assert comparison(two, JUST_BEFORE, present) == comparison(two, "2", present)
    whole, quarter = comparison(YEAR, JUST_BEFORE, present), comparison(QUARTER, JUST_BEFORE, present)
    assert whole
    assert quarter
    assert (whole.is_just_before, quarter.is_just_before) == (False, True)


def test_a_period_may_be_compared_as_far_back_as_complete_months_go() -> None:
    assert offered_keys(YEAR, months("2021-12", "2024-12")) == ["1", "2", "3", JUST_BEFORE]
    assert offered_keys(QUARTER, months("2021-12", "2024-12")) == ["1", "2", JUST_BEFORE]
    assert offered_keys(period("2023-06", "2024-12"), months("2020-01", "2024-12")) == ["2", "3", "4", JUST_BEFORE]


def test_years_without_a_month_to_compare_are_not_offered() -> None:
    present = [*months("2020-02", "2020-03"), *months("2023-04", "2024-04")]
    assert offered_keys(QUARTER, present) == ["1", "4", JUST_BEFORE]


def test_the_default_is_offered_even_where_it_has_no_month() -> None:
    assert offered_keys(YEAR, months("2022-05", "2022-06")) == ["1"]
    assert offered_keys(YEAR, [*months("2022-05", "2022-06"), *months("2024-06", "2024-06")]) == ["1", "2"]
    assert offered_keys(YEAR, months("2024-03", "2024-04")) == ["1", JUST_BEFORE]
    assert offered_keys(YEAR, []) == ["1"]


@pytest.mark.parametrize("key", ["1", "2", JUST_BEFORE])
def test_what_is_offered_beyond_the_default_can_be_compared(key: str) -> None:
    present = [*months("2022-02", "2022-02"), *months("2023-04", "2023-05"), *months("2024-01", "2024-12")]
    assert key in offered_keys(YEAR, present)
    assert comparison(YEAR, key, present) is not None
