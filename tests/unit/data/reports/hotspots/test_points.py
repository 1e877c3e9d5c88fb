import pandas as pd
import pytest

from data.reports.hotspots.points import NONE, point_panels
from tests.fixtures.selections import map_request

POINTS = pd.DataFrame(
    {"location": [f"P{n}" for n in range(25)], "offence_count": range(25, 0, -1), "longitude": 0.1, "latitude": 51.5,
     "is_chosen": True}
)  # fmt: skip


def test_points_are_listed_from_the_most_records_and_saved_with_the_words_that_they_are_no_address() -> None:
    (panel,) = point_panels(map_request(), POINTS)
    assert panel.table is not None
    assert panel.table.title == "The 20 points with most records, of 25"
    assert (len(panel.table.shown), len(panel.table.frame)) == (20, 25)
    assert panel.words.finding == "Records added up at the points of the police; a point is no address"
    assert panel.words.caption == "All crime, January to December 2024, Westmere."


@pytest.mark.parametrize("measure", ["rate_per_1000", "change_pct"])
def test_the_points_say_the_same_whatever_the_map_colours(measure: str) -> None:
    (counts,), (other,) = (point_panels(map_request(**asked), POINTS) for asked in ({}, {"measure": measure}))
    assert other.words == counts.words


def test_points_outside_the_chosen_wards_are_in_no_table() -> None:
    points = POINTS.assign(is_chosen=[number < 3 for number in range(25)])
    (panel,) = point_panels(map_request(), points)
    assert panel.table is not None
    assert list(panel.table.frame["location"]) == ["P0", "P1", "P2"]
    assert panel.table.title.endswith("of 3")
    assert point_panels(map_request(), POINTS.assign(is_chosen=False)) == []


def test_without_points_there_is_no_table_of_them() -> None:
    assert point_panels(map_request(), NONE) == []
