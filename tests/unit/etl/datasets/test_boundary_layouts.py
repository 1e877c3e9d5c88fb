"""Outlines in each format and grid that publishers use, and those that can be no area's."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import geopandas as gpd
import pytest
from shapely.geometry import box, mapping, shape

from etl.errors import SourceError
from tests.fixtures.small_raw import DISTRICT, EAST, NEIGHBOUR, WEST, square, write, write_areas, write_features
from tests.fixtures.staged import also_staged, staged_areas

WARDS = {WEST: (0.0, 0.1), EAST: (0.1, 0.2)}
OUTLINES = """
SELECT area_code, area_name, vintage, geometry FROM stg_boundaries
WHERE area_type = 'ward' AND fate = 'loaded'
ORDER BY area_code
"""


def properties(code: str) -> dict[str, Any]:
    return {"WD24CD": code, "WD24NM": f"Ward {code[-1]}", "LAD24CD": DISTRICT}


def layer(crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    squares = [shape(square(*edges)) for edges in WARDS.values()]
    return gpd.GeoDataFrame([properties(code) for code in WARDS], geometry=squares, crs="EPSG:4326").to_crs(crs)


@pytest.fixture(scope="module")
def lookups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which all is staged that comes before outlines."""
    folder = tmp_path_factory.mktemp("lookups")
    write_areas(folder / "raw")
    with staged_areas(folder / "raw", folder / "work", names=["ward_vintages", "lookups"]) as connection:
        yield connection


def raw_without_wards(tmp_path: Path) -> Path:
    raw = tmp_path / "raw"
    write_areas(raw)
    (raw / "boundaries" / "wards.geojson").unlink()
    return raw


def assert_wards_load(lookups: duckdb.DuckDBPyConnection, raw: Path) -> None:
    with also_staged(lookups, raw, "boundaries") as connection:
        rows = connection.execute(OUTLINES).fetchall()
    assert [row[:3] for row in rows] == [(code, f"Ward {code[-1]}", "2024") for code in WARDS]
    for (*_, geometry), edges in zip(rows, WARDS.values(), strict=True):
        drawn = shape(json.loads(geometry))
        # A straight line of one grid bends a little in another.
        assert drawn.symmetric_difference(shape(square(*edges))).area < 1e-4 * drawn.area


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:27700"])
@pytest.mark.parametrize("name", ["wards.geojson", "wards.json", "wards.shp", "wards.gpkg"])
def test_each_format_loads_in_each_grid(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, name: str, crs: str
) -> None:
    raw = raw_without_wards(tmp_path)
    driver = {"shp": "ESRI Shapefile", "gpkg": "GPKG"}.get(name.split(".")[1], "GeoJSON")
    layer(crs).to_file(raw / name, driver=driver)
    assert_wards_load(lookups, raw)


def test_a_zipped_shapefile_loads(lookups: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    raw = raw_without_wards(tmp_path)
    (tmp_path / "parts").mkdir()
    layer("EPSG:27700").to_file(tmp_path / "parts" / "Wards_May_2024.shp")
    with zipfile.ZipFile(raw / "Wards_May_2024.zip", "w") as archive:
        for part in sorted((tmp_path / "parts").iterdir()):
            archive.write(part, f"Wards/{part.name}")
            archive.writestr(f"__MACOSX/Wards/._{part.name}", b"\0\5\26\7")
    assert_wards_load(lookups, raw)


def test_topojson_loads(lookups: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    raw = raw_without_wards(tmp_path)
    wards = [{"type": "Polygon", "arcs": [[n]], "properties": properties(code)} for n, code in enumerate(WARDS)]
    arcs = [square(*edges)["coordinates"][0] for edges in WARDS.values()]  # type: ignore[index]
    topology = {
        "type": "Topology",
        "objects": {"wards": {"type": "GeometryCollection", "geometries": wards}},
        "arcs": arcs,
    }
    write(raw / "wards.json", json.dumps(topology))
    assert_wards_load(lookups, raw)


@pytest.mark.parametrize("crs", ["EPSG:27700", "EPSG:3857"])
def test_metres_are_recognised_where_nothing_says_so(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, crs: str
) -> None:
    raw = raw_without_wards(tmp_path)
    drawn = zip(WARDS, layer(crs).geometry, strict=True)
    write_features(raw / "wards.geojson", [(properties(code), mapping(ward)) for code, ward in drawn])
    assert_wards_load(lookups, raw)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_letters_and_a_null_grid_are_read(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, encoding: str
) -> None:
    raw = raw_without_wards(tmp_path)
    features = [(properties(f" {code}\u00a0") | {"WD24NM": "Château"}, square(*edges)) for code, edges in WARDS.items()]
    path = write_features(raw / "wards.geojson", features, crs=None)
    text = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
    path.write_bytes(text.encode(encoding))
    with also_staged(lookups, raw, "boundaries") as connection:
        assert [row[:2] for row in connection.execute(OUTLINES).fetchall()] == [(code, "Château") for code in WARDS]


def refused(lookups: duckdb.DuckDBPyConnection, tmp_path: Path, geometry: object) -> str:
    raw = raw_without_wards(tmp_path)
    write_features(raw / "wards.geojson", [(properties(WEST), square(0.0, 0.1)), (properties(EAST), geometry)])
    with pytest.raises(SourceError) as caught, also_staged(lookups, raw, "boundaries"):
        pass
    said = str(caught.value)
    assert said.startswith(f"wards.geojson: {EAST}")
    assert "\n" not in said
    return said


RING = [[0.1, 52.0], [0.2, 52.0], [0.2, 52.1], [0.1, 52.1], [0.1, 52.0]]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": "none"},
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "LineString", "coordinates": RING},
        {"type": "Circle", "coordinates": [0.1, 52.0]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [0.1, 52.0]}]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 52.0], *RING[1:]]]},
    ],
)
def test_what_encloses_nothing_is_refused_in_one_line(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, geometry: object
) -> None:
    assert refused(lookups, tmp_path, geometry).endswith("download the file again")


@pytest.mark.parametrize(
    "ring", [[*RING[:2], [52.1, 0.2], *RING[3:]], [[-180, -90], [180, -90], [180, 90], [-180, -90]]]
)
def test_an_outline_beyond_the_country_is_refused_before_anything_is_made_of_it(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, ring: object
) -> None:
    assert "beyond the United Kingdom; see whether longitude and latitude are exchanged" in refused(
        lookups, tmp_path, {"type": "Polygon", "coordinates": [ring]}
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [({"wd24cd": EAST}, "property “wd24cd” occurs twice"), ({"WD24CD": 5}, "5 is not an area code"),
     ({"WD24CD": [EAST]}, "is not an area code"), ({"WD24CD": None}, "a feature has no wd24cd")],
)  # fmt: skip
def test_properties_that_are_no_code_are_refused(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, more: dict[str, object], said: str
) -> None:
    raw = raw_without_wards(tmp_path)
    write_features(raw / "wards.geojson", [(properties(EAST) | more, square(0.1, 0.2))])
    with pytest.raises(SourceError, match=rf"wards\.geojson: .*{said}"), also_staged(lookups, raw, "boundaries"):
        pass


def test_a_ward_wider_than_any_is_refused(lookups: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    assert "wider than any ward" in refused(lookups, tmp_path, mapping(box(-4.0, 51.0, 0.2, 52.0)))


@pytest.mark.parametrize(
    "geometry",
    [
        # Its lines cross: what they enclose on either side is kept.
        {"type": "Polygon", "coordinates": [[[0.1, 52.0], [0.2, 52.1], [0.2, 52.0], [0.1, 52.1], [0.1, 52.0]]]},
        {
            "type": "GeometryCollection",
            "geometries": [{"type": "GeometryCollection", "geometries": [square(0.1, 0.2)]}],
        },
        # What a program for maps leaves when it cuts an outline: a point and a line beside it.
        {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Point", "coordinates": [0.1, 52.0]},
                square(0.1, 0.2),
                {"type": "LineString", "coordinates": [[0.1, 52.0], [0.1, 52.1]]},
            ],
        },
    ],
)
def test_crossings_and_nested_collections_are_mended(
    lookups: duckdb.DuckDBPyConnection, tmp_path: Path, geometry: object
) -> None:
    raw = raw_without_wards(tmp_path)
    write_features(raw / "wards.geojson", [(properties(WEST), square(0.0, 0.1)), (properties(EAST), geometry)])
    with also_staged(lookups, raw, "boundaries") as connection:
        drawn = shape(json.loads(connection.execute(OUTLINES).fetchall()[1][3]))
    assert drawn.is_valid
    assert drawn.geom_type in {"Polygon", "MultiPolygon"}
    assert drawn.area > 0.004


def test_an_empty_outline_of_another_area_is_no_fault(lookups: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    raw = raw_without_wards(tmp_path)
    far: dict[str, object] = {"WD24CD": "E05900003", "WD24NM": "Far", "LAD24CD": NEIGHBOUR}
    own = [(properties(code), square(*edges)) for code, edges in WARDS.items()]
    write_features(raw / "wards.geojson", [*own, (far, {"type": "MultiPolygon", "coordinates": []})])
    assert_wards_load(lookups, raw)


def wards_of(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT vintage, ward_code FROM stg_ward_set ORDER BY ALL").fetchall()


def test_a_file_of_names_adds_no_wards(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write_areas(raw)
    write(raw / "names.csv", f"WD23CD,WD23NM,LAD23CD,LAD23NM\nE05900091,Phantom,{DISTRICT},Westmere\n")
    with staged_areas(raw, tmp_path / "work") as connection:
        assert wards_of(connection) == [("2024", WEST), ("2024", EAST)]


def test_lines_of_a_lookup_in_windows_letters_are_read(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write_areas(raw)
    path = raw / "lookups" / "lsoa_ward_lad.csv"
    path.write_bytes(path.read_text().replace(",West,", ",Ynys M\u00f4n,").encode("cp1252"))
    with staged_areas(raw, tmp_path / "work") as connection:
        assert connection.execute("SELECT count(*) FROM raw_reject").fetchall() == [(0,)]
        assert connection.execute(f"SELECT ward_name FROM stg_ward WHERE ward_code = '{WEST}'").fetchall() == [
            ("Ynys M\u00f4n",)
        ]
