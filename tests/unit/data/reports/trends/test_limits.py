from math import nan

from data.reports.panel import Listed
from data.reports.trends.limits import (
    CAUTION,
    KEY,
    SHARED_MONTHS,
    UNUSUAL,
    UNUSUAL_BEFORE,
    key,
    limit_notes,
    unusual_months,
)
from data.statistics.series.control_limits import OUTSIDE
from data.statistics.series.season import Season
from tests.fixtures.selections import months, period, selection
from tests.fixtures.trends import limited, trend

NO_LIMITS = limited(centre=nan)


def season(filled: tuple[str, ...] = (), districts: int = 1) -> Season:
    return Season(limited(), tuple(month for name in filled for month in months(name, name)), districts)


def test_unusual_months_are_listed_by_rule_with_those_before_the_period() -> None:
    signals = trend(signals=[("Westmere", OUTSIDE, months("2023-12", "2024-01"))]).signals
    january, december = f"January 2024: {OUTSIDE}", f"December 2023: {OUTSIDE}"
    first = period("2024-01", "2024-12").first
    assert unusual_months(signals, first) == [Listed([january, f"Before the period, {december}"], "◆")]
    named = [f"Westmere, {january}", f"Westmere, before the period, {december}"]
    assert unusual_months(signals, first, is_named=True) == [Listed(named, "◆")]
    assert unusual_months(signals.iloc[:0], first) == []


def test_the_key_is_of_what_is_drawn() -> None:
    marked = limited()
    marked.loc[12, "signals"] = OUTSIDE
    first = period("2024-01", "2024-12").first
    assert [key(drawn, first) for drawn in (NO_LIMITS, limited(), marked)] == [[], [KEY], [KEY, UNUSUAL]]


def test_the_key_says_where_the_only_unusual_months_lie_before_the_period() -> None:
    marked = limited()
    marked.loc[11, "signals"] = OUTSIDE
    assert key(marked, period("2024-01", "2024-12").first) == [KEY, UNUSUAL_BEFORE]


def test_the_notes_say_where_the_season_came_from_and_where_it_stays() -> None:
    assert limit_notes(selection(), trend(), season(("2024-03",), 14)) == [
        CAUTION,
        "The season is taken out: what is usual for each month is learnt from the other years of 14 districts "
        "together.",
        "No other year tells what is usual for March 2024: the months on either side stand in.",
    ]
    assert "the area's own years" in limit_notes(selection(), trend(), season())[1]
    left_in = trend(limited(is_seasonal=False), unseasoned=[period("2024-01", "2024-12")])
    assert limit_notes(selection(), left_in, season(("2024-03",), 14)) == [
        CAUTION,
        "The season is not taken out in January to December 2024, for want of other years: a month may be marked for "
        "its season alone.",
    ]
    assert limit_notes(selection(), trend(NO_LIMITS), season(("2024-03",), 14)) == []


def test_what_is_refused_is_said_in_words() -> None:
    refused = trend(NO_LIMITS, without=[period("2024-01", "2024-04")], few=["Robbery", "Drugs"])
    assert limit_notes(selection(), refused, season()) == [
        "No usual range for January to April 2024: fewer than 12 months between gaps and breaks.",
        "No usual range for Robbery and Drugs: fewer than 5 a month on average between gaps and breaks.",
    ]
    without_total = trend(NO_LIMITS, missing={"A": months("2024-05", "2024-06")})
    assert limit_notes(selection(form="rolling"), without_total, season()) == [
        SHARED_MONTHS,
        "No total is given where one of its 12 months is missing: May to June 2024.",
    ]
    assert limit_notes(selection(form="rolling"), trend(NO_LIMITS), season()) == [SHARED_MONTHS]
    without_index = trend(NO_LIMITS, missing={"A": months("2024-05", "2024-05")})
    assert limit_notes(selection(form="index"), without_index, season()) == [
        "No average to set months against: no data for May 2024."
    ]
