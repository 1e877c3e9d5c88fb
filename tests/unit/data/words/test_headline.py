from dataclasses import replace
from math import nan

import pytest

from data.model.areas import Ward
from data.model.verdict import FALLS, RISES, Verdict
from data.reports.summary.view import SummaryView
from data.words.headline import finding, headline, mostly, places
from tests.fixtures.selections import OLD, selection
from tests.fixtures.summary_views import QUIET
from tests.fixtures.summary_views import summary_view as view

YEAR = "in the year to December 2024"


def said(given: SummaryView) -> str:
    return headline(given.table, given.selection, given.comparison)


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        (view(), f"Crime rose 36.8% {YEAR}; burglary clearly rose"),
        (view("one ward"), f"Crime in Beech rose 48.7% {YEAR}; burglary clearly rose"),
        (view(crime_types=("Burglary",)), f"Burglary rose 55.9% {YEAR}"),
        (view(crime_types=("Anti-social behaviour",)), f"Anti-social behaviour fell 48.5% {YEAR}"),
        (view(present="part"), "Crime rose 37.2% in January to April 2024; burglary clearly rose"),
    ],
)
def test_a_clear_change_is_said_in_a_verb_with_its_months(given: SummaryView, heading: str) -> None:
    assert said(given) == heading


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        (
            view("unticked"),
            "2,990 offences (burglary and robbery) in Westmere, year to December 2024: possible rise, not certain; "
            "burglary clearly rose",
        ),
        (view(crime_types=("Drugs",)), "9 offences (drugs) in Westmere, year to December 2024: too few to tell"),
        (
            view("two wards"),
            "1,526 crimes in Alder and Beech, year to December 2024: possible rise, not certain; "
            "none of 3 crime types clearly changed",
        ),
        (
            view(changed=QUIET),
            "2,153 crimes in Westmere, year to December 2024: about the same; none of 3 crime types clearly changed",
        ),
        (view(present="one month"), "2,999 crimes in Westmere, year to December 2024"),
        (view(present="nothing"), "2,999 crimes in Westmere, year to December 2024"),
    ],
)
def test_what_is_not_clear_is_a_count_with_its_verdict_and_never_a_verb(given: SummaryView, heading: str) -> None:
    assert said(given) == heading


def test_one_offence_is_told_in_the_singular() -> None:
    one, drugs = {"verdict": Verdict.TOO_FEW, "total_0": 1, "total_1": 3}, view(crime_types=("Drugs",))
    told = finding(one, drugs.selection, drugs.comparison)
    assert told == "1 offence (drugs) in Westmere, year to December 2024: too few to tell"


def test_many_types_are_counted_and_both_ways_are_said() -> None:
    given = view()
    types = ["Burglary", "Robbery", "Drugs", "Other theft", "Shoplifting"]
    rows = given.table.iloc[[0, *[1] * 5]].assign(offence=["All crime", *types])
    verdicts = [Verdict.CLEAR_RISE, *[Verdict.CLEAR_RISE] * 3, Verdict.CLEAR_FALL, Verdict.UNCLEAR]
    heading = headline(rows.assign(verdict=verdicts), given.selection, given.comparison)
    assert heading.endswith("; three of 5 crime types clearly rose and other theft clearly fell")


def test_a_rise_from_nothing_has_its_counts() -> None:
    given = view(crime_types=("Burglary",))
    none = given.table.assign(change_pct=float("nan"), total_0=12.0, total_1=0.0)
    assert headline(none, given.selection, given.comparison) == f"Burglary rose from 0 to 12 {YEAR}"


@pytest.mark.parametrize(
    ("count", "named"),
    [(1, "Aveley and Uplands"), (3, "Aveley and Uplands, Belhus, and Grays"), (4, "4 wards"), (5, "Westmere")],
)
def test_up_to_three_wards_are_named(count: int, named: str) -> None:
    names = ("Aveley and Uplands", "Belhus", "Grays", "Orsett", "Tilbury")
    wards = tuple(Ward(f"W{place}", name, 1000) for place, name in enumerate(names))
    codes = tuple(ward.code for ward in wards[:count])
    assert places(selection(vintage=replace(OLD, wards=wards), wards=codes)) == named


MORE = {"Shoplifting": (241.0, 116.0), "Burglary": (60.0, 71.0), "Drugs": (90.0, 60.0)}


def most(verdict: Verdict, now: float, before: float, types: dict[str, tuple[float, float]] = MORE) -> str:
    return mostly({"verdict": verdict, "total_0": now, "total_1": before}, types)


def test_the_crime_type_that_makes_up_most_of_a_change_is_told_as_arithmetic() -> None:
    assert most(Verdict.POSSIBLE_RISE, 391, 247) == "Of the 144 more, 125 are shoplifting (116 to 241)."
    fewer = {name: (before, now) for name, (now, before) in MORE.items()}
    assert most(Verdict.CLEAR_FALL, 247, 391, fewer) == "Of the 144 fewer, 125 are shoplifting (241 to 116)."


def test_a_type_that_makes_up_more_than_all_of_it_stands_beside_the_rest() -> None:
    types = {"Shoplifting": (241.0, 116.0), "Burglary": (60.0, 100.0)}
    assert most(Verdict.CLEAR_RISE, 301, 216, types) == (
        "Shoplifting alone is 125 more (116 to 241); all else together is 40 fewer."
    )


@pytest.mark.parametrize("verdict", [one for one in Verdict if one not in (*RISES, *FALLS)])
def test_what_chance_may_explain_is_explained_by_nothing_else(verdict: Verdict) -> None:
    assert most(verdict, 391, 247) == ""


@pytest.mark.parametrize(
    ("verdict", "types"),
    [
        (Verdict.CLEAR_RISE, {"Shoplifting": (160.0, 100.0), "Drugs": (160.0, 100.0), "Burglary": (71.0, 47.0)}),
        (Verdict.CLEAR_RISE, {"Shoplifting": (160.0, 100.0), "Drugs": (131.0, 60.0), "Burglary": (100.0, 87.0)}),
        # The season is not in the verdict, but in the counts.
        (Verdict.CLEAR_FALL, MORE),
        (Verdict.CLEAR_RISE, {"Shoplifting": (nan, 100.0), "Drugs": (nan, 60.0)}),
    ],
)
def test_where_no_one_type_makes_up_half_of_it_none_is_named(
    verdict: Verdict, types: dict[str, tuple[float, float]]
) -> None:
    assert most(verdict, 391, 247, types) == ""
