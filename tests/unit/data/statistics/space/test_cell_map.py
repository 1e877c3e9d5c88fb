import numpy as np
import pandas as pd
import pytest

from data.model.comparison import comparison
from data.statistics.space.cell_map import (
    cell_measures,
    classified_cells,
    compared_types,
    named_cells,
    quarter_breaks,
    shares_from_the_top,
    total_by_month,
)
from data.statistics.space.grid import Floats
from tests.fixtures.grids import full
from tests.fixtures.selections import months, period

GRID = full(12, 12)
HOT = [4 * 12 + 4, 4 * 12 + 5, 5 * 12 + 4, 5 * 12 + 5]


def counts() -> Floats:
    """A cluster of four cells, one cell by itself, and nothing elsewhere."""
    found = np.zeros(len(GRID))
    found[HOT] = 108
    found[10] = 12
    return found


def test_counts_are_drawn_where_there_are_any() -> None:
    frame, breaks = classified_cells(cell_measures(counts()), "counts")
    assert np.flatnonzero(frame["map_class"].notna()).tolist() == [10, *HOT]
    assert frame["value"].sum() == frame["offence_count"].sum() == 4 * 9 * 12 + 12
    assert frame.loc[10, "map_class"] == 0
    assert (frame.loc[HOT, "map_class"] == len(breaks)).all()
    assert frame["share_pct"].sum() == pytest.approx(100)


def test_quarters_are_those_in_which_a_cell_helps_to_hold_half_and_none_is_drawn_without() -> None:
    quarterly = np.zeros((len(GRID), 4))
    quarterly[HOT[0]], quarterly[HOT[1], 3], quarterly[10] = 9, 9, 1
    frame, breaks = classified_cells(cell_measures(counts(), quarterly), "quarters", 4)
    assert breaks == [2, 3, 4]
    assert frame.loc[HOT[:2], ["value", "map_class"]].to_numpy().tolist() == [[4, 3], [1, 0]]
    assert np.flatnonzero(frame["map_class"].notna()).tolist() == HOT[:2]
    assert frame.loc[[10, HOT[0]], "quarters_offence_count"].tolist() == [4, 36]


@pytest.mark.parametrize(
    ("quarters", "breaks"), [(0, []), (1, []), (2, [2]), (5, [2, 3, 4, 5]), (6, [3, 5]), (7, [3, 5, 7]), (8, [3, 5, 7])]
)
def test_there_are_at_most_five_classes_of_quarters(quarters: int, breaks: list[int]) -> None:
    assert quarter_breaks(quarters) == breaks


def test_last_years_cells_are_shown_by_their_own_counts() -> None:
    before = np.zeros(len(GRID))
    before[3] = 7
    frame, _ = classified_cells(cell_measures(counts(), before=before), "last_year")
    assert np.flatnonzero(frame["map_class"].notna()).tolist() == [3]
    unknown, _ = classified_cells(cell_measures(counts()), "last_year")
    assert unknown["map_class"].isna().all()


@pytest.mark.parametrize("show", ["counts", "last_year"])
def test_a_period_that_lacks_a_month_leaves_nothing_to_draw(show: str) -> None:
    absent = np.full(len(GRID), np.nan)
    frame, breaks = classified_cells(cell_measures(absent, before=counts()), show)
    assert frame["map_class"].isna().all()
    assert breaks == []


def test_quarters_stand_by_themselves_whatever_the_period_lacks() -> None:
    quarterly = np.arange(len(GRID), dtype=float)[:, None] ** 20
    found = cell_measures(np.full(len(GRID), np.nan), quarterly)
    assert found["half_quarter_count"].to_numpy().nonzero()[0].tolist() == list(range(len(GRID) - 5, len(GRID)))
    none, _ = classified_cells(cell_measures(counts(), quarterly[:, :0]), "quarters")
    assert none[["value", "map_class", "quarters_offence_count"]].isna().all(axis=None)


def test_the_share_from_the_top_ends_with_everything() -> None:
    shares = shares_from_the_top(np.array([1.0, 6.0, 0.0, 3.0]))
    assert shares.tolist() == [100, 60, 100, 90]
    assert shares_from_the_top(np.zeros(2)).tolist() == [0, 0]


def test_cells_are_named_for_where_about_they_lie() -> None:
    cells = pd.DataFrame(
        {
            "cell_id": range(len(GRID)),
            "easting": 560075.0,
            "northing": 180075.0,
            "location": ["On or near High Street"] + [None] * (len(GRID) - 1),
            "ward_code": "W1",
        }
    )
    frame, _ = classified_cells(cell_measures(counts()), "counts")
    named = named_cells(frame, cells, {"W1": "Alder"})
    assert named["location"].tolist()[:2] == ["High Street", "no named road"]
    assert named.loc[0, "ward_name"] == "Alder"
    assert named.loc[0, ["longitude", "latitude"]].tolist() == pytest.approx([0.303, 51.498], abs=0.01)


def test_the_months_of_a_cell_are_of_the_types_that_are_counted_and_a_gap_stays_one() -> None:
    rows = [(month, kind, n) for month in (1, 2) for kind, n in (("Burglary", 4.0), ("Robbery", month), ("Drugs", 5.0))]
    monthly = pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])
    assert total_by_month(monthly, ("Burglary", "Robbery"))["offence_count"].tolist() == [5, 6]
    monthly.loc[1, "offence_count"] = np.nan
    assert total_by_month(monthly, ("Burglary", "Robbery"))["offence_count"].tolist() == [4, 6]
    monthly.loc[0, "offence_count"] = np.nan
    assert total_by_month(monthly, ("Burglary", "Robbery"))["offence_count"].tolist() == [
        pytest.approx(np.nan, nan_ok=True),
        6,
    ]


def test_the_types_of_a_cell_are_counted_in_the_period_and_in_what_is_compared() -> None:
    quarter, ever = period("2024-01", "2024-03"), months("2023-01", "2024-03")
    rows = [
        (pd.Timestamp(month), kind, n + month.year) for month in ever for kind, n in (("Burglary", 0), ("Drugs", 1))
    ]
    monthly = pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])
    found = compared_types(monthly, quarter, comparison(quarter, "1", ever))
    assert found["crime_type"].tolist() == ["Burglary", "Drugs"]
    assert found["offence_count"].tolist() == found["total_0"].tolist() == [3 * 2024, 3 * 2025]
    assert found["total_1"].tolist() == [3 * 2023, 3 * 2024]
    part = compared_types(monthly, quarter, comparison(quarter, "1", [*months("2023-02", "2023-03"), *quarter.months]))
    assert (part["offence_count"] - part["total_0"]).tolist() == [2024, 2025]
    assert compared_types(monthly, quarter, None)[["total_0", "total_1"]].isna().all(axis=None)
