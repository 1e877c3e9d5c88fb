import pytest

from components import filter_options as offered
from data.model.comparison import JUST_BEFORE
from tests.fixtures.selections import OLD, TYPES, choices, months, period, selection


@pytest.mark.parametrize(
    ("wards", "types", "named"),
    [
        (("W1", "W2", "W3"), TYPES, ["All 3 wards", "All crime, and ASB"]),
        (("W2",), ("Drugs",), ["Beech", "Drugs"]),
        (("W1", "W2"), ("Drugs", "Robbery"), ["2 wards", "2 types"]),
    ],
)
def test_folded_lists_say_what_is_chosen(wards: tuple[str, ...], types: tuple[str, ...], named: list[str]) -> None:
    shown = offered.labels(selection(wards=wards, crime_types=types))
    assert [shown["ward"], shown["type"]] == named
    assert shown["period"] == "Year to December 2024"


def test_months_without_data_are_folded_into_one_line_that_cannot_be_chosen() -> None:
    held = choices([*months("2024-01", "2024-01"), *months("2024-05", "2024-06")])
    assert offered.month_options(held, selection(period=period("2024-05", "2024-06"))) == [
        {"value": "2024-06", "label": "June 2024"},
        {"value": "2024-05", "label": "May 2024"},
        {"value": "2024-02", "label": "February to April 2024: no data", "disabled": True},
        {"value": "2024-01", "label": "January 2024"},
    ]


def test_a_month_without_data_that_the_address_holds_stays_to_be_seen() -> None:
    held = choices([*months("2024-01", "2024-01"), *months("2024-05", "2024-06")])
    labels = [one["label"] for one in offered.month_options(held, selection(period=period("2024-03", "2024-05")))]
    assert labels[2:5] == ["April 2024: no data", "March 2024 (no data)", "February 2024: no data"]


def test_periods_have_names_and_months_and_any_other_stands_last() -> None:
    held = choices(months("2023-01", "2024-11"))
    named = offered.period_options(held, selection(period=period("2023-12", "2024-11")))
    assert named == [
        {"value": "2023-12/2024-11", "label": "Latest 12 months: December 2023 to November 2024"},
        {"value": "2024-07/2024-09", "label": "Latest quarter: July to September 2024"},
        {"value": "2024-01/2024-11", "label": "Year to date: January to November 2024"},
        {"value": "2023-04/2024-03", "label": "Financial year 2023/24: April 2023 to March 2024"},
        {"value": "2024-04/2024-11", "label": "Financial year 2024/25 so far: April to November 2024"},
    ]
    other = offered.period_options(held, selection(period=period("2023-02", "2023-03")))
    assert other == [*named, {"value": "2023-02/2023-03", "label": "Other months: February to March 2023"}]


def test_the_wards_offered_are_those_of_the_vintage() -> None:
    assert offered.ward_options(selection()) == [{"value": ward.code, "label": ward.name} for ward in OLD.wards]


def test_what_a_period_may_be_compared_with_follows_it() -> None:
    held = choices(months("2022-03", "2024-12"))
    assert offered.compared_options(held, selection()) == [
        {"value": "1", "label": "The year before"},
        {"value": "2", "label": "Two years before"},
        {"value": JUST_BEFORE, "label": "The 12 months just before"},
    ]
    quarter = offered.compared_options(held, selection(period=period("2024-04", "2024-06")))
    assert [option["label"] for option in quarter] == [
        "The same months a year before",
        "The same months two years before",
        "The 3 months just before",
    ]
