import csv
import io
import json
from pathlib import Path
from typing import cast

import duckdb
import pytest
from shapely.geometry import Point, Polygon

from etl.datasets import Extract
from etl.datasets.boundaries import extract as boundaries
from etl.datasets.places import extract as places
from etl.datasets.places.position import from_cells
from etl.errors import SourceError
from etl.sources.declared import declared_columns, header
from etl.sources.declared_tables import DeclaredTable
from etl.sources.source_files import SourceFile, read_columns
from tests.fixtures.small_raw import (
    DISTRICT,
    NEIGHBOUR,
    WEST,
    build_small,
    query,
    square,
    write,
    write_features,
    write_small_raw,
)
from tests.fixtures.small_tables import AREAS, staged_small

place_reports = DeclaredTable("place_reports")
PLACES, TABLES = (*AREAS, "places", "place_reports"), ("dim_place", "fct_place_monthly")
KINDS = "micro_area, motorbike_site, order_area, street_safe, secondary_fire"
FOUND = "kind, audience, district_code, longitude, latitude, is_approximate"
FATES = "rows_read, rows_loaded, rows_outside_area, rows_no_location, rows_duplicate, rows_rejected"
BOW = {"type": "Polygon", "coordinates": [[[0.01, 52.01], [0.02, 52.02], [0.02, 52.01], [0.01, 52.02], [0.01, 52.01]]]}

BAD_PLACES: list[tuple[dict[str, str], str]] = [
    ({"place_id": ""}, "place_id is empty"),
    ({"place_id": "a b"}, "place_id a b is not letters, digits, dots, dashes and underscores, 64 at most"),
    ({"place_name": " "}, "place_name is empty"),
    ({"kind": "ufo_site"}, f"kind ufo_site is none of {KINDS}"),
    ({"kind": ""}, "kind is empty"),
    ({"audience": "everyone"}, "audience everyone is none of public, partner"),
    ({"cited_source": ""}, "cited_source is empty"),
    ({"longitude": "0.05"}, "only one of longitude and latitude is given"),
    ({"northing": "241500"}, "only one of easting and northing is given"),
    ({"longitude": "52.05", "latitude": "0.05"}, "longitude and latitude are not a place in the United Kingdom"),
    ({"longitude": "inf", "latitude": "52"}, "longitude and latitude are not a place in the United Kingdom"),
    ({"longitude": "east", "latitude": "52"}, "longitude and latitude are not a place in the United Kingdom"),
    ({"easting": "0.05", "northing": "-1"}, "easting and northing are not a place in the United Kingdom"),
    (
        {"longitude": "0.05", "latitude": "52", "easting": "1", "northing": "1"},
        "both longitude, latitude and easting, northing are given; keep one pair",
    ),
    ({"is_approximate": "about"}, "is_approximate about is not true or false, yes or no"),
    (
        {"active_from": "01/03/2024"},
        "active_from 01/03/2024 is not a day, YYYY-MM-DD (a spreadsheet has put the day first)",
    ),
    ({"active_to": "2024-02-30"}, "active_to 2024-02-30 is not a day, YYYY-MM-DD"),
    ({"active_from": "2024-03-02", "active_to": "2024-03-01"}, "active_to is before active_from"),
    ({"source_url": "javascript:alert(1)"}, "source_url javascript:alert(1) does not begin with https:// or http://"),
    ({"published_rank": "first"}, "published_rank first is not a whole number of 0 or more"),
    (
        {"published_count": "-5", "published_measure": "tickets"},
        "published_count -5 is not a whole number of 0 or more",
    ),
    ({"published_count": "5"}, "only one of published_count and published_measure is given"),
    ({"published_count": "5", "published_measure": "cars"}, "published_measure cars is not known"),
    ({"published_to": "July 2022"}, "published_to July 2022 is not a day, YYYY-MM-DD"),
]
BAD_GEOMETRIES: list[tuple[object, str]] = [
    (square(547000, 548000, 241000, 242000), "coordinates are not longitude and latitude in the United Kingdom"),
    (BOW, "outline is not valid (Self-intersection"),
    ({"type": "LineString", "coordinates": [[0, 52], [0.1, 52]]}, "geometry is LineString, not a point"),
    ({"type": "Polygon", "coordinates": []}, "geometry is Polygon, not a point"),
    ({"type": "Polygon", "coordinates": "here"}, "geometry cannot be read"),
    ({"type": "Rhombus"}, "geometry cannot be read"),
    (["Point"], "geometry cannot be read"),
]
BAD_REPORTS: list[tuple[dict[str, str], str]] = [
    ({"place_id": ""}, "place_id is empty"),
    ({"place_id": "gone"}, "place_id gone is none of the places loaded"),
    ({"period_month": "2024-13"}, "period_month 2024-13 is not a month, YYYY-MM"),
    ({"period_month": "May 2024"}, "period_month May 2024 is not a month, YYYY-MM"),
    ({"measure": "cars"}, "measure cars is none of reports, tickets, warnings, fires"),
    ({"count": "-1"}, "count -1 is not a whole number of 0 or more"),
    ({"count": "3.5"}, "count 3.5 is not a whole number of 0 or more"),
    ({"count": ""}, "count is empty"),
    ({"cited_source": ""}, "cited_source is empty"),
]
CRESCENT = [[0.01, 52.01], [0.19, 52.01], [0.19, 52.02], [0.02, 52.02], [0.02, 52.09], [0.01, 52.09], [0.01, 52.01]]
LANE = "place_id = 'moto-quarry-lane'"


def lines(dataset: str, *rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header(dataset), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def place(place_id: str = "a", **cells: str) -> dict[str, str]:
    return {"place_id": place_id, "place_name": "Track", "kind": "motorbike_site", "cited_source": "Wardens"} | cells


def report(place_id: str = "a", **cells: str) -> dict[str, str]:
    month = {"period_month": "2024-05", "measure": "reports", "count": "7", "cited_source": "Wardens"}
    return {"place_id": place_id} | month | cells


def refused(build: duckdb.DuckDBPyConnection, file: str) -> list[tuple[object, ...]]:
    return query(build, f"SELECT line, reason FROM meta_reject WHERE file = '{file}' ORDER BY line")


def fates(build: Path | duckdb.DuckDBPyConnection, file: str) -> tuple[object, ...]:
    (row,) = query(build, f"SELECT {FATES} FROM meta_load WHERE file = '{file}'")
    return row


def examples(dataset: str) -> dict[str, str]:
    return {column.name: column.example for column in declared_columns(dataset)}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of places in every form that is accepted."""
    raw = write_small_raw(tmp_path_factory.mktemp("sound") / "raw")
    own = place("thurrock-pspo-grays", place_name="Grays, as we know it", kind="order_area")
    listed = [
        examples("places") | {"longitude": "0.05", "latitude": "52.05"},
        place("metres", easting="547300", northing="241500", audience="Public", is_approximate="TRUE"),
        place("named", kind="order_area", audience="partner"),
        own,
        place("neighbours", area_code=NEIGHBOUR),
        place("beyond", longitude="0.25", latitude="52.05"),
        place("nowhere", longitude="-1.5", latitude="53"),
    ]
    micro = place("micro", kind="micro_area", audience="public")
    order = place("order", kind="order_area") | {"is_approximate": True, "wd24cd": WEST}
    outlines: list[tuple[dict[str, object], object]] = [
        ({**micro}, square(0.01, 0.02)),
        ({**order}, square(0.05, 0.16)),
        ({**place("crescent")}, {"type": "Polygon", "coordinates": [CRESCENT]}),
        ({**place("beyond-too")}, square(0.22, 0.24)),
    ]
    counted = [examples("place_reports"), report("neighbours"), report("named", count="0", measure="tickets")]
    write(raw / "p.csv", lines("places", *listed))
    write_features(raw / "p.geojson", outlines)
    write(raw / "q.csv", lines("places", listed[2]))
    write(raw / "r.csv", lines("place_reports", *counted))
    write(raw / "s.csv", lines("place_reports", {**counted[0], "count": "07"}))
    write(raw / "empty.csv", lines("places"))
    write(raw / "nothing.csv", lines("place_reports"))
    return build_small(raw, raw.parent / "store")


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """One good place, and of every line and feature that is refused."""
    raw = write_small_raw(tmp_path_factory.mktemp("faulty") / "raw")
    bad = [place(f"p{number}") | cells for number, (cells, _) in enumerate(BAD_PLACES)]
    write(raw / "p.csv", lines("places", place("a"), *bad))
    write_features(raw / "p.geojson", [({**place(f"g{n}")}, drawn) for n, (drawn, _) in enumerate(BAD_GEOMETRIES)])
    write_features(raw / "no-id.geojson", [({**place("g")}, None), ({"place_name": "B", "kind": "order_area"}, None)])
    twice = [report("a", measure="warnings", count="1")] * 2
    write(raw / "r.csv", lines("place_reports", report("a"), *(report("a") | cells for cells, _ in BAD_REPORTS)))
    write(raw / "s.csv", lines("place_reports", report("a", count="8"), *twice))
    write(raw / "q.csv", lines("places", place("a", place_name="Elsewhere"), place("b"), place("b"), place("p3")))
    return staged_small(raw, PLACES, TABLES)


def test_files_are_known_by_their_header() -> None:
    site = SourceFile(1, Path("a.csv"), "a.csv", header("places"), None)
    monthly = SourceFile(2, Path("b.csv"), "b.csv", header("place_reports"), None)
    outline = SourceFile(3, Path("c.geojson"), "c.geojson", ("place_id", "place_name", "wd24cd"), None)
    assert [places.recognises(file) for file in (site, monthly, outline)] == [True, False, True]
    assert [place_reports.recognises(file) for file in (site, monthly, outline)] == [False, True, False]
    assert not boundaries.recognises(outline)


def test_the_worked_examples_are_loaded(sound: Path) -> None:
    found = query(sound, f"SELECT {FOUND}, ward_code FROM dim_place JOIN dim_place_ward USING (place_id) WHERE {LANE}")
    assert found == [("motorbike_site", "partner", DISTRICT, 0.05, 52.05, True, WEST)]
    counted = query(
        sound, f"SELECT period_month::VARCHAR, measure, count, cited_source FROM fct_place_monthly WHERE {LANE}"
    )
    assert counted == [("2024-05-01", "reports", 7, "Council wardens' register")]


def test_files_of_old_that_call_the_cited_source_source_are_read(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "p.csv", "place_id,place_name,kind,source\na,Track,motorbike_site,Wardens\n")
    old: dict[str, object] = {"place_id": "b", "place_name": "Order", "kind": "order_area", "source": "Council"}
    both: dict[str, object] = {**old, "place_id": "c", "source": "ogr2ogr", "cited_source": "Police"}
    write_features(raw / "p.geojson", [(old, square(0.05, 0.06)), (both, square(0.07, 0.08))])
    write(raw / "r.csv", "place_id,period_month,measure,count,source\na,2024-05,reports,7,Wardens\n")
    staged = staged_small(raw, PLACES, TABLES)
    found = query(staged, "SELECT place_id, cited_source FROM dim_place ORDER BY place_id")
    assert found == [("a", "Wardens"), ("b", "Council"), ("c", "Police")]
    assert query(staged, "SELECT count, cited_source FROM fct_place_monthly") == [(7, "Wardens")]


def test_a_place_in_metres_and_one_by_name_only(sound: Path) -> None:
    ((*words, longitude, latitude),) = query(
        sound,
        "SELECT audience, district_code, is_approximate, longitude, latitude FROM dim_place WHERE place_id = 'metres'",
    )
    assert words == ["public", DISTRICT, True]
    assert (longitude, latitude) == (pytest.approx(0.1468, abs=1e-3), pytest.approx(52.0523, abs=1e-3))
    assert query(sound, f"SELECT {FOUND} FROM dim_place WHERE place_id = 'named'") == [
        ("order_area", "partner", None, None, None, False)
    ]


def test_metres_become_the_degrees_of_caister_water_tower() -> None:
    cells = {"longitude": None, "latitude": None, "easting": "651409.903", "northing": "313177.270"}
    position = from_cells(cells)
    # The worked example of the Ordnance Survey, A Guide to Coordinate Systems in Great Britain.
    assert float(position.longitude or "nan") == pytest.approx(1.71607, abs=1e-4)
    assert float(position.latitude or "nan") == pytest.approx(52.65801, abs=1e-4)


def test_micro_areas_are_for_partners_whatever_the_file_says(sound: Path) -> None:
    assert query(sound, "SELECT audience FROM dim_place WHERE kind = 'micro_area'") == [("partner",)]
    layers = query(sound, "SELECT layer, audience, area_count FROM dim_boundary WHERE area_type = 'place'")
    assert layers == [
        ("place-micro_area-partner", "partner", 1),
        ("place-motorbike_site-partner", "partner", 1),
        ("place-order_area-public", "public", 1),
    ]


def test_an_outline_is_drawn_as_it_was_given(sound: Path) -> None:
    ((text,),) = query(sound, "SELECT geojson FROM dim_boundary WHERE layer = 'place-order_area-public'")
    (feature,) = json.loads(str(text))["features"]
    assert (feature["id"], feature["geometry"]) == ("order", square(0.05, 0.16))
    assert query(sound, "SELECT is_approximate FROM dim_place WHERE place_id = 'order'") == [(True,)]


def test_a_crescent_has_a_point_inside_it(sound: Path) -> None:
    ((longitude, latitude),) = query(sound, "SELECT longitude, latitude FROM dim_place WHERE place_id = 'crescent'")
    assert Polygon(CRESCENT).contains(Point(float(str(longitude)), float(str(latitude))))
    assert not Polygon(CRESCENT).contains(Polygon(CRESCENT).centroid)


def test_what_lies_elsewhere_is_outside_with_its_reports(sound: Path) -> None:
    assert fates(sound, "p.csv") == (7, 4, 3, 0, 0, 0)
    assert fates(sound, "p.geojson") == (4, 3, 1, 0, 0, 0)
    assert fates(sound, "r.csv") == (3, 2, 1, 0, 0, 0)
    assert query(sound, "SELECT count(*) FROM dim_place WHERE place_id LIKE 'beyond%'") == [(0,)]


def test_the_same_line_in_two_files_counts_once(sound: Path) -> None:
    assert fates(sound, "q.csv") == fates(sound, "s.csv") == (1, 0, 0, 0, 1, 0)


def test_an_empty_file_is_read_and_has_no_rows(sound: Path) -> None:
    assert fates(sound, "empty.csv") == fates(sound, "nothing.csv") == (0, 0, 0, 0, 0, 0)


def test_zero_is_counted_and_a_month_without_a_line_has_no_row(sound: Path) -> None:
    assert query(sound, "SELECT count FROM fct_place_monthly WHERE place_id = 'named'") == [(0,)]


def test_a_shipped_place_gives_way_to_the_partnerships_own(sound: Path) -> None:
    found = query(sound, "SELECT place_name FROM dim_place WHERE place_id = 'thurrock-pspo-grays'")
    assert found == [("Grays, as we know it",)]
    assert fates(sound, "places.csv") == (7, 0, 6, 0, 1, 0)


def test_a_line_that_cannot_be_right_is_refused_by_file_line_and_reason(faulty: duckdb.DuckDBPyConnection) -> None:
    assert refused(faulty, "p.csv") == [(line, reason) for line, (_, reason) in enumerate(BAD_PLACES, start=3)]
    assert fates(faulty, "p.csv") == (len(BAD_PLACES) + 1, 1, 0, 0, 0, len(BAD_PLACES))


def test_a_geometry_that_cannot_be_drawn_is_refused_by_its_number(faulty: duckdb.DuckDBPyConnection) -> None:
    found = refused(faulty, "p.geojson")
    assert [line for line, _ in found] == list(range(1, len(BAD_GEOMETRIES) + 1))
    for (_, said), (_, reason) in zip(found, BAD_GEOMETRIES, strict=True):
        assert str(said).startswith(reason)


def test_a_feature_without_an_id_is_refused(faulty: duckdb.DuckDBPyConnection) -> None:
    assert refused(faulty, "no-id.geojson") == [(2, "place_id is empty; cited_source is empty")]


def test_another_place_of_the_same_id_is_refused(faulty: duckdb.DuckDBPyConnection) -> None:
    assert refused(faulty, "q.csv") == [
        (2, "place_id a is another place in p.csv"),
        (4, "place_id b is given twice in the file"),
    ]
    assert query(faulty, "SELECT place_id FROM dim_place ORDER BY ALL") == [("a",), ("b",), ("g",), ("p3",)]


def test_a_report_that_cannot_be_right_is_refused(faulty: duckdb.DuckDBPyConnection) -> None:
    assert refused(faulty, "r.csv") == [(line, reason) for line, (_, reason) in enumerate(BAD_REPORTS, start=3)]
    assert fates(faulty, "r.csv") == (len(BAD_REPORTS) + 1, 1, 0, 0, 0, len(BAD_REPORTS))


def test_a_month_that_is_told_in_two_ways_is_refused(faulty: duckdb.DuckDBPyConnection) -> None:
    assert refused(faulty, "s.csv") == [
        (2, "reports of a in 2024-05 are 7 in r.csv"),
        (4, "warnings of a in 2024-05 are given twice in the file"),
    ]
    assert query(faulty, "SELECT measure, count FROM fct_place_monthly ORDER BY ALL") == [
        ("reports", 7),
        ("warnings", 1),
    ]


def test_a_refused_line_does_not_stand_in_the_way_of_a_good_one(faulty: duckdb.DuckDBPyConnection) -> None:
    assert refused(faulty, "p.csv")[3] == (6, f"kind ufo_site is none of {KINDS}")
    assert query(faulty, "SELECT kind FROM dim_place WHERE place_id = 'p3'") == [("motorbike_site",)]


FIRST = json.dumps({"type": "Feature", "properties": place(), "geometry": None})
COLLECTION = '{"type": "FeatureCollection", "crs": {"name": "urn:ogc:def:crs:EPSG::%s"}, "features": [%s]}'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.csv", "place_id,place_name,kind,source,cited_source\n", "column source is called cited_source now"),
        ("p.csv", "place_id,place_name,kind\n", "column cited_source is missing"),
        ("p.geojson", COLLECTION % ("27700", FIRST), "not in WGS84 longitude and latitude"),
        ("p.geojson", COLLECTION % ("4326", f"{FIRST}, 7"), "not a GeoJSON feature collection; export"),
    ],
)
def test_a_file_that_is_not_one_of_places_stops_the_build(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = write(tmp_path / name, text)
    file = SourceFile(1, path, name, read_columns(path, name), None)
    with duckdb.connect() as connection, pytest.raises(SourceError) as caught:
        cast(Extract, places).extract(connection, [file])
    assert str(caught.value).startswith(f"{name}: {said}")
