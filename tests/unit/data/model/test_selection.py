from dataclasses import replace
from datetime import date

import pytest

from data.model.areas import Vintage, Ward
from data.model.comparison import JUST_BEFORE
from data.model.period import add_months, unbroken
from tests.fixtures.selections import ASB, NEW, OLD, TWO, choices, months, period, selection


@pytest.mark.parametrize(
    ("month", "step", "expected"),
    [
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
        (date(2024, 5, 1), -24, date(2022, 5, 1)),
    ],
)
def test_months_are_added_across_years(month: date, step: int, expected: date) -> None:
    assert add_months(month, step) == expected


def test_a_period_holds_its_first_and_last_month() -> None:
    shown = period("2023-11", "2024-02")
    assert shown.months == (date(2023, 11, 1), date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1))
    assert period("2024-02", "2024-02").months == (date(2024, 2, 1),)
    assert (shown.days, period("2024-02", "2024-02").days, period("2023-01", "2023-12").days) == (121, 29, 365)


def test_a_period_goes_back_whole_years() -> None:
    assert period("2023-11", "2024-02").back(2) == period("2021-11", "2022-02")
    assert period("2023-11", "2024-02").back(0) == period("2023-11", "2024-02")


def test_months_fall_into_runs_without_a_gap_in_any_order() -> None:
    given = [*months("2024-05", "2024-06"), *months("2023-12", "2024-02"), date(2024, 4, 1)]
    assert unbroken(given) == [period("2023-12", "2024-02"), period("2024-04", "2024-06")]
    assert unbroken([]) == []


def test_the_default_period_is_the_latest_complete_year() -> None:
    assert choices(months("2023-01", "2024-12")).default_period == period("2024-01", "2024-12")


def test_the_default_period_ends_before_a_gap_that_breaks_the_latest_year() -> None:
    present = [*months("2022-01", "2023-06"), *months("2023-09", "2024-02")]
    assert choices(present).default_period == period("2022-07", "2023-06")


def test_without_a_complete_year_the_default_is_the_latest_run() -> None:
    present = [*months("2023-01", "2023-08"), *months("2024-01", "2024-03")]
    assert choices(present).default_period == period("2024-01", "2024-03")


def test_a_span_reaches_back_to_the_first_month_with_data_and_covers_the_period() -> None:
    offered = choices([*months("2018-01", "2018-01"), *months("2024-03", "2024-04"), *months("2025-01", "2025-12")])
    year = period("2025-01", "2025-12")
    assert offered.span(year, 60) == period("2024-03", "2025-12")
    assert offered.span(year, 3) == year
    assert offered.span(period("2017-06", "2025-12"), 60) == period("2017-06", "2025-12")
    assert offered.span(period("2020-02", "2020-05"), 12) == period("2020-02", "2020-05")


def test_missing_months_are_those_absent_in_the_period_even_before_the_first_loaded() -> None:
    offered = choices([*months("2023-02", "2023-03"), date(2023, 5, 1)])
    assert offered.missing(period("2023-01", "2023-05")) == (date(2023, 1, 1), date(2023, 4, 1))
    assert offered.missing(period("2023-02", "2023-03")) == ()


@pytest.mark.parametrize(
    ("month", "vintage"),
    [
        (date(2020, 1, 1), "2004"),
        (date(2026, 4, 1), "2004"),
        (date(2026, 5, 1), "2026"),
        (date(2030, 1, 1), "2026"),
    ],
)
def test_the_wards_are_those_in_force_at_the_end_of_the_month(month: date, vintage: str) -> None:
    assert choices(vintages=(OLD, NEW)).vintage_at(month).vintage == vintage


BY_YEAR = tuple(
    (year, tuple(Ward(ward.code, ward.name, 10 * year, f"Census {year}") for ward in OLD.wards))
    for year in (2011, 2021)
)


@pytest.mark.parametrize(
    ("month", "year"),
    [(date(2005, 6, 1), 2011), (date(2020, 12, 1), 2011), (date(2021, 1, 1), 2021), (date(2024, 3, 1), 2021)],
)
def test_the_residents_are_those_of_the_newest_year_not_after_the_period(month: date, year: int) -> None:
    counted = replace(OLD, by_year=BY_YEAR)
    vintage = choices(vintages=(counted,)).vintage_at(month)
    assert {ward.population for ward in vintage.wards} == {10 * year}
    assert selection(vintage=vintage).population_source == f"Census {year}"
    assert (vintage.vintage, vintage.by_year) == (OLD.vintage, BY_YEAR)


def test_after_the_last_vintage_the_latest_loaded_wards_are_used() -> None:
    assert choices(vintages=(OLD,)).vintage_at(date(2027, 1, 1)) == OLD


@pytest.mark.parametrize(
    ("vintage", "label"),
    [
        (OLD, "wards of 2004 to May 2026"),
        (NEW, "wards from May 2026"),
        (Vintage("v", date(2004, 6, 10), date(2026, 5, 6), ()), "wards from June 2004 to May 2026"),
    ],
)
def test_a_vintage_is_named_by_when_it_was_in_force(vintage: Vintage, label: str) -> None:
    assert vintage.label == label


def test_a_vintage_names_its_boundary_layer() -> None:
    assert NEW.layer == "ward-2026"


@pytest.mark.parametrize(
    ("chosen", "counted", "label"),
    [
        (("Burglary", "Robbery", "Drugs", ASB), ("Burglary", "Robbery", "Drugs"), "All crime"),
        (("Burglary", "Robbery", "Drugs"), ("Burglary", "Robbery", "Drugs"), "All crime"),
        (("Burglary", ASB), ("Burglary",), "Burglary"),
        (("Burglary", "Drugs"), ("Burglary", "Drugs"), "Burglary and Drugs"),
        ((ASB,), (ASB,), ASB),
    ],
)
def test_anti_social_behaviour_is_counted_only_alone(
    chosen: tuple[str, ...], counted: tuple[str, ...], label: str
) -> None:
    assert selection(crime_types=chosen).counted_types == counted
    assert selection(crime_types=chosen).types_label == label


@pytest.mark.parametrize(
    ("wards", "label", "population"),
    [
        (("W1", "W2", "W3"), "Westmere", 6000),
        (("W2",), "Beech", 2000),
        (("W1", "W3"), "Alder and Cedar", 4000),
    ],
)
def test_chosen_wards_have_a_name_and_a_population(wards: tuple[str, ...], label: str, population: int) -> None:
    assert selection(wards=wards).wards_label == label
    assert selection(wards=wards).population == population


def test_up_to_three_of_more_wards_are_named_and_four_are_counted() -> None:
    five = Vintage("2004", None, None, (*OLD.wards, *NEW.wards))
    assert selection(vintage=five).wards_label == "Alder, Beech and Cedar"
    assert selection(vintage=five, wards=("W1", "W2", "W3", "N1")).wards_label == "4 wards of Westmere"


def test_names_with_an_and_of_their_own_are_told_apart() -> None:
    fields = replace(OLD.wards[0], name="Aveley and Uplands"), *OLD.wards[1:]
    own = Vintage("2004", None, None, fields)
    assert selection(vintage=own, wards=("W1", "W2")).wards_label == "Aveley and Uplands, and Beech"


def test_the_population_is_unknown_where_one_ward_has_none() -> None:
    assert selection(vintage=NEW, wards=("N1", "N2")).population is None
    assert selection(vintage=NEW, wards=("N2",)).population == 500


def test_a_ward_without_residents_does_not_take_those_of_the_area() -> None:
    known = replace(NEW, of_area=((2021, 900), (2024, 950))).residents_at(date(2022, 3, 1))
    assert selection(vintage=known, wards=("N1", "N2")).population == 900
    assert selection(vintage=known, wards=("N1",)).population is None


def test_a_selection_is_compared_with_the_fewest_years_before_unless_asked_otherwise() -> None:
    assert selection().comparison_key == "1"
    assert selection(period=period("2023-06", "2024-12")).comparison_key == "2"
    assert selection(compared=JUST_BEFORE).comparison_key == JUST_BEFORE


def test_the_choices_compare_the_months_that_are_present() -> None:
    offered = choices([*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])
    found = offered.comparison(period("2024-01", "2024-12"), "1")
    assert found
    assert (found.now, found.before) == (period("2024-01", "2024-04"), period("2023-01", "2023-04"))
    assert offered.compared_keys(period("2024-01", "2024-12")) == ["1", JUST_BEFORE]


@pytest.mark.parametrize(
    ("wards", "label"),
    [(("W1", "W2"), "Westmere"), (("W3",), "Eastmere"), (("W1",), "Alder"), (("W1", "W3"), "Alder and Cedar")],
)
def test_wards_that_are_a_whole_district_are_called_by_it(wards: tuple[str, ...], label: str) -> None:
    assert selection(vintage=TWO, wards=wards, area_name="Westmere and Eastmere").wards_label == label
