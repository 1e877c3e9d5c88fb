"""Names and postcodes in the layouts in which they are published: without a header, of the whole country."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.fixtures import ground_files as ground
from tests.fixtures.small_raw import EAST, WEST, build_small, query, write, write_archive, write_small_raw

IN_WEST, IN_EAST, NEAR, FAR = (0.05, 52.05), (0.15, 52.05), (0.05, 52.11), (-3.0, 55.0)
TILE = [
    ground.name(1, "Mill Green", "Village", IN_WEST),
    ground.name(2, "Mill Road", "Named Road", IN_EAST, "transportNetwork"),
    ground.name(3, "A99", "Section Of Numbered Road", IN_EAST, "transportNetwork"),
    ground.name(4, "Elsewhere", "Town", FAR),
    ground.name(5, "ZZ1 1AA", "Postcode", IN_WEST, "other"),
    ground.name(6, "ZZ1 9ZZ", "Postcode", IN_WEST, "other"),
]
LOADS = (
    "SELECT rows_read, rows_loaded, rows_outside_area, rows_no_location, rows_duplicate, rows_rejected FROM meta_load"
)


def built(raw: Path) -> Path:
    return build_small(raw, raw.parent / "store")


def loads(store: Path, source: str) -> list[tuple[object, ...]]:
    return query(store, f"{LOADS} WHERE source = '{source}' ORDER BY file")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return write_small_raw(tmp_path / "raw")


def test_an_archive_of_names_is_thinned_to_the_area_and_every_row_is_counted(raw: Path) -> None:
    text = "\ufeff" + "\n".join(TILE) + "\n"
    header = "ID,NAMES_URI,NAME1\n"
    write_archive(raw / "opname_csv_gb.zip", {"Data/TL50.csv": text, "Doc/OS_Open_Names_Header.csv": header})
    store = built(raw)
    assert loads(store, "place_names") == [(6, 4, 1, 0, 1, 0)]
    names = query(store, "SELECT name_id, name, kind, title, map_rank FROM dim_name ORDER BY name")
    assert names == [
        ("osgb1", "Mill Green", "settlement", "Village", 3),
        ("osgb2", "Mill Road", "road", "Street", None),
        ("osgb5", "ZZ1 1AA", "postcode", "Postcode", None),
        ("osgb6", "ZZ1 9ZZ", "postcode", "Postcode", None),
    ]
    wards = query(store, "SELECT name_id, ward_code FROM dim_name_ward WHERE vintage = '2024' ORDER BY 1")
    assert wards[:2] == [("osgb1", WEST), ("osgb2", EAST)]
    ((longitude, latitude),) = query(store, "SELECT longitude, latitude FROM dim_name WHERE name_id = 'osgb1'")
    assert (longitude, latitude) == (pytest.approx(0.05, abs=1e-5), pytest.approx(52.05, abs=1e-5))


def test_bad_lines_are_named_with_file_and_line(raw: Path) -> None:
    good = [ground.name(number, f"Place {number}", "Hamlet", IN_WEST) for number in range(10, 410)]
    easting = str(ground.metres(IN_WEST)[0])
    bad = [
        "too,few,cells",
        TILE[0].replace(easting, "east"),
        TILE[0].replace("Mill Green", " "),
    ]
    write(raw / "DATA" / "TL50.csv", "\n".join([*good, *bad]) + "\n")
    store = built(raw)
    assert loads(store, "place_names") == [(403, 400, 0, 0, 0, 3)]
    rejects = query(store, "SELECT file, line, reason FROM meta_reject WHERE source = 'place_names' ORDER BY line")
    assert [row[:2] for row in rejects] == [("DATA/TL50.csv", line) for line in (401, 402, 403)]
    assert [str(row[2]) for row in rejects] == [
        "3 fields instead of 34",
        f"GEOMETRY_X and GEOMETRY_Y east, {ground.metres(IN_WEST)[1]} are not numbers",
        "name is empty",
    ]


def test_postcodes_of_code_point_open_come_before_those_among_the_names(raw: Path) -> None:
    lines = [
        ground.code_point("ZZ1 1AA", IN_WEST),
        ground.code_point("ZZ1 2AA", IN_EAST),
        ground.code_point("ZZ1 3AA", NEAR),
        ground.code_point("ZZ1 4AA", None),
        ground.code_point("ZZ12AA", IN_EAST),
        ground.code_point("AB10 1AB", FAR),
    ]
    write(raw / "codepo" / "Data" / "CSV" / "zz.csv", "\n".join(lines) + "\n")
    write(raw / "TL50.csv", "\n".join(TILE) + "\n")
    store = built(raw)
    assert loads(store, "postcodes") == [(6, 2, 2, 1, 1, 0)]
    names = query(store, "SELECT name_id, source, name FROM dim_name WHERE kind = 'postcode' ORDER BY name")
    assert names == [
        ("ZZ11AA", "postcodes", "ZZ1 1AA"),
        ("ZZ12AA", "postcodes", "ZZ1 2AA"),
        ("osgb6", "place_names", "ZZ1 9ZZ"),
    ]


@pytest.mark.parametrize("header", [ground.DIRECTORY_2024, ground.DIRECTORY_2025])
def test_the_directory_of_ons_is_no_lookup_of_areas(raw: Path, header: str) -> None:
    places = {"ZZ1 1AA": IN_WEST, "ZZ1 2AA": FAR, "BT1 1AA": None}
    lines = [ground.directory(postcode, place, header) for postcode, place in places.items()]
    write(raw / "ONSPD_MAY_2025_UK.csv", "\n".join([header, *lines]) + "\n")
    store = built(raw)
    assert loads(store, "postcodes") == [(3, 1, 1, 1, 0, 0)]
    assert query(store, "SELECT ward_code FROM dim_name_ward WHERE name_id = 'ZZ11AA' AND vintage = '2024'") == [
        (WEST,)
    ]
    files = query(store, "SELECT source FROM meta_load WHERE file = 'ONSPD_MAY_2025_UK.csv'")
    assert files == [("postcodes",)]


def test_the_licence_names_the_year_of_the_data(raw: Path) -> None:
    path = write(raw / "TL50.csv", TILE[0] + "\n")
    written = datetime(2023, 5, 1).timestamp()
    os.utime(path, (written, written))
    write(raw / "ONSPD_MAY_2025_UK.csv", f"{ground.DIRECTORY_2025}\n{ground.directory('ZZ1 1AA', IN_WEST)}\n")
    asked = "SELECT source, attribution FROM meta_source WHERE source IN ('place_names', 'postcodes')"
    said = {str(source): str(attribution) for source, attribution in query(built(raw), asked)}
    assert said["place_names"] == "Contains OS data © Crown copyright and database right 2023"
    assert "Royal Mail copyright and database right 2025" in said["postcodes"]
