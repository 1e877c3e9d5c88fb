from math import nan

import pandas as pd
import pytest

from data.statistics.series.seasonality import seasonality
from tests.fixtures.selections import months, period


def monthly(first: str, last: str, absent: tuple[str, ...] = (), **levels: float) -> pd.DataFrame:
    """100 a month, half as much again in July; ``y2023=2`` doubles a year."""
    rows = [
        (
            pd.Timestamp(m),
            nan if f"{m:%Y-%m}" in absent else levels.get(f"y{m.year}", 1) * (150 if m.month == 7 else 100),
        )
        for m in months(first, last)
    ]
    return pd.DataFrame(rows, columns=["period_month", "value"])


def test_the_profile_is_of_each_year_in_itself() -> None:
    found = seasonality(monthly("2022-01", "2024-12", y2023=2, y2024=5))
    assert found.refusal is None
    assert found.profile["month"].tolist() == list(range(1, 13))
    mean = (11 * 100 + 150) / 12
    assert found.profile["index"].tolist() == pytest.approx(
        [100 * (150 if m == 7 else 100) / mean for m in range(1, 13)]
    )
    assert found.profile["index"].mean() == pytest.approx(100)
    assert found.profile["lowest_index"].tolist() == pytest.approx(found.profile["highest_index"].tolist())


def test_the_spread_is_that_of_the_years() -> None:
    frame = monthly("2023-01", "2024-12")
    frame.loc[18, "value"] = 100
    july = seasonality(frame).profile.loc[6]
    assert july["highest_index"] == pytest.approx(144)
    assert july["lowest_index"] == pytest.approx(100)
    assert july["index"] == pytest.approx(122)


def test_years_never_bridge_a_gap() -> None:
    found = seasonality(monthly("2022-03", "2025-02", ("2024-01",)))
    assert found.years == (period("2023-01", "2023-12"), period("2024-03", "2025-02"))
    assert found.refusal is None


@pytest.mark.parametrize(
    ("last", "absent", "words"),
    [("2024-11", (), "there is one"), ("2023-11", (), "there is none"), ("2024-12", ("2024-06",), "there is one")],
)
def test_fewer_than_two_years_are_refused(last: str, absent: tuple[str, ...], words: str) -> None:
    found = seasonality(monthly("2023-01", last, absent))
    assert found.refusal is not None
    assert words in found.refusal
    assert found.profile.empty
    assert list(found.profile) == ["month", "index", "lowest_index", "highest_index"]


LOCKED = [period("2023-03", "2023-06")]


def test_years_with_months_of_restrictions_are_left_out() -> None:
    frame = monthly("2022-01", "2024-12")
    frame.loc[frame["period_month"] == "2023-04-01", "value"] = 1
    found = seasonality(frame, LOCKED)
    assert found.years == (period("2022-01", "2022-12"), period("2024-01", "2024-12"))
    assert found.restricted == ()
    assert found.profile["lowest_index"].tolist() == pytest.approx(found.profile["highest_index"].tolist())


def test_where_two_years_would_not_be_left_the_restrictions_are_named() -> None:
    found = seasonality(monthly("2022-01", "2023-12"), LOCKED)
    assert found.years == (period("2022-01", "2022-12"), period("2023-01", "2023-12"))
    assert found.restricted == months("2023-03", "2023-06")


def test_a_year_without_offences_is_left_out() -> None:
    found = seasonality(monthly("2022-01", "2024-12", y2023=0))
    assert found.years == (period("2022-01", "2022-12"), period("2024-01", "2024-12"))
    assert found.profile.notna().all(axis=None)
