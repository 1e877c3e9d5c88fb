import pandas as pd
import pytest

from data.model.records import records
from data.words.places import direction, is_road, plain, roads, spot_names


def squares(*rows: tuple[object, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["location", "easting", "northing"])


def names(spots: pd.DataFrame, grid: pd.DataFrame) -> list[str]:
    return spot_names(records(spots), roads(grid), "Alder")


def test_a_spot_is_named_by_the_road_of_its_records() -> None:
    spots = squares(("On or near Saint'S Walk", 0, 0))
    assert names(spots, spots) == ["around Saint's Walk"]


def test_a_kind_of_place_stands_with_the_nearest_road() -> None:
    spots = squares(("On or near Supermarket", 0, 0))
    grid = squares(("On or near Far Road", 200, 0), ("On or near Dock Road", 0, 150), ("On or near Parking Area", 0, 0))
    assert names(spots, grid) == ["Supermarket near Dock Road"]


@pytest.mark.parametrize("grid", [squares(("On or near Far Road", 301, 0)), squares(("On or near Hospital", 0, 10))])
def test_a_kind_of_place_without_a_road_near_it_stands_with_its_ward(grid: pd.DataFrame) -> None:
    assert names(squares(("On or near Supermarket", 0, 0)), grid) == ["Supermarket in Alder"]


@pytest.mark.parametrize("location", [None, "", "No Location", "On or near "])
def test_a_spot_without_a_location_is_named_by_a_road_near_it_or_by_its_ward(location: object) -> None:
    spot = squares((location, 0, 0))
    assert names(spot, squares(("On or near Dock Road", 150, 0))) == ["around Dock Road"]
    assert names(spot, spot) == ["a spot in Alder"]


def test_the_second_spot_of_a_name_says_where_it_lies() -> None:
    spots = squares(
        ("On or near Dock Road", 0, 0), ("On or near High Street", 9, 9), ("On or near Dock Road", 150, 150)
    )
    assert names(spots, spots) == ["around Dock Road", "around High Street", "around Dock Road, further north-east"]


@pytest.mark.parametrize(
    ("east", "north", "way"),
    [(0, 1, "north"), (1, 0, "east"), (0, -1, "south"), (-1, 0, "west"), (-1, 1, "north-west"), (-1, -3, "south")],
)
def test_directions_are_told_in_eight_words(east: float, north: float, way: str) -> None:
    assert direction({"easting": 0, "northing": 0}, {"easting": east, "northing": north}) == way


def test_a_road_is_told_from_a_kind_of_place() -> None:
    assert is_road("On or near A1013")
    assert not is_road("On or near Sports/Recreation Area")
    assert not is_road(None)
    assert plain("On or near The Haven") == "The Haven"
