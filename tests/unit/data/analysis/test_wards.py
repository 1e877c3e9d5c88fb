from math import nan

import pandas as pd
import pytest

from data.analysis.wards import (
    by_type,
    by_ward,
    classified,
    most_frequent,
    selected_and_rest,
    ward_measures,
)
from tests.fixtures.selections import ASB, WARDS, period, selection

JAN, FEB = pd.Timestamp("2024-01-01"), pd.Timestamp("2024-02-01")


def monthly(counts: dict[str, tuple[int | None, ...]], first: str = "2024-01-01") -> pd.DataFrame:
    ward = {w.code: w for w in WARDS}
    rows = [
        (pd.Timestamp(first) + pd.DateOffset(months=step), code, ward[code].name, ward[code].population, count)
        for code, values in counts.items()
        for step, count in enumerate(values)
    ]
    columns = ["period_month", "area_code", "area_name", "population", "offence_count"]
    return pd.DataFrame(rows, columns=columns).astype({"offence_count": "Int64"})


COUNTS: dict[str, tuple[int | None, ...]] = {"W1": (1, None), "W2": (4, None), "W3": (10, None)}


def test_chosen_wards_stand_against_the_rest_and_a_gap_stays_a_gap() -> None:
    found = selected_and_rest(monthly(COUNTS), selection(wards=("W1", "W3")), "offence_count")
    assert found["series"].tolist() == ["Alder and Cedar"] * 2 + ["Rest of Westmere"] * 2
    assert found["period_month"].tolist() == [JAN, FEB, JAN, FEB]
    assert found["value"].fillna(-1).tolist() == [11, -1, 4, -1]


def test_rates_are_on_the_residents_of_each_group() -> None:
    found = selected_and_rest(monthly(COUNTS), selection(wards=("W1", "W3")), "rate_per_1000")
    assert found["value"].dropna().tolist() == pytest.approx([11 / 4, 4 / 2])


def test_the_whole_area_has_no_rest() -> None:
    found = selected_and_rest(monthly(COUNTS), selection(), "offence_count")
    assert found["series"].unique().tolist() == ["Westmere"]


def test_wards_are_series_by_name_in_the_order_asked_for() -> None:
    found = by_ward(monthly({"W1": (0, 2), "W2": (3, None)}), ("W2", "W1"), "offence_count")
    assert found["series"].tolist() == ["Beech", "Beech", "Alder", "Alder"]
    assert found["value"].fillna(-1).tolist() == [3, -1, 0, 2]


def test_types_share_the_population_of_the_chosen_wards() -> None:
    frame = pd.DataFrame(
        {
            "period_month": [JAN, JAN, FEB, FEB],
            "crime_type": ["Drugs", ASB] * 2,
            "offence_count": pd.array([3, 6, None, None], dtype="Int64"),
        }
    )
    found = by_type(frame, (ASB, "Drugs"), 3000, "rate_per_1000")
    assert found["series"].tolist() == [ASB, ASB, "Drugs", "Drugs"]
    assert found["value"].fillna(-1).tolist() == [2, -1, 1, -1]


def test_a_rate_without_residents_is_unknown() -> None:
    frame = pd.DataFrame({"period_month": [JAN], "crime_type": ["Drugs"], "offence_count": [3]})
    assert by_type(frame, ("Drugs",), None, "rate_per_1000")["value"].isna().all()
    assert by_type(frame, ("Drugs",), None, "offence_count")["value"].tolist() == [3]


def test_the_most_frequent_are_counted_in_the_period_and_among_the_chosen() -> None:
    frame = monthly({"W1": (100, 1), "W2": (0, 3), "W3": (0, 2)})
    assert most_frequent(frame, "area_code", ("W1", "W2", "W3"), period("2024-02", "2024-02"), 2) == ("W2", "W3")
    assert most_frequent(frame, "area_code", ("W1", "W3"), period("2024-01", "2024-02"), 4) == ("W1", "W3")


def test_ward_measures_are_worked_out_for_the_period_and_the_year_before() -> None:
    before, now = monthly({"W1": (10,), "W2": (0,)}, "2023-01-01"), monthly({"W1": (15,), "W2": (4,)})
    frame = ward_measures(pd.concat([before, now]), period("2024-01", "2024-01")).set_index("area_code")
    assert frame[["total_0", "total_1"]].to_numpy().tolist() == [[15, 10], [4, 0]]
    assert frame["rate_per_1000"].tolist() == [15, 2]
    assert frame.loc["W1", "change_pct"] == pytest.approx(50)
    assert pd.isna(frame.loc["W2", "change_pct"])


def measured(values: list[float]) -> pd.DataFrame:
    names = [f"Ward {place}" for place in range(len(values))]
    return pd.DataFrame({"area_name": names, "total_0": values, "rate_per_1000": values, "change_pct": values})


def test_classes_follow_the_breaks_and_the_highest_comes_first() -> None:
    frame, breaks = classified(measured([100.0, 500.0, 300.0, 200.0, 400.0, 600.0]), "offence_count")
    assert breaks == [200, 300, 400, 500]
    assert frame["value"].tolist() == [600, 500, 400, 300, 200, 100]
    assert frame["map_class"].tolist() == [4, 4, 3, 2, 1, 0]
    assert frame["rank"].tolist() == [1, 2, 3, 4, 5, 6]


def test_changes_have_fixed_classes_around_no_change() -> None:
    frame, breaks = classified(measured([-30.0, -20.0, 0.0, 5.0, 90.0, nan]), "change_pct")
    assert breaks == [-20, -5, 5, 20]
    assert frame["map_class"].fillna(-1).tolist() == [4, 3, 2, 1, 0, -1]


def test_wards_without_a_value_have_neither_class_nor_rank() -> None:
    frame, breaks = classified(measured([nan, nan]), "rate_per_1000")
    assert breaks == []
    assert frame[["map_class", "rank"]].isna().all(axis=None)
