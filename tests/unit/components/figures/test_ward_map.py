from typing import Any

import pandas as pd
import pytest

from components.figures import theme
from components.figures.ward_map import MapClass, repainted, ward_map

BOUNDS = (0.2, 51.4, 0.6, 51.6)
CLASSES = [MapClass("under 50", "low"), MapClass("50 to 75", "middle"), MapClass("75 and over", "high")]
VALUES = pd.DataFrame({"area_code": ["W1", "W2", "W3"], "map_class": [0, 2, None], "text": ["a", "b", "c"]})
POINTS = pd.DataFrame({"longitude": [0.3, 0.4], "latitude": [51.5, 51.5], "text": ["p", "q"], "offence_count": [9, 3]})
COLOURS = ((0.0, "#111111"), (1 / 3, "#111111"), (1 / 3, "#222222"), (2 / 3, "#222222"), (2 / 3, "#333333"))
HEX = [MapClass(c.words, colour) for c, colour in zip(CLASSES, ("#111111", "#222222", "#333333"), strict=True)]


def draw(points: pd.DataFrame = POINTS) -> Any:
    return ward_map("/boundaries/b/ward-2004", BOUNDS, VALUES, HEX, ["W2"], points)


def patched() -> list[Any]:
    return list(repainted(VALUES, HEX, ["W2"], POINTS).to_plotly_json()["operations"])


def test_wards_are_painted_by_class_and_one_without_a_value_is_left_out() -> None:
    wards = draw().data[0]
    assert wards.geojson == "/boundaries/b/ward-2004"
    assert (tuple(wards.locations), tuple(wards.z)) == (("W1", "W2", "W3"), (0, 2, None))
    assert (wards.zmin, wards.zmax) == (-0.5, 2.5)
    assert wards.colorscale == (*COLOURS, (1.0, "#333333"))


def test_chosen_wards_are_outlined_not_recoloured() -> None:
    outline = draw().data[1]
    assert (tuple(outline.locations), tuple(outline.z)) == (("W2",), (1,))
    assert outline.marker.line.color == theme.SECOND
    assert outline.colorscale == ((0.0, theme.CLEAR), (1.0, theme.CLEAR))


def test_points_grow_by_area_up_to_the_largest_dot() -> None:
    dots = draw().data[2]
    assert (tuple(dots.lon), tuple(dots.lat), tuple(dots.text)) == ((0.3, 0.4), (51.5, 51.5), ("p", "q"))
    assert (tuple(dots.marker.size), dots.marker.sizemode) == ((9, 3), "area")
    assert dots.marker.sizeref == pytest.approx(9 / 900)


def test_points_that_are_switched_off_leave_no_dot() -> None:
    dots = draw(POINTS.iloc[:0]).data[2]
    assert (tuple(dots.lon), tuple(dots.marker.size)) == ((), ())


def test_the_map_opens_over_its_bounds_in_its_own_style() -> None:
    layout = draw().layout
    assert layout.map.center.to_plotly_json() == {"lon": pytest.approx(0.4), "lat": pytest.approx(51.5)}
    assert layout.map.style == "/assets/map-style.json"
    assert layout.meta == {"bounds": list(BOUNDS)}


def test_a_repaint_carries_neither_geometry_nor_position() -> None:
    operations = patched()
    assert {operation["location"][0] for operation in operations} == {"data"}
    assert not [operation for operation in operations if "geojson" in operation["location"]]
    assert "boundaries" not in str(operations)


def test_a_repaint_gives_the_values_that_a_new_map_would_have() -> None:
    figure = draw()
    for operation in patched():
        assert operation["operation"] == "Assign"
        trace, *path = operation["location"][1:]
        found: Any = figure.data[trace]
        for step in path:
            found = found[step]
        given = operation["params"]["value"]
        if path == ["colorscale"]:
            assert [tuple(stop) for stop in given] == list(found)
        else:
            assert (tuple(given) if isinstance(given, list) else given) == found, path


def test_one_class_paints_every_ward_alike() -> None:
    figure: Any = ward_map("u", BOUNDS, VALUES.assign(map_class=0), [HEX[2]], [], POINTS.iloc[:0])
    assert (figure.data[0].zmin, figure.data[0].zmax) == (-0.5, 0.5)
    assert figure.data[0].colorscale == ((0.0, "#333333"), (1.0, "#333333"))
