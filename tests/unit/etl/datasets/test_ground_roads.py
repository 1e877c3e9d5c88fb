"""Main roads in the layouts of OS Open Roads and OS Open Zoomstack: thinned, and every link counted."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import geopandas as gpd
import pytest
from shapely import LineString
from shapely.geometry import shape

from etl.datasets.roads.thinned import road_labels, road_layers
from tests.fixtures import ground_files as ground
from tests.fixtures.small_raw import query, write_small_raw
from tests.fixtures.small_tables import AREAS, staged_small

ROADS = [
    ground.road("Motorway", "M99", (0.0, 52.05), (0.1, 52.05)),
    ground.road("Motorway", "M99", (0.1, 52.05), (0.5, 52.05)),
    ground.road("A Road", "A99", (0.05, 52.0), (0.05, 52.1)),
    ground.road("B Road", "B9900", (0.02, 52.02), (0.08, 52.08)),
    ground.road("Unclassified", None, (0.02, 52.02), (0.03, 52.02)),
    ground.road("A Road", "A1", (-3.0, 55.0), (-3.1, 55.0)),
]
LOADS = "SELECT file, rows_read, rows_loaded, rows_outside_area, rows_duplicate FROM meta_load WHERE source = 'roads'"


def zipped_shapefile(raw: Path) -> str:
    folder = raw.parent / "parts"
    folder.mkdir()
    ground.write_shapefile(folder / "TL_RoadLink.shp", ROADS)
    ground.write_shapefile(folder / "TL_RoadNode.shp", ROADS[:1])
    with zipfile.ZipFile(raw / "oproad_essh_gb.zip", "w") as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, f"data/{part.name}")
    return "oproad_essh_gb.zip!data/TL_RoadLink.shp"


def geopackage(raw: Path) -> str:
    ground.write_geopackage(raw / "oproad_gb.gpkg", ROADS)
    return "oproad_gb.gpkg"


def zoomstack(raw: Path) -> str:
    ground.write_zoomstack(raw / "OS_Open_Zoomstack.gpkg", ROADS)
    return "OS_Open_Zoomstack.gpkg"


def staged(raw: Path) -> duckdb.DuckDBPyConnection:
    return staged_small(raw, (*AREAS, "places", "roads"), ("dim_boundary", "dim_road_label"))


def lines_of(store: duckdb.DuckDBPyConnection, layer: str) -> gpd.GeoSeries:
    ((text,),) = query(store, f"SELECT geojson FROM dim_boundary WHERE layer = '{layer}'")
    (feature,) = json.loads(str(text))["features"]
    return gpd.GeoSeries([shape(feature["geometry"])], crs=ground.DEGREES)


@pytest.mark.parametrize("write_roads", [zipped_shapefile, geopackage, zoomstack])
def test_main_roads_of_the_area_are_joined_and_cut_a_kilometre_beyond_it(
    tmp_path: Path, write_roads: Callable[[Path], str]
) -> None:
    raw = write_small_raw(tmp_path / "raw")
    file = write_roads(raw)
    store = staged(raw)
    assert query(store, LOADS) == [(file, 6, 4, 2, 0)]
    layers = query(store, "SELECT layer, audience FROM dim_boundary WHERE area_type = 'road' ORDER BY layer")
    assert layers == [("road-a", "public"), ("road-b", "public"), ("road-motorway", "public")]
    motorway = lines_of(store, "road-motorway")
    assert len(motorway.iloc[0].geoms) == 1
    # The area ends at 0.2 degrees; a kilometre further is 0.0146.
    assert motorway.total_bounds[2] == pytest.approx(0.2146, abs=0.001)
    numbers = {number for (number,) in query(store, "SELECT road_number FROM dim_road_label")}
    assert numbers == {"M99", "A99"}


def test_what_two_tiles_share_is_drawn_once_and_counted(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    for tile in ("TL", "TQ"):
        ground.write_shapefile(raw / f"{tile}_RoadLink.shp", ROADS)
    store = staged(raw)
    assert [row[1:] for row in query(store, f"{LOADS} ORDER BY file")] == [(6, 4, 2, 0), (6, 0, 2, 4)]


def links(*lines: LineString, number: str = "A1", road_class: str = "a") -> gpd.GeoDataFrame:
    rows = [{"road_class": road_class, "road_number": number}] * len(lines)
    return gpd.GeoDataFrame(rows, geometry=list(lines), crs=ground.METRES)


def test_a_wide_area_has_fewer_corners_than_a_small_one() -> None:
    corners = [(500_000 + 100 * step, 200_000 + 15 * (step % 2)) for step in range(101)]
    (small,) = road_layers(links(LineString(corners)))["geometry"]
    far = links(LineString(corners), LineString([(400_000, 200_000), (490_000, 200_000)]))
    (wide,) = road_layers(far)["geometry"]
    assert len(json.loads(small)["coordinates"][0]) == 101
    assert len(json.loads(wide)["coordinates"][-1]) == 2


def test_a_number_stands_at_a_few_points_apart() -> None:
    found = road_labels(links(LineString([(500_000, 200_000), (520_000, 200_000)])))
    assert list(found["road_number"]) == ["A1", "A1", "A1"]
    at = gpd.GeoSeries.from_xy(found["longitude"], found["latitude"], crs=ground.DEGREES).to_crs(ground.METRES)
    assert sorted(round(x, -2) for x in at.x) == [505_000, 510_000, 515_000]


def test_b_roads_have_no_number_and_no_roads_no_labels() -> None:
    assert road_labels(links(LineString([(0, 0), (9, 9)]), road_class="b")).empty
    assert list(road_layers(links(LineString([(0, 0), (9, 9)])).iloc[:0])["road_class"]) == []
