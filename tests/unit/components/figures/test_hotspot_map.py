from typing import Any

import pandas as pd
import pytest

from components.figures import hotspot_map, map_ground, theme
from components.figures.hotspot_map import MapClass, Part, drawn_map

BOUNDS = (0.2, 51.4, 0.6, 51.6)
CLASSES = [
    MapClass("under 50", "#dbe8f4", "1"),
    MapClass("50 to 75", "#6BACE6", "2"),
    MapClass("75 and over", "#12436D", "3"),
]
WARDS = pd.DataFrame(
    {"area_code": ["W1", "W2", "W3"], "map_class": [0, 2, None], "text": ["a", "b", "c"],
     "longitude": [0.3, 0.4, 0.5], "latitude": [51.5, 51.5, 51.5]}
)  # fmt: skip
POINTS = pd.DataFrame(
    {"longitude": [0.3, 0.4], "latitude": [51.5, 51.5], "location": ["p", "q"], "offence_count": [9, 3]}
)
CELLS = pd.DataFrame(
    {"cell_id": [70, 71, 72], "map_class": [1, None, 0], "location": ["High Street", "x", "y"], "shown": [12, 0, 3]}
)
PLACES = pd.DataFrame(
    {"place_id": ["p1", "p2"], "label": ["▲1", "■1"], "text": ["One", "Two"], "longitude": [0.3, 0.4],
     "latitude": [51.5, 51.6]}
)  # fmt: skip
GROUND = map_ground.ground("/boundaries/b/ward-2004", BOUNDS, ["/boundaries/b/place-order_area-public"])


def all_parts(points: pd.DataFrame = POINTS) -> dict[str, Part]:
    return {
        **hotspot_map.area_parts(WARDS, CLASSES),
        **hotspot_map.hidden_cells(),
        **hotspot_map.outline_parts(["W2"], []),
        **hotspot_map.point_parts(points),
        **hotspot_map.place_parts(PLACES, "p2", [["p1"]]),
    }


def draw(parts: dict[str, Part] | None = None) -> Any:
    return drawn_map(GROUND, parts or all_parts(), None)[0]


def operations(parts: dict[str, Part], drawn: dict[str, str]) -> list[dict[str, Any]]:
    patch = drawn_map(GROUND, parts, drawn)[0]
    return list(patch.to_plotly_json()["operations"])


def test_wards_are_painted_by_class_and_one_without_a_value_is_left_out() -> None:
    wards = draw().data[map_ground.WARDS]
    assert wards.geojson == "/boundaries/b/ward-2004"
    assert (tuple(wards.locations), tuple(wards.z)) == (("W1", "W2", "W3"), (0, 2, None))
    assert (wards.zmin, wards.zmax) == (-0.5, 2.5)
    assert [stop[1] for stop in wards.colorscale[::2]] == [one.colour for one in CLASSES]


def test_each_ward_bears_the_sign_of_its_class_in_a_colour_that_is_read_on_it() -> None:
    figure = draw()
    dark, light = figure.data[map_ground.DARK_LABELS], figure.data[map_ground.LIGHT_LABELS]
    assert (tuple(dark.text), tuple(dark.lon), dark.textfont.color) == (("1",), (0.3,), theme.INK)
    assert (tuple(light.text), tuple(light.lon), light.textfont.color) == (("3",), (0.4,), theme.WHITE)


def test_chosen_wards_are_outlined_not_recoloured() -> None:
    outline = draw().data[map_ground.OUTLINE]
    assert (tuple(outline.locations), tuple(outline.z)) == (("W2",), (1,))
    assert outline.marker.line.color == theme.OUTLINE
    assert outline.colorscale == ((0, theme.CLEAR), (1, theme.CLEAR))


def test_points_grow_by_area_up_to_the_largest_dot() -> None:
    dots = draw().data[map_ground.POINTS]
    assert (tuple(dots.lon), tuple(dots.lat), tuple(dots.text)) == ((0.3, 0.4), (51.5, 51.5), ("p", "q"))
    assert (tuple(dots.marker.size), dots.marker.sizemode) == ((9, 3), "area")
    assert dots.marker.sizeref == pytest.approx(9 / 900)


def test_places_are_circles_with_labels_and_the_one_picked_stands_out() -> None:
    circles = draw().data[map_ground.PLACES]
    assert (tuple(circles.text), tuple(circles.customdata)) == (("▲1", "■1"), ("p1", "p2"))
    assert tuple(circles.marker.color) == (theme.INK, theme.OUTLINE)
    assert circles.marker.symbol is None
    shape = draw().data[map_ground.PLACE_OUTLINES]
    assert (shape.visible, tuple(shape.locations)) == (True, ("p1",))


def test_cells_lie_on_pale_wards_and_only_those_with_a_class_have_words() -> None:
    parts = hotspot_map.quiet_parts(["W1", "W2"]) | hotspot_map.cell_parts("/c", CELLS, CLASSES, "%{text}")
    figure = draw(parts)
    wards, cells = figure.data[map_ground.WARDS], figure.data[map_ground.CELLS]
    assert (tuple(wards.z), wards.hoverinfo) == ((0, 0), "skip")
    assert (cells.visible, tuple(cells.locations), tuple(cells.z)) == (True, (70, 71, 72), (1, "", 0))
    assert tuple(cells.customdata) == (12, 0, 3)
    assert tuple(figure.data[map_ground.DARK_LABELS].text) == ()


def test_the_map_opens_over_its_bounds_in_its_own_style_without_tiles() -> None:
    layout = draw().layout
    assert layout.map.center.to_plotly_json() == {"lon": pytest.approx(0.4), "lat": pytest.approx(51.5)}
    assert layout.map.style == "/assets/map-style.json"
    assert layout.meta == {"bounds": list(BOUNDS)}
    assert layout.map.layers == ()


def test_tiles_that_a_setting_names_lie_under_everything() -> None:
    ground = map_ground.ground("u", BOUNDS, [], "https://tiles.example/{z}/{x}/{y}.png")
    figure: Any = drawn_map(ground, {}, None)[0]
    (tiles,) = figure.layout.map.layers
    assert (tiles.sourcetype, tiles.below) == ("raster", "traces")
    assert tuple(tiles.source) == ("https://tiles.example/{z}/{x}/{y}.png",)


def test_what_is_drawn_already_is_not_sent_again() -> None:
    _, drawn = drawn_map(GROUND, all_parts(), None)
    assert operations(all_parts(), drawn) == []
    other = all_parts() | hotspot_map.area_parts(WARDS.assign(map_class=1), CLASSES)
    changed = operations(other, drawn)
    traces = {operation["location"][1] for operation in changed}
    assert traces == {map_ground.WARDS, map_ground.DARK_LABELS, map_ground.LIGHT_LABELS}
    assert "geojson" not in str(changed)


def test_cells_that_were_drawn_once_keep_their_geometry_for_the_next_time() -> None:
    cells = hotspot_map.cell_parts("/c", CELLS, CLASSES, "%{text}")
    _, first = drawn_map(GROUND, cells, None)
    _, without = drawn_map(GROUND, hotspot_map.hidden_cells(), first)
    again = operations(cells, without)
    assert {operation["location"][2] for operation in again} >= {"z", "visible"}
    assert not {operation["location"][2] for operation in again} & {"geojson", "locations", "text"}


def test_a_repaint_gives_the_values_that_a_new_map_would_have() -> None:
    figure, empty = draw(), {"ground": drawn_map(GROUND, {}, None)[1]["ground"]}
    for operation in operations(all_parts(), empty):
        assert operation["operation"] == "Assign"
        trace, name = operation["location"][1:]
        given = operation["params"]["value"]
        found: Any = figure.data[trace][name]
        if isinstance(given, dict):
            assert given.items() <= found.to_plotly_json().items()
        elif name == "colorscale":
            assert [tuple(stop) for stop in given] == [tuple(stop) for stop in found]
        else:
            assert (tuple(given) if isinstance(given, list) else given) == found, name


def test_another_ground_is_a_new_map() -> None:
    _, drawn = drawn_map(GROUND, all_parts(), None)
    other = map_ground.ground("/boundaries/b/ward-2026", BOUNDS, [])
    figure: Any = drawn_map(other, all_parts() | {"outlines 0": Part(0, {})}, drawn)[0]
    assert figure.data[0].geojson == "/boundaries/b/ward-2026"
