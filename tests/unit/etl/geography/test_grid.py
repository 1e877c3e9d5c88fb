import json
from datetime import date
from pathlib import Path

import duckdb
import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point, box, shape
from shapely.ops import unary_union

from data.model.schema import CELL_SIZES_M
from etl.geography.grid import (
    cells_inside,
    nearest_cells,
    wards_of_cells,
    with_shapes,
)
from etl.geography.locate import BRITISH_NATIONAL_GRID, WGS84
from tests.fixtures.small_raw import WEST, query, record, square, write, write_features, write_small_raw
from tests.fixtures.small_tables import CELLS, CUBE, STREET, staged_small

# An L, 450 m by 300 m, whose north-east corner is missing.
ELL = unary_union([box(1000, 2000, 1450, 2150), box(1000, 2150, 1150, 2300)])


def test_cells_are_counted_from_the_south_west_and_kept_where_their_centre_is_inside() -> None:
    cells = cells_inside(ELL, 150)
    assert cells["cell_id"].tolist() == [0, 1, 2, 3]
    assert cells[["grid_column", "grid_row"]].to_numpy().tolist() == [[0, 0], [1, 0], [2, 0], [0, 1]]
    assert cells.loc[3, ["easting", "northing"]].tolist() == [1075, 2225]


def test_a_last_column_that_sticks_out_is_kept_only_where_its_centre_is_inside() -> None:
    assert cells_inside(box(0, 0, 370, 100), 100)["grid_column"].tolist() == [0, 1, 2, 3]
    assert cells_inside(box(0, 0, 340, 100), 100)["grid_column"].tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("point", "cell"),
    [((1001, 2001), 0), ((1149, 2149), 0), ((1151, 2001), 1), ((1200, 2170), 1), ((1160, 2299), 3), ((9999, 0), 2)],
)
def test_a_point_lies_in_its_cell_and_beside_the_grid_in_the_nearest(point: tuple[int, int], cell: int) -> None:
    assert nearest_cells(np.array([point], dtype=float), cells_inside(ELL, 150)).tolist() == [cell]


def test_a_drawn_cell_is_a_square_round_its_centre_to_six_decimals() -> None:
    centre = gpd.GeoSeries([Point(0.3, 51.5)], crs=WGS84).to_crs(BRITISH_NATIONAL_GRID).iloc[0]
    area = centre.buffer(300, cap_style="square")
    inside = cells_inside(area, 150)
    cells = with_shapes(inside.assign(holds_point=inside["cell_id"] == 0), 150)
    assert cells["geometry"].notna().tolist() == cells["holds_point"].tolist()
    drawn = cells[cells["holds_point"]]
    for text, east, north in zip(drawn["geometry"], drawn["easting"], drawn["northing"], strict=True):
        assert " " not in text
        (ring,) = json.loads(text)["coordinates"]
        assert [[round(value, 6) for value in corner] for corner in ring] == ring
        outline = gpd.GeoSeries([shape(json.loads(text))], crs=WGS84).to_crs(BRITISH_NATIONAL_GRID).iloc[0]
        assert outline.area == pytest.approx(150**2, rel=0.002)
        assert outline.centroid.distance(Point(east, north)) < 0.2


def test_a_cell_takes_the_ward_of_its_centre_and_in_a_sliver_the_nearest() -> None:
    wards = gpd.GeoDataFrame(
        {"vintage": ["a", "a", "b"], "area_code": ["A1", "A2", "B1"]},
        geometry=[box(0, 0, 150, 100), box(160, 0, 400, 100), box(0, 0, 220, 100)],
    )
    cells = cells_inside(box(5, 0, 405, 100), 100)
    found = wards_of_cells(cells, wards)
    assert found["vintage"].tolist() == ["a"] * 4 + ["b"] * 4
    assert found["ward_code"].tolist() == ["A1", "A1", "A2", "A2", "B1", "B1", "B1", "B1"]


def test_a_centre_on_a_shared_edge_takes_the_ward_with_the_lower_code() -> None:
    wards = gpd.GeoDataFrame(
        {"vintage": ["a", "a"], "area_code": ["A1", "A2"]}, geometry=[box(50, 0, 100, 100), box(0, 0, 50, 100)]
    )
    assert wards_of_cells(cells_inside(box(0, 0, 100, 100), 100), wards)["ward_code"].tolist() == ["A1"]


LINES = [
    record(1),
    record(2),
    record(3, crime_type="Drugs"),
    # An anonymised point just outside every ward, with an LSOA that is inside; and a record without a point.
    record(4, place=(-0.002, 52.05)),
    record(5, place=("", "")),
]


def made(raw: Path) -> duckdb.DuckDBPyConnection:
    """Records and cells below ``raw``."""
    return staged_small(raw, (*STREET, "places"), (*CUBE, *CELLS))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("cells")
    return made(write_small_raw(folder / "raw", {"2024-01": LINES}))


@pytest.mark.parametrize("size", CELL_SIZES_M)
def test_every_record_with_a_point_is_in_one_cell_of_each_size(built: duckdb.DuckDBPyConnection, size: int) -> None:
    found = query(
        built,
        "SELECT period_month, crime_type, offence_count FROM fct_cell_monthly "
        f"WHERE cell_size_m = {size} ORDER BY offence_count DESC, crime_type",
    )
    january = date(2024, 1, 1)
    assert found == [(january, "Burglary", 2), (january, "Burglary", 1), (january, "Drugs", 1)]


@pytest.mark.parametrize("size", CELL_SIZES_M)
def test_the_layer_holds_the_cells_with_points(built: duckdb.DuckDBPyConnection, size: int) -> None:
    ((audience, count, geojson),) = query(
        built, f"SELECT audience, area_count, geojson FROM dim_boundary WHERE layer = 'cell-{size}'"
    )
    ids = [feature["id"] for feature in json.loads(str(geojson))["features"]]
    drawn = query(built, f"SELECT cell_id FROM dim_cell WHERE cell_size_m = {size} AND holds_point ORDER BY cell_id")
    assert (audience, count, [(cell,) for cell in ids]) == ("public", len(ids), drawn)
    holding = query(
        built,
        "SELECT location, ward_code FROM dim_cell JOIN dim_cell_ward USING (cell_size_m, cell_id) "
        f"WHERE cell_size_m = {size} AND holds_point",
    )
    assert holding == [("On or near Invented Street", WEST)] * 2
    assert len(ids) == 2


def test_newer_wards_do_not_move_the_grid(built: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": LINES[:-1]})
    write(
        raw / "vintages.csv",
        "vintage,first_code,last_code,valid_from,valid_to\n2030,E05990001,E05990009,2030-05-02,\n",
    )
    wider: dict[str, object] = {"WD30CD": "E05990001", "WD30NM": "New", "LAD30CD": "E07900001"}
    write_features(raw / "boundaries" / "wards_2030.geojson", [(wider, square(-0.01, 0.21, 51.99, 52.11))])
    later = made(raw)
    cells = "SELECT cell_size_m, cell_id, easting, northing FROM dim_cell ORDER BY ALL"
    assert query(later, cells) == query(built, cells)
    wards = "SELECT vintage, count(*) FROM dim_cell_ward GROUP BY vintage ORDER BY vintage"
    ((count,),) = query(built, "SELECT count(*) FROM dim_cell")
    assert query(built, wards) == [("2024", count)]
    assert query(later, wards) == [("2024", count), ("2030", count)]


def test_without_any_point_the_layers_are_empty(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1, place=("", ""))]})
    path = made(raw)
    layers = query(path, "SELECT area_count, geojson FROM dim_boundary WHERE area_type = 'cell'")
    assert layers == [(0, '{"type":"FeatureCollection","features":[]}')] * len(CELL_SIZES_M)
    assert query(path, "SELECT count(*) FROM fct_cell_monthly") == [(0,)]
