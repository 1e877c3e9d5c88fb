from math import nan
from typing import Any

import pandas as pd
import pytest

from components.panels.districts import district_panel
from tests.fixtures.selections import RATE, selection, status
from tests.fixtures.served import Page
from tests.unit.components.test_panel import as_json


def districts(**columns: Any) -> pd.DataFrame:
    plain = {
        "area_code": ["D2", "D1"], "area_name": ["Eastmere", "Westmere"], "is_own": [False, True],
        "population": [4000, 6000], "population_source": "Census", "offence_count": [500.0, 600.0],
        "rate_per_1000": [125.0, 100.0], "lower_ci_per_1000": [110.0, 90.0], "upper_ci_per_1000": [140.0, 111.0],
        "rank_words": ["1st of 2 per 1,000 residents", "2nd of 2 per 1,000 residents"],
        "count_rank_words": ["2nd of 2 by number", "1st of 2 by number"],
    }  # fmt: skip
    return pd.DataFrame(plain | columns)


def page(frame: pd.DataFrame, **changes: Any) -> Page:
    return Page({"panel": as_json(district_panel(selection(**changes), status(), RATE, frame))})


def test_the_rank_of_the_area_heads_the_districts_which_have_both_ranks() -> None:
    shown = page(districts())
    own = shown.table("Westmere is 2nd of 2 per 1,000 residents")[1]
    assert (own["Rank"], own["Rank by number"]) == ("2nd of 2 per 1,000 residents", "1st of 2 by number")
    assert own["Per 1,000"] == "100.0 (90.0\u00a0to\u00a0111.0)"
    assert "# Whole districts. Crime types: Burglary, Robbery, Drugs." in shown.downloads[0].notes


@pytest.mark.parametrize(
    ("changes", "columns", "reason"),
    [
        ({"source": "recorded_crime"}, {"rate_per_1000": [nan, 100.0]}, "holds the records of Westmere alone"),
        ({}, {"rate_per_1000": [nan, 100.0]}, "Months or residents are missing in January to December 2024."),
    ],
)
def test_districts_that_cannot_be_ranked_say_why(changes: Any, columns: Any, reason: str) -> None:
    assert reason in page(districts(**columns), **changes).text


def test_one_district_alone_is_said_to_be_alone() -> None:
    assert "Only one district is in the lookups." in page(districts().iloc[1:]).text
