from datetime import date

import pandas as pd
import pytest

from components.panels import trends
from data.selection import Measure, Period
from tests.fixtures.selections import selection, status

COUNT = Measure("offence_count", "Recorded offences", "offences", 0, "", "data.police.uk")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([3.0, 7.0], "All crime in Westmere was highest in February 2024: 7"),
        ([0.0, 0.0], "All crime in Westmere: none recorded, January to December 2024"),
        ([float("nan")] * 2, "No data for January to December 2024"),
    ],
)
def test_the_heading_names_the_highest_month_or_says_that_there_is_none(values: list[float], said: str) -> None:
    months = pd.to_datetime(["2024-01-01", "2024-02-01"])
    total = pd.DataFrame({"period_month": months, "series": "Westmere", "value": values})
    shown = Period(date(2023, 1, 1), date(2024, 12, 1))
    context = trends.Context(selection(), COUNT, status(), shown, pd.DataFrame())
    assert trends.finding(context, total) == said
