import json
from math import cos, radians
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.figures import draw as drawn
from components.figures import map_ground, theme
from components.figures.hotspot_map import PALE, STRONG, drawn_map
from data.reports.maps import AreaMap, CellMap, MapClass, MapClasses
from data.statistics.space.ward_map import VERDICT_CLASSES
from tests.fixtures.drawn_maps import AREAS, CELL_MAP, GROUND, MAP

VERDICTS = MapClasses([MapClass(str(verdict)) for verdict in VERDICT_CLASSES], "Change", "wards", scale="verdict")


def draw(figure: AreaMap | CellMap = MAP) -> Any:
    whole: Any = drawn_map(figure, None)[0]
    return go.Figure(whole)


def operations(figure: AreaMap | CellMap, drawn: dict[str, str]) -> list[dict[str, Any]]:
    patch: Any = drawn_map(figure, drawn)[0]
    return list(patch.to_plotly_json()["operations"])


def test_wards_are_painted_by_class_and_one_without_a_value_is_left_out() -> None:
    wards = draw().data[map_ground.WARDS]
    assert wards.geojson == "/boundaries/b/ward-2004"
    assert (tuple(wards.locations), tuple(wards.z)) == (("W1", "W2", "W3"), (0, 2, None))
    assert (wards.zmin, wards.zmax) == (-0.5, 2.5)
    assert [stop[1] for stop in wards.colorscale[::2]] == list(theme.SEQUENTIAL[-3:])


def test_verdicts_have_a_scale_of_their_own_with_a_colour_for_each() -> None:
    wards = draw(MAP._replace(classes=VERDICTS)).data[map_ground.WARDS]
    assert [stop[1] for stop in wards.colorscale[::2]] == list(theme.VERDICTS)
    assert len(set(theme.VERDICTS)) == len(VERDICT_CLASSES)


def test_each_ward_bears_its_label_in_a_colour_that_is_read_on_it() -> None:
    figure = draw()
    dark, light = figure.data[map_ground.DARK_LABELS], figure.data[map_ground.LIGHT_LABELS]
    assert (tuple(dark.text), tuple(dark.lon), dark.textfont.color) == (("▼ Alder",), (0.3,), theme.INK)
    assert (tuple(light.text), tuple(light.lon), light.textfont.color) == (("▲",), (0.4,), theme.WHITE)


def test_a_picked_ward_is_outlined_not_recoloured() -> None:
    outline = draw().data[map_ground.OUTLINE]
    assert (tuple(outline.locations), tuple(outline.z)) == (("W2",), (1,))
    assert outline.marker.line.color == theme.OUTLINE
    assert outline.colorscale == ((0, theme.CLEAR), (1, theme.CLEAR))


def test_under_cells_every_ward_has_thin_edges_and_on_a_map_of_wards_none() -> None:
    edges = draw(CELL_MAP._replace(areas=["W1"], pale={"W4": "Dell"})).data[map_ground.BORDERS]
    assert (tuple(edges.locations), edges.hoverinfo) == (("W1", "W4"), "skip")
    assert edges.colorscale == ((0, theme.CLEAR), (1, theme.CLEAR))
    assert draw().data[map_ground.BORDERS].locations == ()


def test_before_it_is_fitted_the_smallest_map_holds_all_that_it_opens_on() -> None:
    west, south, east, north = 0.35, 51.40, 0.40, 51.55
    zoom = draw(MAP._replace(ground=GROUND._replace(bounds=(west, south, east, north)))).layout.map.zoom
    px_a_degree = 512 * 2**zoom / 360
    # A degree of latitude is drawn longer the further north it lies.
    high = (north - south) * px_a_degree / cos(radians(south))
    assert 0.8 * map_ground.HEIGHT_PX < high < map_ground.HEIGHT_PX
    assert (east - west) * px_a_degree < map_ground.WIDTH_PX


def test_a_map_that_opens_elsewhere_is_moved_and_not_drawn_anew() -> None:
    elsewhere = MAP._replace(ground=GROUND._replace(bounds=(0.3, 51.5, 0.4, 51.6)))
    (moved,) = operations(elsewhere, drawn_map(MAP, None)[1])
    assert (moved["location"], moved["params"]["value"]) == (["layout", "meta"], "[0.3, 51.5, 0.4, 51.6]")


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
    figure = draw(CELL_MAP)
    wards, cells = figure.data[map_ground.WARDS], figure.data[map_ground.CELLS]
    assert (tuple(wards.z), wards.hoverinfo) == ((0, 0, 0), "skip")
    assert tuple(figure.data[map_ground.BORDERS].locations) == ("W1", "W2", "W3")
    assert (cells.visible, tuple(cells.locations), tuple(cells.z)) == (True, (70, 71, 72), (1, "", 0))
    assert (tuple(cells.customdata), cells.geojson) == ((12, 0, 3), "/c")
    assert tuple(figure.data[map_ground.DARK_LABELS].text) == ()


def test_the_cell_that_is_picked_has_an_edge_and_none_where_nothing_is() -> None:
    edge = draw(CELL_MAP).data[map_ground.PICKED]
    assert (edge.visible, tuple(edge.locations), edge.geojson) == (True, (71,), "/c")
    assert draw(CELL_MAP._replace(picked=None)).data[map_ground.PICKED].visible is False


def test_the_map_opens_over_its_bounds_in_its_own_style_without_tiles() -> None:
    layout = draw().layout
    assert layout.map.center.to_plotly_json() == {"lon": pytest.approx(0.4), "lat": pytest.approx(51.5)}
    assert layout.map.style == "/assets/map-style.json"
    assert json.loads(layout.meta) == list(GROUND.bounds)
    assert layout.map.layers == ()


def test_tiles_that_a_setting_names_lie_under_everything() -> None:
    figure = draw(MAP._replace(ground=GROUND._replace(basemap="https://tiles.example/{z}/{x}/{y}.png")))
    (tiles,) = figure.layout.map.layers
    assert (tiles.sourcetype, tiles.below) == ("raster", "traces")
    assert tuple(tiles.source) == ("https://tiles.example/{z}/{x}/{y}.png",)


LABELS = pd.DataFrame(
    {"kind": ["town", "village", "road"], "label": ["Alder", "Beech End", "M99"], "longitude": [0.3, 0.4, 0.5],
     "latitude": [51.5, 51.5, 51.5]}
)  # fmt: skip


def test_roads_lie_between_the_colours_of_wards_and_their_edges_by_address() -> None:
    roads = {"motorway": "/boundaries/b/road-motorway", "b": "/boundaries/b/road-b"}
    wide, narrow = draw(MAP._replace(ground=GROUND._replace(roads=roads))).layout.map.layers
    assert (wide.source, narrow.source) == tuple(roads.values())
    assert wide.line.width > narrow.line.width
    assert {wide.below, narrow.below} == {f"plotly-trace-layer-{draw().data[map_ground.WARDS].uid}-line"}


def test_the_ground_is_named_but_for_what_a_ward_says_already() -> None:
    named = GROUND._replace(labels=LABELS)
    wards, cells = draw(MAP._replace(ground=named)), draw(CELL_MAP._replace(ground=named))
    found = [[figure.data[map_ground.GROUND_LABELS[kind]].text for kind in LABELS["kind"]] for figure in (wards, cells)]
    assert found == [[(), ("Beech End",), ("M99",)], [("Alder",), ("Beech End",), ("M99",)]]


def test_a_name_that_was_looked_for_has_a_mark_and_nothing_else_has() -> None:
    marked = draw(MAP._replace(marks=MAP.marks._replace(named=("Beech End", 0.4, 51.5)))).data[map_ground.NAMED]
    assert (marked.text, marked.lon, marked.lat) == (("Beech End",), (0.4,), (51.5,))
    assert tuple(draw().data[map_ground.NAMED].text) == ()


def test_points_and_places_outside_the_chosen_wards_are_pale() -> None:
    places = MAP.marks.places.assign(is_chosen=[False, True])
    figure = draw(MAP._replace(marks=MAP.marks._replace(places=places, picked=None)))
    assert tuple(figure.data[map_ground.PLACES].marker.color) == (theme.CONTEXT, theme.INK)
    assert tuple(figure.data[map_ground.POINTS].marker.opacity) == (STRONG, PALE)


def test_what_is_drawn_already_is_not_sent_again() -> None:
    _, drawn = drawn_map(MAP, None)
    assert operations(MAP, drawn) == []
    changed = operations(MAP._replace(frame=AREAS.assign(map_class=1)), drawn)
    traces = {operation["location"][1] for operation in changed}
    assert traces == {map_ground.WARDS, map_ground.DARK_LABELS, map_ground.LIGHT_LABELS}
    assert "geojson" not in str(changed)


def test_cells_that_were_drawn_once_keep_their_geometry_for_the_next_time() -> None:
    _, first = drawn_map(CELL_MAP, None)
    _, without = drawn_map(MAP, first)
    again = [one["location"][2] for one in operations(CELL_MAP, without) if one["location"][1] == map_ground.CELLS]
    assert set(again) >= {"z", "visible"}
    assert not set(again) & {"geojson", "locations", "text"}


@pytest.mark.parametrize(("before", "after"), [(CELL_MAP, MAP), (MAP, CELL_MAP)])
def test_a_repaint_gives_the_values_that_a_new_map_would_have(
    before: AreaMap | CellMap, after: AreaMap | CellMap
) -> None:
    figure, (_, drawn) = draw(after), drawn_map(before, None)
    for operation in operations(after, drawn):
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
    _, drawn = drawn_map(MAP, None)
    other = MAP._replace(ground=GROUND._replace(areas="/boundaries/b/ward-2026"))
    whole: Any = drawn_map(other, drawn)[0]
    figure: Any = go.Figure(whole)
    assert figure.data[0].geojson == "/boundaries/b/ward-2026"


@pytest.mark.parametrize("figure", [MAP, CELL_MAP])
def test_a_map_is_drawn_whole_as_every_other_figure_is(figure: AreaMap | CellMap) -> None:
    assert drawn(figure) == drawn_map(figure, None)[0]
