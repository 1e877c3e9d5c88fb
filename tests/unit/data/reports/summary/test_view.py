from dataclasses import replace

import pytest

from data.reports.panel import Link
from data.reports.summary.view import SummaryView, part_link, where
from tests.fixtures.selections import period
from tests.fixtures.summary_views import summary_view as view
from tests.fixtures.summary_views import ward_table


def test_the_part_that_can_be_compared_is_linked_with_the_rest_of_the_selection() -> None:
    given = view(present="part", crime_types=("Drugs",))
    part = replace(given.selection, period=period("2024-01", "2024-04"))
    assert part_link(given) == Link("Show January to April 2024 alone", selection=part)
    assert part_link(view()) is None
    assert part_link(view(present="nothing")) is None


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
