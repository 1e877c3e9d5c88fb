from math import nan

import pandas as pd
import pytest

from components import findings
from data.comparison import JUST_BEFORE, Comparison, comparison
from data.schema import Verdict
from tests.fixtures.selections import ASB, months, period, selection

EVER = months("2015-01", "2025-12")
YEAR, BEFORE = period("2025-01", "2025-12"), period("2024-01", "2024-12")


@pytest.mark.parametrize(
    ("types", "count", "heading"),
    [
        (selection().crime_types, 15524, "15,524 crimes in Westmere, year to December 2024"),
        ((ASB,), 1692, "1,692 incidents (anti-social behaviour) in Westmere, year to December 2024"),
        (("Drugs",), 7, "7 offences (drugs) in Westmere, year to December 2024"),
        (("Drugs", "Robbery"), 9, "9 offences (2 crime types) in Westmere, year to December 2024"),
        (("Drugs",), nan, "January to December 2024 is not complete"),
    ],
)
def test_the_heading_says_what_was_recorded(types: tuple[str, ...], count: float, heading: str) -> None:
    assert findings.recorded(selection(crime_types=types), count) == heading


def test_a_change_is_refused_by_naming_the_months_that_are_missing() -> None:
    assert findings.refusal(YEAR, (), BEFORE, months("2024-05", "2024-12")) == (
        "No change is given on the year before: the data for January to December 2024 are not complete. "
        "Missing: May to December 2024."
    )


def test_a_gap_in_the_period_itself_is_named_first() -> None:
    said = findings.refusal(YEAR, months("2025-02", "2025-02"), BEFORE, months("2024-05", "2024-12"))
    assert said is not None
    assert said.endswith("the data for January to December 2025 are not complete. Missing: February 2025.")


def test_a_period_of_which_nothing_is_loaded_is_said_to_be_absent() -> None:
    quarter = period("2025-01", "2025-03")
    said = findings.refusal(quarter, (), quarter.back(1), quarter.back(1).months)
    assert said is not None
    assert "same months a year before (January to March 2024)" in said
    assert said.endswith("No month of it is in the data.")


def test_a_period_of_two_years_is_compared_with_the_two_before() -> None:
    two = period("2023-01", "2024-12")
    assert two.before == period("2021-01", "2022-12")
    assert "the same months 2 years before (January 2021 to December 2022)" in str(
        findings.refusal(two, months("2024-05", "2024-05"), two.before, ())
    )


def test_complete_periods_are_not_refused() -> None:
    assert findings.refusal(YEAR, (), BEFORE, ()) is None
    assert findings.incomplete(YEAR, ()) is None


def test_an_incomplete_period_has_no_total() -> None:
    assert findings.incomplete(BEFORE, months("2024-05", "2024-06")) == (
        "No total is given for January to December 2024. Missing: May to June 2024."
    )


@pytest.mark.parametrize(
    ("change_pct", "verdict", "words"),
    [
        (12.46, Verdict.HIGHER, ", up 12.5%: higher than chance would explain"),
        (-9.3, Verdict.NORMAL, ", down 9.3%: within normal variation"),
        (0.01, Verdict.NORMAL, ", unchanged: within normal variation"),
        (nan, Verdict.LOWER, ": lower than chance would explain"),
        (900.0, Verdict.TOO_FEW, ": too few to tell"),
        (nan, Verdict.NOT_COMPARABLE, ""),
    ],
)
def test_a_heading_ends_with_the_change_and_its_verdict(change_pct: float, verdict: Verdict, words: str) -> None:
    assert findings.judged(change_pct, verdict) == words


def test_a_period_of_two_years_is_refused_by_the_years_before_it() -> None:
    two = period("2024-01", "2025-12")
    said = findings.refusal(two, (), two.before, months("2022-01", "2022-01"))
    assert said is not None
    assert "on the same months 2 years before (January 2022 to December 2023)" in said


def test_the_caution_about_location_gives_both_shares() -> None:
    said = findings.location_caution([0.0157, 0.0052], BEFORE)
    assert "1.6% of the force's records have no location in the period shown" in said
    assert "0.5% in January to December 2024" in said


def test_the_two_highest_wards_head_the_map() -> None:
    frame = pd.DataFrame({"area_name": ["Alder", "Beech", "Cedar"], "total_0": [10.0, 50.0, 20.0]})
    assert findings.top_wards(frame, 80.0) == "Beech and Cedar hold 88%"


def compared(first: str, key: str) -> Comparison:
    found = comparison(period(first, "2024-06"), key, EVER)
    assert found
    return found


@pytest.mark.parametrize(
    ("first", "key", "words", "note"),
    [
        ("2023-07", "1", "the year before", False),
        ("2023-07", "2", "two years before", False),
        ("2023-07", JUST_BEFORE, "the year before", False),
        ("2024-04", "1", "the same months a year before (April to June 2023)", False),
        ("2024-04", "3", "the same months three years before (April to June 2021)", False),
        ("2024-06", "1", "the same month a year before (June 2023)", False),
        ("2024-03", JUST_BEFORE, "the 4 months just before", True),
        ("2022-07", "2", "the same months two years before (July 2020 to June 2022)", False),
    ],
)
def test_a_comparison_is_named_and_says_where_a_season_is_in_it(first: str, key: str, words: str, note: bool) -> None:
    assert findings.compared_with(compared(first, key)) == words
    said = findings.season_note(compared(first, key))
    assert said == ("The season is not taken out of this comparison." if note else None)


def test_a_part_that_can_be_compared_is_given_with_both_its_counts() -> None:
    part = comparison(period("2024-01", "2024-12"), "1", [*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])
    assert part
    assert findings.part_line(part, 4984, 5018) == "January to April 2024 can be compared: 4,984, from 5,018"
