import pandas as pd

from data.reports.hotspots.ward_labels import labels
from data.reports.maps import MapClass, MapClasses

BOUNDS = (0.2, 51.4, 0.6, 51.6)
WARDS = pd.DataFrame({"area_name": ["Tilbury St Chads", "Orsett"], "map_class": [0.0, None], "radius": [0.001, 0.04]})


def classes(sign: str) -> MapClasses:
    return MapClasses([MapClass("few", sign)], "Offences", "wards")


def test_a_name_stands_where_there_is_room_and_the_sign_everywhere() -> None:
    assert labels(WARDS, classes(""), BOUNDS) == ["", "Orsett"]
    assert labels(WARDS.assign(map_class=0.0), classes("▲"), BOUNDS) == ["▲", "▲ Orsett"]


def test_a_map_of_less_has_room_for_more_and_long_names_are_broken() -> None:
    assert labels(WARDS, classes(""), (0.3, 51.49, 0.31, 51.495))[0] == "Tilbury St<br>Chads"
