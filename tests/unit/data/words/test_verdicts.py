from math import nan

import pandas as pd
import pytest

from data.model.verdict import Verdict
from data.statistics.change.verdicts import FAMILIES, Correction
from data.words import verdicts
from data.words.verdicts import (
    ALONE,
    BY_HAND,
    DAILY,
    POSSIBLE,
    SIGNS,
    TOGETHER,
    bracket_notes,
    clearly_changed,
    interval,
    judged_with,
    uneven,
    words,
)  # fmt: skip


def change(verdict: Verdict, low: float = -3.14, high: float = 12.4, unit: str = "pct") -> dict[str, object]:
    return {"verdict": verdict, f"lower_ci_{unit}": low, f"upper_ci_{unit}": high}


def test_every_verdict_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(Verdict)
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_verdict_is_shown_in_its_own_words() -> None:
    assert words(Verdict.CLEAR_RISE) == "▲ Clear rise"


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (change(Verdict.CLEAR_RISE, 3.14), "(95% interval +3.1% to +12.4%)"),
        (change(Verdict.CLEAR_FALL, -12.4, -3.1), "(95% interval −12.4% to −3.1%)"),
        (change(Verdict.POSSIBLE_RISE, 3.14), "(+3.1% to +12.4% possible)"),
        (change(Verdict.UNCLEAR), "(−3.1% to +12.4% possible)"),
        (change(Verdict.SAME), "(−3.1% to +12.4% possible)"),
        (change(Verdict.TOO_FEW), ""),
        (change(Verdict.CANNOT_COMPARE), ""),
        (change(Verdict.CLEAR_RISE, nan, nan), ""),
    ],
)
def test_an_interval_never_contradicts_its_verdict(row: dict[str, object], shown: str) -> None:
    assert interval(row) == shown


@pytest.mark.parametrize(
    ("counted", "daily", "shown"),
    [
        (5.0, 5.4, "+5.0% (−3.1% to +12.4% possible)"),
        (5.0, 5.5, "+5.0% (−3.1% to +12.4% possible, by the day)"),
    ],
)
def test_a_change_that_is_another_by_the_day_says_so(counted: float, daily: float, shown: str) -> None:
    row = {**change(Verdict.UNCLEAR), "change_pct": counted, "daily_pct": daily}
    assert verdicts.change(row) == shown
    notes = [POSSIBLE, DAILY] if "by the day" in shown else [POSSIBLE]
    assert bracket_notes(pd.DataFrame([row])) == notes


def test_a_change_without_a_percentage_shows_nothing() -> None:
    row = {**change(Verdict.TOO_FEW, nan, nan), "change_pct": nan, "daily_pct": nan}
    assert verdicts.change(row) == ""
    assert bracket_notes(pd.DataFrame([row])) == []


def test_an_interval_in_points_is_that_of_the_points() -> None:
    row = change(Verdict.UNCLEAR, -4.04, 11.96, "points")
    assert interval(row, 1, " points") == "(−4.0 points to +12.0 points possible)"


@pytest.mark.parametrize(
    ("family", "count", "said"),
    [
        ("area_headline", 1, ALONE),
        ("area_type", 13, "Judged together with all 13 crime types."),
        ("ward_type", 1200, "Judged together with all 1,200 wards, and their crime types."),
        ("", 1, BY_HAND),
    ],
)
def test_a_verdict_says_what_it_is_judged_with(family: str, count: int, said: str) -> None:
    assert judged_with({"family": family, "comparisons": count}) == said


def test_every_family_that_is_judged_together_has_words() -> None:
    assert set(TOGETHER) == {name for name, one in FAMILIES.items() if one.correction is not Correction.ALONE}


def count(name: str, now: float, before: float, verdict: Verdict = Verdict.TOO_FEW) -> dict[str, object]:
    return {"name": name, "total_0": now, "total_1": before, "verdict": verdict}


def test_large_counts_that_are_too_few_to_tell_say_why_in_one_sentence() -> None:
    why = "such counts swing so much from year to year that even a doubling could be missed."
    few, told = count("Bicycle theft", 60, 49), count("Drugs", 209, 163, Verdict.UNCLEAR)
    assert uneven([few, told], "name") == uneven([]) == []
    large = [count(name, 733, 557) for name in ("Shoplifting", "Burglary", "Robbery", "Public order")]
    assert uneven([few, *large[:2]], "name") == [f"Shoplifting and Burglary: {why}"]
    (many,) = uneven([*large, *large], "name")
    assert many == f"Shoplifting, Burglary and 2 more: {why}"
    assert uneven([told, large[0]]) == [f"S{why[1:]}"]


def test_a_count_of_which_a_month_is_missing_is_not_uneven() -> None:
    assert uneven([count("Drugs", nan, 300, Verdict.CANNOT_COMPARE)], "name") == []


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([Verdict.TOO_FEW] * 3, "Too few to tell in 3 wards"),
        ([Verdict.UNCLEAR, Verdict.TOO_FEW, Verdict.TOO_FEW], "Of 3 wards none clearly changed, 2 too few to tell"),
        ([Verdict.UNCLEAR, Verdict.POSSIBLE_RISE, Verdict.TOO_FEW], "Of 3 wards none clearly changed"),
        ([Verdict.CLEAR_FALL] * 2, "Both wards clearly fell"),
        ([Verdict.CLEAR_RISE] * 3, "All 3 wards clearly rose"),
        ([Verdict.POSSIBLE_RISE], "One ward: possible rise, not certain"),
        ([Verdict.CLEAR_FALL, Verdict.CLEAR_RISE, Verdict.SAME], "Of 3 wards 1 clearly rose and 1 clearly fell"),
    ],
)
def test_a_heading_counts_clear_changes_and_what_is_too_few_where_it_is_most(found: list[Verdict], said: str) -> None:
    assert clearly_changed(found, "wards") == said
