from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from data.model.comparison import JUST_BEFORE, Comparison, comparison
from data.model.schema import AREA, DISTRICT, WARD
from data.model.selection import Selection
from data.model.status import Whole
from data.model.verdict import Refusal, Verdict
from data.words import findings
from tests.fixtures.selections import ASB, months, period, selection, status

EVER = months("2015-01", "2025-12")
YEAR, BEFORE = period("2025-01", "2025-12"), period("2024-01", "2024-12")


def test_an_incomplete_period_has_no_total() -> None:
    assert findings.incomplete(BEFORE, months("2024-05", "2024-06")) == (
        "No total is given for January to December 2024. Missing: May to June 2024."
    )


def test_the_two_highest_wards_head_the_map() -> None:
    frame = pd.DataFrame({"area_name": ["Alder", "Beech", "Cedar"], "offence_count": [10.0, 50.0, 20.0]})
    assert findings.top_wards(frame, 80.0) == "Beech and Cedar hold 88%"
    frame["area_name"] = ["Alder", "Beech and Birch", "Cedar"]
    assert findings.top_wards(frame, 80.0) == "Beech and Birch, and Cedar hold 88%"


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
    left_in, out = (findings.season_note(compared(first, key), is_out=is_out) for is_out in (False, True))
    assert (left_in is not None) is (out is not None) is note
    if note:
        assert str(left_in).startswith("The season is not taken out")
        assert out == "The season is taken out of every change here, so a percentage is not that of the two counts."


PART = comparison(period("2024-01", "2024-12"), "1", [*months("2023-01", "2023-04"), *months("2024-01", "2024-12")])
TOTAL = pd.Series({"total_0": 4984.0, "total_1": 5018.0})
NO_EVENTS = pd.DataFrame({"date_from": [], "date_to": [], "label": []})


def row(verdict: Verdict, change_pct: float = nan) -> pd.Series:
    return pd.Series({"verdict": verdict, "change_pct": change_pct})


@pytest.mark.parametrize(
    ("change_pct", "verdict", "words"),
    [
        (12.46, Verdict.CLEAR_RISE, ", up 12.5%: clear rise"),
        (-9.3, Verdict.POSSIBLE_FALL, ", down 9.3%: possible fall, not certain"),
        (0.01, Verdict.SAME, ", unchanged: about the same"),
        (nan, Verdict.TOO_FEW, ": too few to tell"),
        (nan, Verdict.CANNOT_COMPARE, ""),
    ],
)
def test_a_heading_ends_with_the_change_and_its_verdict(change_pct: float, verdict: Verdict, words: str) -> None:
    assert findings.judged(row(verdict, change_pct), compared("2023-07", "1")) == words


def test_a_heading_never_joins_the_count_of_one_period_to_the_verdict_of_another() -> None:
    assert PART
    assert PART.is_part
    assert findings.judged(row(Verdict.CLEAR_RISE, 12.5), PART) == ""
    assert findings.judged(row(Verdict.CLEAR_RISE, 12.5), None) == ""


def test_words_on_a_change_name_its_months_where_they_are_a_part_of_those_chosen() -> None:
    assert findings.of_months("Verdict", PART) == "Verdict, January to April 2024"
    assert findings.of_months("Verdict", compared("2023-07", "1")) == findings.of_months("Verdict", None) == "Verdict"


@pytest.mark.parametrize(
    ("first", "key", "days"),
    [("2024-01", "1", (182, 181)), ("2024-02", "1", (151, 150)), ("2023-07", "1", None), ("2024-04", "1", None)],
)
def test_days_are_named_where_they_make_half_a_point(first: str, key: str, days: tuple[int, int] | None) -> None:
    asked = compared(first, key)
    assert days in (None, (asked.now.days, asked.before.days))
    assert (findings.days_note(asked) is not None) == (days is not None)


def test_a_part_that_can_be_compared_is_given_with_both_its_counts() -> None:
    assert PART
    assert findings.part_line(selection(), PART, TOTAL) == "January to April 2024 can be compared: 4,984, from 5,018"
    one = selection(wards=("W2",))
    assert findings.part_line(one, PART, TOTAL).endswith("compared: 4,984 in Beech, from 5,018")


def test_a_comparison_of_a_whole_year_without_events_needs_no_note() -> None:
    assert findings.comparison_notes(selection(), compared("2023-07", "1"), TOTAL, NO_EVENTS, [0.01, 0.015]) == []


def test_what_has_to_be_known_of_a_comparison_is_said_in_order() -> None:
    assert PART
    events = pd.DataFrame(
        {
            "date_from": pd.to_datetime(["2023-02-01", "2024-03-01"]),
            "date_to": pd.to_datetime(["2023-03-01", "2024-03-01"]),
            "label": ["Restrictions", "New recording"],
        }
    )
    assert findings.comparison_notes(selection(), PART, TOTAL, events, [0.0157, 0.0052]) == [
        f"{findings.part_line(selection(), PART, TOTAL)}.",
        "Percentages are of the counts, verdicts and intervals of the counts a day: January to April 2024 has 121 "
        "days, January to April 2023 has 120.",
        "Compare with care: Restrictions (February to March 2023) and New recording (March 2024) lie within the "
        "periods compared. Part of a change may be theirs.",
        "Compare with care: 1.6% of the force's records have no location in January to April 2024 and 0.5% in January "
        "to April 2023. Records without a location are not counted in any district or ward, so part of a change may be "
        "one of recording.",
    ]


def test_a_change_of_recording_between_the_periods_is_named_as_that() -> None:
    day = pd.to_datetime(["2023-09-01"])
    events = pd.DataFrame({"date_from": day, "date_to": day, "label": ["New recording"]})
    (care,) = findings.comparison_notes(selection(), PART, TOTAL, events, [None, None])[2:]
    assert "New recording (September 2023) lies within or between" in care


def test_what_the_noise_is_measured_over_is_said_where_it_is_not_the_districts() -> None:
    one = compared("2024-04", "1")
    said = {
        pool: findings.comparison_notes(selection(), one, TOTAL, NO_EVENTS, [None, None], pool=pool)
        for pool in (DISTRICT, WARD, AREA)
    }
    assert said[DISTRICT] == []
    assert ["over the area's wards" in note for note in said[WARD]] == [True]
    assert ["on the area's own months" in note for note in said[AREA]] == [True]


@pytest.mark.parametrize(
    ("forces", "why"),
    [
        ("Northshire Police", "no other district that Northshire Police polices"),
        ("", "Which force polices Westmere is not known"),
    ],
)
def test_why_a_district_stands_alone_is_said_by_its_force(forces: str, why: str) -> None:
    assert why in findings.alone(replace(status(), force_names=forces))


def test_one_month_and_a_season_are_said() -> None:
    one = compared("2024-06", JUST_BEFORE)
    assert findings.comparison_notes(selection(), one, TOTAL, NO_EVENTS, [None, None]) == [
        f"Cannot compare: {Refusal.ONE_MONTH}.",
        "The season is not taken out of this comparison: that needs three whole years without restrictions.",
    ]


def test_a_period_without_a_comparison_says_with_what() -> None:
    assert findings.comparison_notes(selection(), None, TOTAL, NO_EVENTS, [None, None]) == [
        "Cannot compare with the year before: no month of January to December 2024 has one to compare with."
    ]


def test_forces_and_months_that_are_not_whole_are_named_with_what_that_does() -> None:
    january, february = months("2024-01", "2024-02")
    partial = (("Northshire Police", january, 6.2), ("Northshire Police", february, 36.0))
    left_out, gaps = (("British Transport Police", 25.0, 12),), (("Port Police", january), ("Port Police", february))
    assert findings.whole_notes(Whole(("Westmere", "Eastmere"), partial, left_out, gaps)) == [
        "No total, rate or change is given of Westmere and Eastmere: no data of its own force are here, and what other "
        "forces recorded there is not all.",
        "Counted as missing, since Northshire Police supplied only a part of its usual records: January 2024 (6%) and "
        "February 2024 (36%).",
        "Records of British Transport Police (25.0% of those here in the months that it supplied) are in no figure "
        "here: it lacks 12 of the months of the area's own force, so they would come and go with its files.",
        "Counted as missing, since Port Police, which records much here, did not supply it: January to February 2024.",
    ]


@pytest.mark.parametrize(
    ("shares", "differs"), [((0.02, 0.005), True), ((0.02, 0.015), False), ((None, 0.5), False), ((0.0, 0.011), True)]
)
def test_a_point_more_without_location_matters(shares: tuple[float | None, float | None], differs: bool) -> None:
    assert findings.differs_in_location(*shares) is differs


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (selection(), "Wards: all 3 of Westmere (%s). Crime types: all."),
        (selection(wards=("W3", "W1")), "Wards: Alder, Cedar (%s). Crime types: all."),
        (
            selection(crime_types=("Burglary", "Robbery", "Drugs")),
            "Wards: all 3 of Westmere (%s). Crime types: all crime.",
        ),
        (selection(crime_types=("Drugs", ASB)), f"Wards: all 3 of Westmere (%s). Crime types: Drugs, {ASB}."),
    ],
)
def test_a_file_names_every_ward_and_type_that_it_is_about(chosen: Selection, words: str) -> None:
    assert findings.scope(chosen) == words % chosen.vintage.label


def test_a_file_about_districts_names_the_types_alone() -> None:
    assert findings.districts_scope(selection(wards=("W1",))) == "Whole districts. Crime types: all crime."
    two = selection(crime_types=("Burglary", "Drugs", ASB))
    assert findings.districts_scope(two) == "Whole districts. Crime types: Burglary, Drugs."
