from math import nan

import pandas as pd
import pytest

from data.analysis.wards import classified, ward_measures
from tests.fixtures.selections import WARDS, period


def monthly(counts: dict[str, tuple[int | None, ...]], first: str = "2024-01-01") -> pd.DataFrame:
    ward = {w.code: w for w in WARDS}
    rows = [
        (pd.Timestamp(first) + pd.DateOffset(months=step), code, ward[code].name, ward[code].population, count)
        for code, values in counts.items()
        for step, count in enumerate(values)
    ]
    columns = ["period_month", "area_code", "area_name", "population", "offence_count"]
    return pd.DataFrame(rows, columns=columns).astype({"offence_count": "Int64"})


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
