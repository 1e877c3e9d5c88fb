from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.analysis.place_changes import numbered, place_changes, quarterly, quarters, with_kinds
from data.schema import Verdict
from tests.fixtures.selections import period

YEAR = period("2024-01", "2024-12")
PLACES = pd.DataFrame(
    {
        "place_id": ["f1", "f2", "m1", "o1"],
        "place_name": ["Marsh", "Yard", "Track", "Order"],
        "kind": ["fire", "fire", "bikes", "order"],
    }
)


def reports(counts: Mapping[str, Sequence[float | None]], measure: str = "fires") -> pd.DataFrame:
    """24 months of places to the end of 2024."""
    months = pd.date_range("2023-01-01", "2024-12-01", freq="MS")
    rows = [
        (place, measure, measure.title(), measure, month, count)
        for place, values in counts.items()
        for month, count in zip(months, values, strict=True)
    ]
    found = pd.DataFrame(rows, columns=["place_id", "measure", "title", "unit", "period_month", "count"])
    return with_kinds(found.astype({"count": "Int64"}), PLACES)


FIRES = reports({"f1": [3.0, 4.0] * 6 + [12.0, 11.0] * 6, "f2": [4.0, 5.0] * 12})


def test_places_are_numbered_within_their_kind() -> None:
    assert numbered(PLACES)["number"].tolist() == [1, 2, 1, 1]


def test_each_place_is_compared_and_its_kind_is_one_family() -> None:
    both = pd.concat([FIRES, reports({"m1": [5.0] * 24}, "reports")])
    found = place_changes(both, YEAR).set_index("place_id")
    assert found.loc["f1", ["total_0", "total_1", "title"]].tolist() == [138, 42, "Fires"]
    assert found.loc["f1", "verdict"] == Verdict.HIGHER
    assert found.loc["f2", "verdict"] == Verdict.NORMAL
    assert found["comparisons"].to_dict() == {"f1": 2, "f2": 2, "m1": 1}


def test_a_month_without_a_report_is_a_gap_and_no_change_is_given() -> None:
    gap = reports({"f1": [None] + [3.0] * 23})
    row = place_changes(gap, YEAR).iloc[0]
    assert (row["verdict"], row["total_0"]) == (Verdict.NOT_COMPARABLE, 36)
    assert np.isnan(row["total_1"])


def test_a_period_of_more_than_a_year_gives_totals_and_no_verdict() -> None:
    row = place_changes(FIRES, period("2023-06", "2024-12")).set_index("place_id").loc["f2"]
    assert (row["verdict"], row["total_0"]) == (Verdict.NOT_COMPARABLE, 86)


def test_no_reports_give_no_changes() -> None:
    assert place_changes(FIRES.iloc[:0], YEAR).empty
    assert quarterly(FIRES.iloc[:0], YEAR).empty


def test_quarters_are_whole_ones() -> None:
    assert [quarter.first.month for quarter in quarters(YEAR)] == [1, 4, 7, 10]
    assert quarters(period("2024-02", "2024-08")) == [period("2024-04", "2024-06")]
    assert quarters(period("2024-01", "2024-02")) == []


def test_a_quarter_with_more_than_chance_would_explain_is_a_concern() -> None:
    found = quarterly(FIRES, YEAR).set_index(["quarter", "place_id"])
    assert len(found) == 8
    last = found.loc[pd.Timestamp("2024-10-01")]
    assert last["total_0"].tolist() == [34, 14]
    assert last["total_1"].tolist() == [11, 14]
    assert last["is_concern"].tolist() == [True, False]
    assert last["comparisons"].tolist() == [2, 2]
    assert last.loc["f1", ["kind", "place_name"]].tolist() == ["fire", "Marsh"]


def test_what_is_not_reviewed_by_the_quarter_has_none() -> None:
    assert quarterly(reports({"m1": [5.0] * 24}, "reports"), YEAR).empty
