from data.model import presets
from tests.fixtures.selections import choices, months, period


def test_periods_end_with_the_months_that_are_loaded() -> None:
    assert presets.presets(choices(months("2023-01", "2024-11"))) == {
        presets.YEAR: period("2023-12", "2024-11"),
        presets.QUARTER: period("2024-07", "2024-09"),
        presets.CALENDAR_YEAR: period("2024-01", "2024-11"),
        presets.FINANCIAL_YEAR: period("2023-04", "2024-03"),
        presets.FINANCIAL_YEAR_SO_FAR: period("2024-04", "2024-11"),
    }


def test_a_financial_year_that_has_just_ended_is_whole() -> None:
    found = presets.presets(choices(months("2022-01", "2024-03")))
    assert found[presets.FINANCIAL_YEAR] == period("2023-04", "2024-03")
    assert presets.FINANCIAL_YEAR_SO_FAR not in found
    assert found[presets.QUARTER] == found[presets.CALENDAR_YEAR] == period("2024-01", "2024-03")


def test_in_january_to_march_the_financial_year_began_the_year_before() -> None:
    found = presets.presets(choices(months("2022-01", "2024-02")))
    assert found[presets.FINANCIAL_YEAR_SO_FAR] == period("2023-04", "2024-02")
    assert found[presets.FINANCIAL_YEAR] == period("2022-04", "2023-03")


def test_a_period_with_a_month_that_is_missing_gives_way_to_an_earlier_one_or_is_not_offered() -> None:
    present = [*months("2022-01", "2023-06"), *months("2023-09", "2024-02")]
    assert presets.presets(choices(present)) == {
        presets.YEAR: period("2022-07", "2023-06"),
        presets.QUARTER: period("2023-10", "2023-12"),
        presets.CALENDAR_YEAR: period("2024-01", "2024-02"),
        presets.FINANCIAL_YEAR: period("2022-04", "2023-03"),
    }


def test_two_months_have_no_quarter_and_no_year() -> None:
    assert presets.presets(choices(months("2024-05", "2024-06"))) == {presets.YEAR: period("2024-05", "2024-06")}
