"""Names and postcodes in the layouts in which they are published: without a header, of the whole country."""

import os
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from tests.fixtures import ground_files as ground
from tests.fixtures.small_raw import EAST, WEST, query, write, write_archive, write_small_raw
from tests.fixtures.small_tables import AREAS, staged_small

IN_WEST, IN_EAST, NEAR, FAR = (0.05, 52.05), (0.15, 52.05), (0.05, 52.11), (-3.0, 55.0)
TILE = [
    ground.name(1, "Mill Green", "Village", IN_WEST),
    ground.name(2, "Mill Road", "Named Road", IN_EAST, "transportNetwork"),
    ground.name(3, "A99", "Section Of Numbered Road", IN_EAST, "transportNetwork"),
    ground.name(4, "Elsewhere", "Town", FAR),
    ground.name(5, "ZZ1 1AA", "Postcode", IN_WEST, "other"),
    ground.name(6, "ZZ1 9ZZ", "Postcode", IN_WEST, "other"),
]
GOOD = [ground.name(number, f"Place {number}", "Hamlet", IN_WEST) for number in range(10, 410)]
BAD = [
    "too,few,cells",
    TILE[0].replace(str(ground.metres(IN_WEST)[0]), "east"),
    TILE[0].replace("Mill Green", " "),
]
CODE_POINT = [
    ground.code_point("ZZ1 1AA", IN_WEST),
    ground.code_point("ZZ1 2AA", IN_EAST),
    ground.code_point("ZZ1 3AA", NEAR),
    ground.code_point("ZZ1 4AA", None),
    ground.code_point("ZZ12AA", IN_EAST),
    ground.code_point("AB10 1AB", FAR),
]


GROUND = (*AREAS, "place_names", "postcodes")


def write_directory(raw: Path, header: str) -> None:
    """Postcodes that no other file has, in the layout of a year."""
    places = {"ZZ9 1AA": IN_WEST, "ZZ9 2AA": FAR, "BT1 1AA": None}
    lines = [ground.directory(postcode, place, header) for postcode, place in places.items()]
    write(raw / "ONSPD_MAY_2025_UK.csv", "\n".join([header, *lines]) + "\n")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A build of an archive of names and of a tile with bad lines, with a directory of postcodes of 2024."""
    raw = write_small_raw(tmp_path_factory.mktemp("names") / "raw")
    text = "\ufeff" + "\n".join(TILE) + "\n"
    header = "ID,NAMES_URI,NAME1\n"
    write_archive(raw / "opname_csv_gb.zip", {"Data/TL50.csv": text, "Doc/OS_Open_Names_Header.csv": header})
    write(raw / "DATA" / "TL51.csv", "\n".join([*GOOD, *BAD]) + "\n")
    write_directory(raw, ground.DIRECTORY_2024)
    return staged_small(raw, GROUND, ("dim_population", "dim_area", "dim_name"))


@pytest.fixture(scope="module")
def postcodes(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A build of Code-Point Open beside a tile of names, both of 2023, with a directory of 2025."""
    raw = write_small_raw(tmp_path_factory.mktemp("postcodes") / "raw")
    written = datetime(2023, 5, 1).timestamp()
    for name, lines in {"codepo/Data/CSV/zz.csv": CODE_POINT, "TL50.csv": TILE}.items():
        os.utime(write(raw / name, "\n".join(lines) + "\n"), (written, written))
    write_directory(raw, ground.DIRECTORY_2025)
    return staged_small(raw, GROUND, ("dim_population", "dim_area", "dim_name"))


def load(build: duckdb.DuckDBPyConnection, file: str) -> tuple[object, ...]:
    """The source of a file, and its rows read, loaded, outside, without location, duplicate and rejected."""
    (row,) = query(
        build,
        "SELECT source, rows_read, rows_loaded, rows_outside_area, rows_no_location, rows_duplicate, rows_rejected "
        f"FROM meta_load WHERE file = '{file}'",
    )
    return row


def test_an_archive_of_names_is_thinned_to_the_area_and_every_row_is_counted(names: duckdb.DuckDBPyConnection) -> None:
    assert load(names, "opname_csv_gb.zip!Data/TL50.csv") == ("place_names", 6, 4, 1, 0, 1, 0)
    found = query(
        names,
        "SELECT name_id, name, kind, title, map_rank FROM dim_name "
        "WHERE source = 'place_names' AND name NOT LIKE 'Place %' ORDER BY name",
    )
    assert found == [
        ("osgb1", "Mill Green", "settlement", "Village", 3),
        ("osgb2", "Mill Road", "road", "Street", None),
        ("osgb5", "ZZ1 1AA", "postcode", "Postcode", None),
        ("osgb6", "ZZ1 9ZZ", "postcode", "Postcode", None),
    ]
    wards = query(
        names,
        "SELECT name_id, ward_code FROM dim_name_ward WHERE vintage = '2024' AND name_id IN ('osgb1', 'osgb2') "
        "ORDER BY 1",
    )
    assert wards == [("osgb1", WEST), ("osgb2", EAST)]
    ((longitude, latitude),) = query(names, "SELECT longitude, latitude FROM dim_name WHERE name_id = 'osgb1'")
    assert (longitude, latitude) == (pytest.approx(0.05, abs=1e-5), pytest.approx(52.05, abs=1e-5))


def test_bad_lines_are_named_with_file_and_line(names: duckdb.DuckDBPyConnection) -> None:
    assert load(names, "DATA/TL51.csv") == ("place_names", 403, 400, 0, 0, 0, 3)
    rejects = query(names, "SELECT file, line, reason FROM meta_reject WHERE source = 'place_names' ORDER BY line")
    assert [row[:2] for row in rejects] == [("DATA/TL51.csv", line) for line in (401, 402, 403)]
    assert [str(row[2]) for row in rejects] == [
        "3 fields instead of 34",
        f"GEOMETRY_X and GEOMETRY_Y east, {ground.metres(IN_WEST)[1]} are not numbers",
        "name is empty",
    ]


def test_postcodes_of_code_point_open_come_before_those_among_the_names(postcodes: duckdb.DuckDBPyConnection) -> None:
    assert load(postcodes, "codepo/Data/CSV/zz.csv") == ("postcodes", 6, 2, 2, 1, 1, 0)
    found = query(
        postcodes,
        "SELECT name_id, source, name FROM dim_name WHERE kind = 'postcode' AND name LIKE 'ZZ1 %' ORDER BY name",
    )
    assert found == [
        ("ZZ11AA", "postcodes", "ZZ1 1AA"),
        ("ZZ12AA", "postcodes", "ZZ1 2AA"),
        ("osgb6", "place_names", "ZZ1 9ZZ"),
    ]


@pytest.mark.parametrize("of_year", ["names", "postcodes"], ids=["2024", "2025"])
def test_the_directory_of_ons_is_no_lookup_of_areas(of_year: str, request: pytest.FixtureRequest) -> None:
    build: duckdb.DuckDBPyConnection = request.getfixturevalue(of_year)
    assert load(build, "ONSPD_MAY_2025_UK.csv") == ("postcodes", 3, 1, 1, 1, 0, 0)
    assert query(build, "SELECT ward_code FROM dim_name_ward WHERE name_id = 'ZZ91AA' AND vintage = '2024'") == [
        (WEST,)
    ]


def test_the_licence_names_the_year_of_the_data(postcodes: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT source, attribution FROM meta_source WHERE source IN ('place_names', 'postcodes')"
    said = {str(source): str(attribution) for source, attribution in query(postcodes, asked)}
    assert said["place_names"] == "Contains OS data © Crown copyright and database right 2023"
    assert "Royal Mail copyright and database right 2025" in said["postcodes"]
