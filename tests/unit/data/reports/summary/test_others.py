from math import nan
from typing import Any

import pandas as pd
import pytest

from data.reports.figures import StripDots
from data.reports.panel import Panel
from data.reports.summary.others import others_panel
from data.reports.summary.view import SummaryView
from data.words.findings import districts_scope
from tests.fixtures.panels import rows, said
from tests.fixtures.statuses import with_statuses
from tests.fixtures.summary_views import summary_view as view
from tests.fixtures.summary_views import ward_table


def districts(**columns: Any) -> pd.DataFrame:
    plain = {
        "area_code": ["D2", "D1"], "area_name": ["Eastmere", "Westmere"], "is_own": [False, True],
        "population": [4000, 6000], "population_source": "Census", "offence_count": [500.0, 600.0],
        "rate_per_1000": [125.0, 100.0], "lower_ci_per_1000": [110.0, 90.0], "upper_ci_per_1000": [140.0, 111.0],
        "rank": [1.0, 2.0], "best_rank": [1.0, 1.0], "worst_rank": [2.0, 2.0],
        "rank_words": ["1st of 2 per 1,000 residents", "2nd of 2 per 1,000 residents"],
        "count_rank_words": ["2nd of 2 by number", "1st of 2 by number"],
    }  # fmt: skip
    return with_statuses(pd.DataFrame(plain | columns))


def wards(given: SummaryView) -> pd.DataFrame:
    table = ward_table(given)
    return table.assign(is_own=table["area_code"].isin(given.selection.wards))


def strip(panel: Panel) -> StripDots:
    assert isinstance(panel.figure, StripDots)
    return panel.figure


def test_the_rank_of_the_area_heads_the_districts_with_what_chance_leaves_open() -> None:
    panel = others_panel(view(), districts())
    assert panel.words.finding.endswith("2nd highest rate of 2 districts")
    assert "anywhere from 1st to 2nd" in panel.words.line
    own = rows(panel)[1]
    assert (own["Rank"], own["Rank by number"]) == ("2nd of 2 per 1,000 residents", "1st of 2 by number")
    assert own["Per 1,000"] == "100.0 (90.0\u00a0to\u00a0111.0)"
    assert panel.words.scope == districts_scope(view().selection)
    assert [link.path for link in panel.links] == ["/compare"]


def test_the_dots_are_the_rates_with_the_areas_own_marked() -> None:
    panel = others_panel(view(), districts())
    frame = strip(panel).frame
    assert list(frame["value"]) == [125.0, 100.0]
    assert panel.table is not None
    assert list(frame["area_name"][frame["is_marked"]]) == panel.table.marked == ["Westmere"]


def test_a_chosen_ward_stands_among_the_wards() -> None:
    given = view("one ward")
    panel = others_panel(given, wards(given))
    assert panel.words.finding == "Against others: highest rate of 3 wards"
    assert "Visitors raise a rate." in panel.words.line
    assert rows(panel)[0]["Ward"] == "Beech"
    assert panel.words.scope.startswith("Wards: all 3 of Westmere")


def test_of_several_wards_the_highest_is_named() -> None:
    given = view("two wards")
    panel = others_panel(given, wards(given))
    assert panel.words.finding.endswith("Beech has the highest rate of 3 wards")
    assert sorted(strip(panel).frame.loc[strip(panel).frame["is_marked"], "area_name"]) == ["Alder", "Beech"]


def test_a_rate_of_a_period_that_is_compared_in_part_names_its_months() -> None:
    line = others_panel(view(present="part"), districts()).words.line
    assert "year to December 2024:" in line


@pytest.mark.parametrize(
    ("changes", "columns", "reason"),
    [
        ({"source": "recorded_crime"}, {"rate_per_1000": [nan, 100.0]}, "holds the records of Westmere alone"),
        ({}, {"rate_per_1000": [nan, 100.0]}, "Residents not known in January to December 2024."),
    ],
)
def test_districts_that_cannot_be_ranked_say_why(changes: Any, columns: Any, reason: str) -> None:
    panel = others_panel(view(**changes), districts(**columns))
    assert (panel.words.finding, panel.table) == ("Districts are not ranked", None)
    assert reason in said(panel)


def test_one_district_alone_is_said_to_be_alone() -> None:
    assert "Northshire Police polices." in said(others_panel(view(), districts().iloc[1:]))
