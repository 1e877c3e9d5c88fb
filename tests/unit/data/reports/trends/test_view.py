from typing import Any

import pytest

from data.reports.trends.view import measure_in_form
from tests.fixtures.selections import COUNT, RATE, period, selection
from tests.fixtures.trends import view


@pytest.mark.parametrize(
    ("form", "measure", "title", "decimals"),
    [
        ("month", COUNT, "Recorded offences a month", 0),
        ("month", RATE, "Recorded offences per 1,000 residents (residents not known) a month", 2),
        ("rolling", COUNT, "Recorded offences, total of the 12 months to each month", 0),
        ("index", RATE, "Recorded offences, the average month of January to December 2023 = 100", 0),
    ],
)
def test_a_measure_names_its_form(form: str, measure: Any, title: str, decimals: int) -> None:
    named = measure_in_form(measure, selection(form=form), period("2023-01", "2023-12"))
    assert (named.title, named.decimals) == (title, decimals)


def test_a_rate_of_others_names_where_their_residents_come_from() -> None:
    assert "(Census 2021)" in measure_in_form(RATE, selection(), None, "Census 2021").title


def test_a_caption_names_the_months_before_the_period_where_there_are_any() -> None:
    before = "The chart shows January 2023 to December 2024; dotted before the period."
    assert view().series("all crime") == f"Recorded offences, all crime, January to December 2024. {before}"
    whole = selection(period=period("2023-01", "2024-12"))
    assert view(whole).series("all crime") == "Recorded offences, all crime, January 2023 to December 2024."
