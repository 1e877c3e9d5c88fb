from data.words.presets import named_periods
from tests.fixtures.selections import choices, months, period


def test_periods_of_the_same_months_are_one_with_both_names() -> None:
    assert named_periods(choices(months("2022-01", "2024-03"))) == {
        period("2023-04", "2024-03"): "Latest 12 months and financial year 2023/24",
        period("2024-01", "2024-03"): "Latest quarter and year to date",
    }


def test_a_year_at_the_turn_of_a_century_and_fewer_months_than_a_year_are_named_right() -> None:
    assert list(named_periods(choices(months("2099-04", "2100-01"))).values()) == [
        "Latest months and financial year 2099/00 so far",
        "Latest quarter",
        "Year to date",
    ]
