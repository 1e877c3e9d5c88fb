import numpy as np
import pandas as pd
import pytest

from data.analysis.cell_map import (
    FEWEST_MONTHS,
    cell_measures,
    change_alone,
    classified_cells,
    named_cells,
    shares_from_the_top,
    total_by_month,
)
from data.analysis.hot_spots import classes_over_time, hot_spots
from data.schema import Verdict
from tests.fixtures.grids import full
from tests.fixtures.selections import period

GRID = full(12, 12)
HOT = [4 * 12 + 4, 4 * 12 + 5, 5 * 12 + 4, 5 * 12 + 5]
YEAR = period("2024-01", "2024-12")


def counts(months: int = 12) -> np.ndarray:
    """A cluster of four cells, one cell by itself, and nothing elsewhere."""
    found = np.zeros((len(GRID), months))
    found[HOT] = 9
    found[10] = 1
    return found


def test_counts_are_drawn_where_there_are_any() -> None:
    frame, breaks = classified_cells(cell_measures(counts(), GRID), "counts")
    assert np.flatnonzero(frame["map_class"].notna()).tolist() == [10, *HOT]
    assert frame["value"].sum() == frame["offence_count"].sum() == 4 * 9 * 12 + 12
    assert frame.loc[10, "map_class"] == 0
    assert (frame.loc[HOT, "map_class"] == len(breaks)).all()
    assert frame["share_pct"].sum() == pytest.approx(100)


def test_hot_spots_are_those_of_gi_star_and_a_lone_count_is_told_from_nothing() -> None:
    frame, _ = classified_cells(cell_measures(counts(), GRID), "gi_star")
    tested = hot_spots(counts().sum(axis=1), GRID)
    hot = tested["is_hot"]
    assert (frame.loc[hot, "map_class"] >= 2).all()
    assert frame.loc[HOT, "map_class"].tolist() == [4] * 4
    assert frame.loc[10, "map_class"] == 1
    empty = ~hot & (frame["offence_count"] == 0)
    assert frame.loc[empty, "map_class"].isna().all()


def test_density_is_shown_of_hot_spots_alone() -> None:
    frame, _ = classified_cells(cell_measures(counts(), GRID), "density")
    assert (frame["map_class"].notna() == frame["is_hot"]).all()
    assert frame.loc[HOT[0], "value"] > 0


def test_classes_are_those_of_the_months_one_by_one() -> None:
    found = counts()
    found[HOT, :10] = 0
    frame, _ = classified_cells(cell_measures(found, GRID), "classes")
    alone = classes_over_time(found, GRID)
    assert frame.loc[HOT[0], "hot_class"] == "emerging"
    assert frame["hot_class"].tolist() == alone["hot_class"].tolist()
    assert frame.loc[HOT[0], ["map_class", "value"]].tolist() == [2, 2]


def test_last_years_cells_are_shown_by_their_own_counts() -> None:
    before = np.zeros(len(GRID))
    before[3] = 7
    frame, _ = classified_cells(cell_measures(counts(), GRID, before), "last_year")
    assert np.flatnonzero(frame["map_class"].notna()).tolist() == [3]
    unknown, _ = classified_cells(cell_measures(counts(), GRID), "last_year")
    assert unknown["map_class"].isna().all()


@pytest.mark.parametrize("show", ["counts", "gi_star", "density", "classes", "last_year"])
def test_an_absent_month_leaves_nothing_to_draw(show: str) -> None:
    found = counts()
    found[:, 4] = np.nan
    frame, breaks = classified_cells(cell_measures(found, GRID), show)
    assert frame["map_class"].isna().all()
    assert breaks == []
    assert not frame["is_hot"].any()


def test_one_month_has_no_classes_over_time() -> None:
    assert set(cell_measures(counts(FEWEST_MONTHS - 1), GRID)["hot_class"]) == {""}
    assert "persistent" in set(cell_measures(counts(FEWEST_MONTHS), GRID)["hot_class"])


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
            "is_drawn": [True] + [False] * (len(GRID) - 1),
            "location": ["On or near High Street"] + [None] * (len(GRID) - 1),
            "ward_code": "W1",
        }
    )
    frame, _ = classified_cells(cell_measures(counts(), GRID), "counts")
    named = named_cells(frame, cells, {"W1": "Alder"})
    assert named["location"].tolist()[:2] == ["High Street", "no snap point"]
    assert named.loc[0, "ward_name"] == "Alder"
    assert named["longitude"].notna().tolist()[:2] == [True, False]
    assert named.loc[0, ["longitude", "latitude"]].tolist() == pytest.approx([0.303, 51.498], abs=0.01)


def test_one_series_is_change_alone_on_the_types_that_are_counted() -> None:
    months = pd.date_range("2023-01-01", "2024-12-01", freq="MS")
    rows = [
        (month, kind, float(n)) for place, month in enumerate(months)
        for kind, n in (("Burglary", 40 if place >= 12 else 20 + place % 2), ("Drugs", 5))
    ]  # fmt: skip
    monthly = pd.DataFrame(rows, columns=["period_month", "crime_type", "offence_count"])
    total = total_by_month(monthly, ("Burglary",))
    change = change_alone(total, YEAR)
    assert change is not None
    assert (change["total_0"], change["total_1"], change["comparisons"]) == (480, 246, 1)
    assert change["verdict"] == Verdict.HIGHER
    assert change_alone(total, period("2023-06", "2024-12")) is None
    assert total_by_month(monthly.assign(offence_count=np.nan), ("Drugs",))["offence_count"].isna().all()
