import pytest

from data.reports.summary.view import SummaryView, where
from tests.fixtures.summary_views import summary_view as view
from tests.fixtures.summary_views import ward_table


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
