import pandas as pd
import pytest

from data.model.records import records
from data.words.places import direction, in_sentence, is_road, plain, spot_names, told_apart

Square = tuple[object, float, float]


def squares(*rows: Square, ward: str = "Alder") -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["location", "easting", "northing"]).assign(ward_name=ward)


def first_name(*rows: Square) -> str:
    """What the first of these squares is called."""
    return spot_names(squares(*rows))[0]


def told(spots: pd.DataFrame) -> list[str]:
    return told_apart(records(spots.assign(name=spot_names(spots))))


def test_a_spot_is_named_by_the_road_of_its_records() -> None:
    assert first_name(("On or near Saint'S Walk", 0, 0)) == "around Saint's Walk"


def test_a_kind_of_place_stands_with_the_nearest_road() -> None:
    around = ("On or near Far Road", 200, 0), ("On or near Dock Road", 0, 150), ("On or near Parking Area", 0, 0)
    assert first_name(("On or near Supermarket", 0, 0), *around) == "Supermarket near Dock Road"


@pytest.mark.parametrize("around", [("On or near Far Road", 301, 0), ("On or near Hospital", 0, 10)])
def test_a_kind_of_place_without_a_road_near_it_stands_with_its_ward(around: Square) -> None:
    assert first_name(("On or near Supermarket", 0, 0), around) == "Supermarket in Alder"


def test_a_road_is_near_up_to_three_hundred_metres() -> None:
    assert first_name(("On or near Supermarket", 0, 0), ("On or near A13", 180, 240)) == "Supermarket near A13"


@pytest.mark.parametrize("location", [None, "", "No Location", "On or near "])
def test_a_spot_without_a_location_is_named_by_a_road_near_it_or_by_its_ward(location: object) -> None:
    assert first_name((location, 0, 0), ("On or near Dock Road", 150, 0)) == "around Dock Road"
    assert first_name((location, 0, 0)) == "a spot in Alder"


def test_the_second_spot_of_a_name_says_where_it_lies() -> None:
    spots = squares(
        ("On or near Dock Road", 0, 0), ("On or near High Street", 9, 9), ("On or near Dock Road", 150, 150)
    )
    assert told(spots) == ["around Dock Road", "around High Street", "around Dock Road, further north-east"]


def test_spots_of_one_name_in_two_wards_are_the_first_of_their_own() -> None:
    road = ("On or near Dock Road", 0.0, 0.0)
    assert told(pd.concat([squares(road), squares(road, ward="Birch")])) == ["around Dock Road"] * 2


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


def test_a_title_keeps_its_capitals_where_it_is_a_name() -> None:
    assert in_sentence("Motorbike nuisance sites") == "motorbike nuisance sites"
    assert in_sentence("Public Spaces Protection Orders") == "Public Spaces Protection Orders"
    assert in_sentence("Op Grip micro-areas") == "Op Grip micro-areas"
