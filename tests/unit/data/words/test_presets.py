from collections.abc import Sequence
from datetime import date

from data.words.presets import named_periods
from tests.fixtures.selections import choices, months, period


def named(present: Sequence[date]) -> dict[str, tuple[str, str]]:
    """The first and the last month of each period by its name."""
    found = named_periods(choices(present))
    return {name: (f"{one.first:%Y-%m}", f"{one.last:%Y-%m}") for one, name in found.items()}


def test_periods_end_with_the_months_that_are_loaded() -> None:
    assert named(months("2023-01", "2024-11")) == {
        "Latest 12 months": ("2023-12", "2024-11"),
        "Latest quarter": ("2024-07", "2024-09"),
        "Year to date": ("2024-01", "2024-11"),
        "Financial year 2023/24": ("2023-04", "2024-03"),
        "Financial year 2024/25 so far": ("2024-04", "2024-11"),
    }


def test_in_january_to_march_the_financial_year_began_the_year_before() -> None:
    found = named(months("2022-01", "2024-02"))
    assert found["Financial year 2023/24 so far"] == ("2023-04", "2024-02")
    assert found["Financial year 2022/23"] == ("2022-04", "2023-03")


def test_a_period_with_a_month_that_is_missing_gives_way_to_an_earlier_one_or_is_not_offered() -> None:
    assert named([*months("2022-01", "2023-06"), *months("2023-09", "2024-02")]) == {
        "Latest 12 months": ("2022-07", "2023-06"),
        "Latest quarter": ("2023-10", "2023-12"),
        "Year to date": ("2024-01", "2024-02"),
        "Financial year 2022/23": ("2022-04", "2023-03"),
    }


def test_two_months_have_no_quarter_and_no_year() -> None:
    assert named(months("2024-05", "2024-06")) == {"Latest months": ("2024-05", "2024-06")}


def test_periods_of_the_same_months_are_one_with_both_names() -> None:
    # A financial year that has just ended is whole, and none is under way.
    assert named_periods(choices(months("2022-01", "2024-03"))) == {
        period("2023-04", "2024-03"): "Latest 12 months and financial year 2023/24",
        period("2024-01", "2024-03"): "Latest quarter and year to date",
    }


def test_a_year_at_the_turn_of_a_century_and_fewer_months_than_a_year_are_named_right() -> None:
    assert list(named(months("2099-04", "2100-01"))) == [
        "Latest months and financial year 2099/00 so far",
        "Latest quarter",
        "Year to date",
    ]
