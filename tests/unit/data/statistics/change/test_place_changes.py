from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.model.comparison import JUST_BEFORE, comparison
from data.model.verdict import CLEAR, Refusal, Verdict
from data.statistics.change.place_changes import numbered, place_changes, quarterly, quarters, with_kinds
from tests.fixtures.selections import months, period

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
# Of counts that are large enough to tell.
MANY = reports({"f1": [30.0, 40.0] * 6 + [120.0, 110.0] * 6, "f2": [40.0, 50.0] * 12})
COMPARED = comparison(YEAR, "1", months("2023-01", "2024-12"))


def test_places_are_numbered_within_their_kind() -> None:
    assert numbered(PLACES)["number"].tolist() == [1, 2, 1, 1]


def test_each_place_is_compared_and_its_kind_is_one_family() -> None:
    both = pd.concat([MANY, reports({"m1": [50.0] * 24}, "reports")])
    found = place_changes(both, YEAR, COMPARED).set_index("place_id")
    assert found.loc["f1", ["total_0", "total_1", "report_count", "title"]].tolist() == [1380, 420, 1380, "Fires"]
    assert found.loc["f1", "verdict"] == Verdict.CLEAR_RISE
    assert found.loc["f2", "verdict"] not in CLEAR
    assert found["comparisons"].to_dict() == {"f1": 2, "f2": 2, "m1": 1}
    assert set(found["family"]) == {"place"}


def test_another_kind_and_another_measure_are_other_families() -> None:
    every = pd.concat([MANY, reports({"m1": [50.0] * 24}), reports({"f1": [50.0] * 24}, "calls")])
    assert sorted(place_changes(every, YEAR, COMPARED)["comparisons"]) == [1, 1, 2, 2]


def test_the_noise_of_a_place_is_that_of_its_kind() -> None:
    random = np.random.default_rng(4)
    steady = list(random.poisson(30, 24).astype(float))
    alone = place_changes(reports({"f1": steady}), YEAR, COMPARED).iloc[0]
    wild = place_changes(reports({"f1": steady, "f2": [10.0, 90.0] * 6 + [90.0, 10.0] * 6}), YEAR, COMPARED).iloc[0]
    assert alone["place_id"] == wild["place_id"] == "f1"
    assert wild["upper_ci_pct"] > alone["upper_ci_pct"]


def test_a_month_without_a_report_is_a_gap_and_no_change_is_given() -> None:
    gap = reports({"f1": [None] + [3.0] * 23})
    row = place_changes(gap, YEAR, COMPARED).iloc[0]
    assert (row["verdict"], row["total_0"], row["refusal"]) == (Verdict.CANNOT_COMPARE, 36, Refusal.MISSING)
    assert np.isnan(row["total_1"])
    assert place_changes(reports({"f1": [3.0] * 23 + [None]}), YEAR, COMPARED)["report_count"].isna().all()


def test_nothing_to_compare_with_gives_the_count_of_the_period_and_no_verdict() -> None:
    row = place_changes(FIRES, period("2023-06", "2024-12"), None).set_index("place_id").loc["f2"]
    assert (row["verdict"], row["report_count"]) == (Verdict.CANNOT_COMPARE, 86)
    assert np.isnan(row["total_0"])


def test_one_month_cannot_be_compared() -> None:
    last = period("2024-12", "2024-12")
    row = place_changes(MANY, last, comparison(last, "1", months("2023-01", "2024-12"))).iloc[0]
    assert (row["verdict"], row["refusal"]) == (Verdict.CANNOT_COMPARE, Refusal.ONE_MONTH)
    assert np.isnan(row["change_pct"])


def test_the_months_compared_are_those_of_the_page() -> None:
    half = period("2024-07", "2024-12")
    row = place_changes(MANY, half, comparison(half, JUST_BEFORE, months("2023-01", "2024-12"))).iloc[0]
    assert row[["total_0", "total_1"]].tolist() == [690, 690]


def test_no_reports_give_no_changes() -> None:
    assert place_changes(FIRES.iloc[:0], YEAR, COMPARED).empty
    assert quarterly(FIRES.iloc[:0], YEAR).empty


def test_quarters_are_whole_ones() -> None:
    assert [quarter.first.month for quarter in quarters(YEAR)] == [1, 4, 7, 10]
    assert quarters(period("2024-02", "2024-08")) == [period("2024-04", "2024-06")]
    assert quarters(period("2024-01", "2024-02")) == []


def test_a_quarter_with_a_clear_rise_is_a_concern() -> None:
    found = quarterly(MANY, YEAR).set_index(["quarter", "place_id"])
    assert len(found) == 8
    last = found.loc[pd.Timestamp("2024-10-01")]
    assert last["total_0"].tolist() == [340, 140]
    assert last["total_1"].tolist() == [110, 140]
    assert last["is_concern"].tolist() == [True, False]
    assert last["comparisons"].tolist() == [2, 2]
    assert last.loc["f1", ["kind", "place_name"]].tolist() == ["fire", "Marsh"]


def test_no_whole_quarter_gives_no_row_and_all_columns() -> None:
    whole, part = quarterly(MANY, YEAR), quarterly(MANY, period("2024-01", "2024-02"))
    assert part.empty
    assert part.columns.tolist() == whole.columns.tolist()
    assert whole.index.tolist() == list(range(8))


def test_a_quarter_of_a_few_fires_is_too_few_to_tell() -> None:
    few = quarterly(reports({"f1": [1.0, 2.0] * 12, "f2": [2.0, 1.0] * 12}), YEAR)
    assert set(few["verdict"]) == {Verdict.TOO_FEW}
    assert few["change_pct"].isna().all()


def test_what_is_not_reviewed_by_the_quarter_has_none() -> None:
    assert quarterly(reports({"m1": [5.0] * 24}, "reports"), YEAR).empty
