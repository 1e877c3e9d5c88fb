from datetime import date
from math import nan

import numpy as np
import pandas as pd
import pytest

from data.statistics.series.season import Season, season_index
from tests.fixtures.selections import period

SEASON = np.array([0.9, 0.85, 0.95, 1.0, 1.05, 1.1, 1.2, 1.1, 1.0, 0.95, 0.95, 0.95])


def counted(months: int, first: str = "2021-01-01", level: float = 100.0, growth: float = 0.0) -> pd.DataFrame:
    """Counts of the season by the day, on a level that grows by a share a month."""
    stamps = pd.date_range(first, periods=months, freq="MS")
    daily = level * SEASON[stamps.month - 1] * (1 + growth) ** np.arange(months)
    return pd.DataFrame({"A": daily * stamps.days_in_month}, index=stamps)


def index(counts: pd.DataFrame, districts: int = 14, **rest: list[object]) -> Season:
    return season_index(counts, rest.get("restricted", []), rest.get("starts", []), districts)  # type: ignore[arg-type]


def expected(counts: pd.DataFrame) -> np.ndarray:
    shape = SEASON / np.exp(np.log(SEASON).mean())
    found: np.ndarray = shape[counts.index.month - 1] * counts.index.days_in_month * 12 / 365.25
    return found


@pytest.mark.parametrize(("count", "growth"), [(48, 0.0), (48, -0.01), (24, -0.01)])
def test_the_season_is_found_whatever_the_level_and_its_trend(count: int, growth: float) -> None:
    counts = counted(count, growth=growth)
    assert index(counts).factors["A"].to_numpy() == pytest.approx(expected(counts), rel=1e-6)


def test_a_high_month_does_not_make_itself_expected() -> None:
    counts = counted(36)
    counts.loc["2022-07-01"] *= 3
    found = index(counts).factors["A"]
    assert found["2022-07-01"] == pytest.approx(expected(counts)[18], rel=0.01)
    assert found["2021-07-01"] > 1.3 * expected(counts)[6]


def test_of_one_year_no_season_is_told() -> None:
    assert index(counted(12)).factors["A"].isna().all()
    real = counted(96, "2018-01-01")
    real.iloc[1:72] = nan
    real.iloc[76:84] = nan
    found = index(real)
    assert found.factors.loc["2025-05-01":"2025-12-01", "A"].isna().all()
    assert found.filled == ()


def test_halves_of_years_that_no_run_joins_tell_no_season() -> None:
    counts = counted(48)
    counts.loc[(counts.index.month <= 6) != (counts.index.year < 2023)] = nan
    found = index(counts)
    assert found.factors["A"].isna().all()
    assert found.filled == ()


def test_a_single_district_needs_three_years() -> None:
    assert index(counted(24), districts=1).factors["A"].isna().all()
    assert index(counted(24), districts=2).factors["A"].notna().all()
    assert index(counted(36), districts=1).factors["A"].notna().all()


def test_months_of_restrictions_teach_nothing_and_have_the_usual_season() -> None:
    counts = counted(48)
    locked = counts.copy()
    locked.loc["2022-03-01":"2022-06-01"] /= 3
    found = index(locked, restricted=[period("2022-03", "2022-06")])
    assert found.factors["A"].to_numpy() == pytest.approx(expected(counts), rel=1e-6)


def test_a_break_in_recording_is_no_season() -> None:
    counts = counted(48)
    stepped = counts.copy()
    stepped.loc["2023-05-01":] *= 2
    assert index(stepped, starts=[date(2023, 5, 1)]).factors["A"].to_numpy() == pytest.approx(expected(counts))


def test_a_month_after_which_the_level_jumps_teaches_nothing_where_it_is_the_last() -> None:
    counts = counted(48)
    stepped = counts.copy()
    stepped.iloc[-1] *= 3
    found = index(stepped, starts=[date(2024, 12, 1)]).factors["A"]
    assert found.to_numpy()[:-1] == pytest.approx(expected(counts)[:-1])


def test_a_level_that_turns_in_the_middle_is_no_season() -> None:
    counts = counted(48)
    turned = counts.mul(np.exp(-0.02 * np.abs(np.arange(48) - 23.5)), axis=0)
    assert index(turned).factors["A"].to_numpy() == pytest.approx(expected(counts), rel=1e-6)


def test_a_lone_month_is_filled_from_those_beside_it() -> None:
    """Two stretches of eleven and of twelve months: only one of them holds a March."""
    counts = counted(36, "2019-04-01")
    found = index(counts, restricted=[period("2020-03", "2021-03")])
    assert found.filled == (date(2022, 3, 1),)
    lone = found.factors.loc["2022-03-01", "A"]
    beside = np.sqrt(SEASON[1] * SEASON[3]) / np.exp(np.log(SEASON).mean())
    assert lone == pytest.approx(beside * 31 * 12 / 365.25, rel=0.01)


def test_of_a_single_district_a_month_known_in_one_year_is_filled_in_every_year() -> None:
    marches = [f"{year}-03" for year in (2022, 2023, 2024)]
    found = index(counted(48), districts=1, restricted=[period(month, month) for month in marches])
    assert found.filled == tuple(date(year, 3, 1) for year in (2021, 2022, 2023, 2024))


def test_each_series_has_its_own_season_and_its_own_months() -> None:
    counts = counted(36).assign(B=lambda frame: 1.0 * frame.index.days_in_month)
    counts.loc[:"2021-06-01", "B"] = nan
    found = index(counts).factors
    assert found["A"].to_numpy() == pytest.approx(expected(counts), rel=1e-6)
    assert found.loc["2021-07-01":, "B"].to_numpy() == pytest.approx(
        counts.loc["2021-07-01":].index.days_in_month * 12 / 365.25
    )


def test_nothing_counted_has_no_season() -> None:
    assert index(counted(36) * 0).factors["A"].isna().all()
