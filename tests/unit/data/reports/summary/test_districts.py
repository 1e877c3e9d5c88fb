from math import nan
from typing import Any

import pandas as pd
import pytest

from data.reports.figures import RankedBars
from data.reports.panel import Panel
from data.reports.summary.districts import district_panel
from tests.fixtures.panels import rows, said
from tests.fixtures.selections import RATE, selection, status
from tests.fixtures.statuses import with_statuses


def districts(**columns: Any) -> pd.DataFrame:
    plain = {
        "area_code": ["D2", "D1"], "area_name": ["Eastmere", "Westmere"], "is_own": [False, True],
        "population": [4000, 6000], "population_source": "Census", "offence_count": [500.0, 600.0],
        "rate_per_1000": [125.0, 100.0], "lower_ci_per_1000": [110.0, 90.0], "upper_ci_per_1000": [140.0, 111.0],
        "rank_words": ["1st of 2 per 1,000 residents", "2nd of 2 per 1,000 residents"],
        "count_rank_words": ["2nd of 2 by number", "1st of 2 by number"],
    }  # fmt: skip
    return with_statuses(pd.DataFrame(plain | columns))


def made(frame: pd.DataFrame, **changes: Any) -> Panel:
    return district_panel(selection(**changes), status(), RATE, frame)


def test_the_rank_of_the_area_heads_the_districts_which_have_both_ranks() -> None:
    panel = made(districts())
    assert panel.words.finding == "Westmere is 2nd of 2 per 1,000 residents"
    own = rows(panel)[1]
    assert (own["Rank"], own["Rank by number"]) == ("2nd of 2 per 1,000 residents", "1st of 2 by number")
    assert own["Per 1,000"] == "100.0 (90.0\u00a0to\u00a0111.0)"
    assert panel.words.scope == "Whole districts. Crime types: Burglary, Robbery, Drugs."


def test_the_bars_are_the_rates_with_the_areas_own_marked() -> None:
    panel = made(districts())
    assert isinstance(panel.figure, RankedBars)
    assert list(panel.figure.frame["value"]) == [125.0, 100.0]
    assert panel.table is not None
    assert list(panel.figure.frame["area_name"][panel.figure.frame["is_marked"]]) == panel.table.marked == ["Westmere"]


@pytest.mark.parametrize(
    ("changes", "columns", "reason"),
    [
        ({"source": "recorded_crime"}, {"rate_per_1000": [nan, 100.0]}, "holds the records of Westmere alone"),
        ({}, {"rate_per_1000": [nan, 100.0]}, "No residents loaded in January to December 2024."),
    ],
)
def test_districts_that_cannot_be_ranked_say_why(changes: Any, columns: Any, reason: str) -> None:
    panel = made(districts(**columns), **changes)
    assert (panel.words.finding, panel.table) == ("Districts are not ranked", None)
    assert reason in said(panel)


def test_one_district_alone_is_said_to_be_alone() -> None:
    assert "Only one district is in the lookups." in said(made(districts().iloc[1:]))
