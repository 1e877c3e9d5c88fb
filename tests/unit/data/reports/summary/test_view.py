from dataclasses import replace

import pytest

from data.reports.panel import Link, Listed
from data.reports.summary.view import SummaryView, finding, said, where
from tests.fixtures.selections import period
from tests.fixtures.summary_views import summary_view as view
from tests.fixtures.summary_views import ward_table

ALL, RECORDED = "2,999 crimes in Westmere, year to December 2024", "1,044 crimes in Beech, year to December 2024"
SUM = "2,990 offences (burglary and robbery) in Westmere, year to December 2024"


@pytest.mark.parametrize(
    ("given", "heading"),
    [
        (view(), f"{ALL}, up 36.8%: clear rise"),
        (view("one ward"), f"{RECORDED}, up 48.7%: clear rise"),
        (view("unticked"), f"{SUM}, up 37.4%: possible rise, not certain"),
        (view(crime_types=("Drugs",)), "9 offences (drugs) in Westmere, year to December 2024: too few to tell"),
        (view(present="part"), ALL),
        (view(present="one month"), ALL),
        (view(present="nothing"), ALL),
        (view("unticked", "part"), SUM),
    ],
)
def test_the_heading_joins_a_verdict_only_to_the_count_that_it_is_of(given: SummaryView, heading: str) -> None:
    assert finding(given) == heading


def test_the_sentences_on_wards_stand_beside_those_on_crime_types() -> None:
    changed, places = said(view(), ["Burglary rose."], ["Beech rose."])
    assert changed == ([Listed(["Burglary rose."])], "What changed", "")
    assert places == ([Listed(["Beech rose."])], "Where", "")
    assert said(view(), ["Burglary rose."], []) == [changed]


def test_the_part_that_can_be_compared_is_linked_with_the_rest_of_the_selection() -> None:
    given = view(present="part", crime_types=("Drugs",))
    (changed,) = said(given, [], [])
    part = replace(given.selection, period=period("2024-01", "2024-04"))
    assert changed.notes[1] == (Link("Show January to April 2024 alone", selection=part),)
    assert len(said(view(present="nothing"), [], [])[0].notes) == 1


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (view(), "All 3 other districts"),
        (view(similar=("D2", "D3")), "Most similar group (2)"),
        (view("one ward"), "Rest of Westmere"),
        (view(present="nothing"), ""),
    ],
)
def test_those_compared_with_are_named(given: SummaryView, name: str) -> None:
    assert given.others == name


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [(["Alder rose."], ["Alder rose."]), ([], ["Cedar and Beech hold 84% of the crime counted, of 3 wards."])],
)
def test_where_changes_cannot_be_given_the_wards_with_most_are_named(sentences: list[str], expected: list[str]) -> None:
    given = view(present="nothing")
    assert where(given, ward_table(given), sentences) == expected
