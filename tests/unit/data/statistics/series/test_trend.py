from math import nan

import numpy as np
import pandas as pd
import pytest

from data.statistics.series.season import Season
from data.statistics.series.trend import Basis, basis, trend
from tests.fixtures.selections import months, period, selection

NO_EVENTS = pd.DataFrame(
    {"kind": [], "date_from": pd.to_datetime([]), "date_to": pd.to_datetime([])},
)
NO_SEASON = Season(pd.DataFrame())
SHOWN = period("2024-01", "2025-12")
GAP = months("2024-05", "2024-12")
PRESENT = [month for month in SHOWN.months if month not in GAP]


def series(**values: list[float]) -> pd.DataFrame:
    stamps = pd.date_range("2024-01-01", periods=24, freq="MS")
    return pd.concat([pd.DataFrame({"period_month": stamps, "series": n, "value": v}) for n, v in values.items()])


def wave(low: float) -> list[float]:
    """Twenty-four months, those of the gap absent."""
    return [nan if month in GAP else low + place % 2 for place, month in enumerate(SHOWN.months)]


def resting(shown: object = selection()) -> Basis:
    return basis(shown, SHOWN, PRESENT, NO_EVENTS)  # type: ignore[arg-type]


def test_limits_stand_on_the_months_after_a_gap_alone() -> None:
    values = wave(100)
    values[0] = 1000
    found = trend(series(A=values), series(A=values), "month", resting(), NO_SEASON)
    assert found.without == [period("2024-01", "2024-04")]
    after = found.limits[found.limits["period_month"] >= "2025-01-01"]
    assert after["centre"].tolist() == pytest.approx([100.5] * 12)
    assert found.limits.loc[found.limits["period_month"] < "2025-01-01", "centre"].isna().all()
    assert found.unseasoned == [period("2025-01", "2025-12")]


def test_limits_with_the_season_out_are_not_named_as_without() -> None:
    values = wave(100)
    known = pd.DataFrame({"A": [1.0] * 24}, index=pd.date_range("2024-01-01", periods=24, freq="MS"))
    found = trend(series(A=values), series(A=values), "month", resting(), Season(known))
    assert found.unseasoned == []
    assert found.limits.loc[found.limits["centre"].notna(), "is_seasonal"].all()


@pytest.mark.parametrize(("mean", "few"), [(4.9, ["A"]), (5.0, [])])
def test_too_few_are_under_five_a_month_on_average(mean: float, few: list[str]) -> None:
    steady = series(A=[mean - 1, mean + 1] * 12)
    assert trend(steady, steady, "month", resting(), NO_SEASON).few == few


def test_too_few_offences_have_no_limits_whatever_the_measure() -> None:
    rates = series(A=[v / 7 for v in wave(100)], B=[v * 9 for v in wave(1)])
    found = trend(rates, series(A=wave(100), B=wave(1)), "month", resting(), NO_SEASON)
    assert found.few == ["B"]
    is_b = found.limits["series"] == "B"
    assert found.limits.loc[is_b, ["centre", "lower_limit", "upper_limit"]].isna().all(axis=None)
    assert found.limits.loc[~is_b, "centre"].notna().any()
    assert set(found.signals["series"]) <= {"A"}


def test_a_rolling_total_has_no_limits_and_names_what_it_lacks() -> None:
    found = trend(series(A=wave(100)), series(A=wave(100)), "rolling", resting(), NO_SEASON)
    known = found.limits.dropna(subset="value")
    assert known["period_month"].tolist() == [pd.Timestamp("2025-12-01")]
    assert known["value"].tolist() == [sum(wave(100)[12:])]
    assert found.limits["centre"].isna().all()
    assert set(found.limits["phase"]) == {0}
    assert found.missing == {"A": GAP}
    assert found.unseasoned == []


def test_an_index_rests_on_the_first_twelve_months_in_a_row() -> None:
    on = resting()
    assert on.base == period("2025-01", "2025-12")
    found = trend(series(A=wave(100)), series(A=wave(100)), "index", on, NO_SEASON)
    shown = found.limits["value"].to_numpy()
    assert np.nanmean(shown[12:]) == pytest.approx(100)
    assert np.isnan(shown[4:12]).all()


def test_without_twelve_months_in_a_row_there_is_no_index() -> None:
    on = basis(selection(), SHOWN, PRESENT[:4], NO_EVENTS)
    assert on.base is None
    assert trend(series(A=wave(100)), series(A=wave(100)), "index", on, NO_SEASON).limits["value"].isna().all()


def test_moved_points_break_wards_and_not_the_whole_area() -> None:
    moved = pd.DataFrame(
        {"kind": ["location"], "date_from": [pd.Timestamp("2025-07-01")], "date_to": [pd.Timestamp("2025-07-01")]}
    )
    starts = {
        name: len(basis(shown, SHOWN, PRESENT, moved).starts)
        for name, shown in (
            ("whole", selection()),
            ("ward", selection(wards=("W1",))),
            ("multiples", selection(parts="ward")),
        )
    }
    assert starts == {"whole": 1, "ward": 2, "multiples": 2}
