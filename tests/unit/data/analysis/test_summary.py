import pandas as pd
import pytest

from data.analysis.summary import districts_in_order, performance
from tests.fixtures.selections import ASB, TYPES, months, period, selection

PERIODS = [period("2024-01", "2024-12").back(years) for years in range(3)]


def monthly(absent: tuple[str, ...] = ()) -> pd.DataFrame:
    rows = [
        (pd.Timestamp(month), kind, None if f"{month:%Y-%m}" in absent else place * (month.year - 2021))
        for month in months("2022-01", "2024-12")
        for place, kind in enumerate(TYPES, start=1)
    ]
    frame = pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])
    return frame.astype({"offence_count": "Int64"})


def test_all_crime_comes_first_without_anti_social_behaviour_which_comes_last() -> None:
    table = performance(monthly(), selection(), PERIODS)
    assert table["offence"].tolist() == ["All crime", "Burglary", "Robbery", "Drugs", ASB]
    assert table["total_0"].tolist() == [6 * 36, 36, 72, 108, 144]
    assert table["total_1"].tolist() == [6 * 24, 24, 48, 72, 96]
    assert table["change_0"].tolist() == pytest.approx([50] * 5)
    assert table["change_1"].tolist() == pytest.approx([100] * 5)
    assert "change_2" not in table
    assert table["rate_per_1000"].tolist() == pytest.approx([36, 6, 12, 18, 24])


def test_some_types_together_are_not_called_all_crime() -> None:
    table = performance(monthly(), selection(crime_types=("Burglary", "Drugs")), PERIODS)
    assert table["offence"].tolist() == ["Chosen types together", "Burglary", "Drugs"]
    assert table["total_0"].tolist() == [144, 36, 108]


@pytest.mark.parametrize("chosen", [("Drugs",), (ASB,)])
def test_one_type_has_no_row_of_the_sum(chosen: tuple[str]) -> None:
    assert performance(monthly(), selection(crime_types=chosen), PERIODS)["offence"].tolist() == list(chosen)


def test_an_incomplete_year_has_neither_total_nor_change() -> None:
    table = performance(monthly(absent=("2023-05",)), selection(), PERIODS)
    assert table["total_0"].notna().all()
    assert table[["total_1", "change_0", "change_1"]].isna().all(axis=None)
    assert table["total_2"].iloc[0] == 72


def test_districts_are_ordered_by_rate_those_without_figures_last() -> None:
    frame = pd.DataFrame(
        {
            "area_name": ["Ash", "Birch", "Elm", "Fir", "Gorse"],
            "is_own": [True, False, False, False, False],
            "population": [1000, 2000, 1000, 500, None],
            "offence_count": pd.array([50, 300, 50, None, 9], dtype="Int64"),
        }
    )
    ordered = districts_in_order(frame)
    assert ordered["area_name"].tolist() == ["Birch", "Ash", "Elm", "Fir", "Gorse"]
    assert ordered["rank"].tolist()[:3] == [1, 2, 2]
    assert ordered["rate_per_1000"].tolist()[:3] == [150, 50, 50]
    assert ordered[["rank", "rate_per_1000"]].iloc[3:].isna().all(axis=None)
