from pathlib import Path
from unittest.mock import patch

import pytest

from etl.errors import SourceError
from etl.pipeline import build
from etl.publish.checks import RULES
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST,
    EAST_LSOA,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    REFUSED_SHARE,
    UNKNOWN_LSOA,
    WEST,
    query,
    record,
    small_settings,
    square,
    street_load,
    write,
    write_features,
    write_small_raw,
)


def built(tmp_path: Path, raw: Path) -> tuple[Path, list[str]]:
    said: list[str] = []
    with patch.dict(RULES):
        del RULES[REFUSED_SHARE]
        path = build(raw, small_settings(tmp_path / "store"), said.append)
    return path, [line for line in said if line.startswith(("thin: ", "not read: "))]


def test_a_point_places_a_record_whose_lsoa_no_lookup_knows(tmp_path: Path) -> None:
    lines = [
        record(1),
        record(2, lsoa=UNKNOWN_LSOA),
        record(3, lsoa=""),
        record(4, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA),
    ]
    raw = write_small_raw(tmp_path / "raw", {"2024-01": lines})
    (raw / "boundaries" / "districts.geojson").unlink()
    path, said = built(tmp_path, raw)
    assert street_load(path) == [(4, 4, 0, 0, 0, 0)]
    assert query(path, "SELECT district_code, lsoa_code FROM fct_crime ORDER BY record_id") == [
        (DISTRICT, "E01900001"),
        (DISTRICT, UNKNOWN_LSOA),
        (DISTRICT, None),
    ]
    assert said == [
        f"thin: no lookup knows 1 LSOA ({UNKNOWN_LSOA}) of the area: 1 records were placed by their points, "
        "0 are outside; add ONS's lookup from LSOA (2011) to LSOA (2021), or the whole of the lookup that names them"
    ]


def test_a_point_well_inside_a_ward_counts_there_whatever_its_lsoa_says(tmp_path: Path) -> None:
    # A thousandth of a degree of latitude is 111 metres.
    inside, at_the_edge = (
        record(1, place=(0.05, 52.001), lsoa=NEIGHBOUR_LSOA),
        record(2, place=(0.05, 52.0002), lsoa=NEIGHBOUR_LSOA),
    )
    path, said = built(tmp_path, write_small_raw(tmp_path / "raw", {"2024-01": [record(3), inside, at_the_edge]}))
    assert query(path, "SELECT crime_id FROM fct_crime ORDER BY crime_id") == [(f"{1:064x}",), (f"{3:064x}",)]
    assert said == [
        "thin: 1 records lie well inside a ward of the area, and have an LSOA of another district: they were placed by "
        "their points"
    ]


@pytest.mark.parametrize(("latitude", "places"), [(52.05, 1), (52.002, 0)])
def test_an_lsoa_named_otherwise_is_placed_only_well_inside_the_outline_of_a_district(
    tmp_path: Path, latitude: float, places: int
) -> None:
    lines = [record(1), record(2, place=(0.25, latitude), lsoa=UNKNOWN_LSOA)]
    path, _ = built(tmp_path, write_small_raw(tmp_path / "raw", {"2024-01": lines}))
    found = query(
        path, f"SELECT coalesce(sum(offence_count), 0)::INT FROM fct_crime_monthly WHERE area_code = '{NEIGHBOUR}'"
    )
    assert found == [(places,)]


def test_records_of_the_area_that_nothing_places_hold_the_build_back(tmp_path: Path) -> None:
    # The line of the lookup is gone, the point lies in no outline, and the name of the LSOA says whose it is.
    lost = record(2, place=(0.5, 52.5), lsoa=UNKNOWN_LSOA).replace("Invented 001A", "Westmere 009Z")
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), lost]})
    with pytest.raises(
        SourceError, match=rf"1 records of the area would be lost: no lookup knows 1 LSOA \({UNKNOWN_LSOA}\)"
    ):
        built(tmp_path, raw)
    elsewhere = lost.replace("Westmere 009Z", "Farmere 009Z")
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), elsewhere]})
    assert street_load(built(tmp_path, raw)[0]) == [(2, 1, 1, 0, 0, 0)]


def test_wards_that_a_lookup_knows_only_in_part_are_named(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2025-06": [record(1, "2025-06")]})
    wards = {WEST: (0.0, 0.1), "E05990002": (0.1, 0.2)}
    features: list[tuple[dict[str, object], object]] = [
        ({"WD25CD": code, "WD25NM": code, "LAD25CD": DISTRICT}, square(*edges)) for code, edges in wards.items()
    ]
    write_features(raw / "boundaries" / "wards.geojson", features)
    path, said = built(tmp_path, raw)
    found = query(path, "SELECT vintage, area_code, population FROM dim_area WHERE area_type = 'ward' ORDER BY ALL")
    assert found == [("2025", WEST, 1000), ("2025", "E05990002", None)]
    assert said == [
        "thin: wards of 2025: 1 ward (E05990002) have no residents, so no rates; add the lookup from LSOA to ward "
        "of their year, or residents by ward",
        f"thin: 1 ward ({EAST}) of a lookup are in no file of boundaries, and not used",
    ]


def test_what_was_not_read_is_named_with_what_was_looked_for(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    write(raw / "outlines.kml", "<kml/>")
    write(raw / "density.csv", f"LSOA21CD,LAD24CD,population_density_2024\n{EAST_LSOA},{DISTRICT},12\n")
    write(raw / "lookup.csv", "LSOA21CDD,WD24CDD\nE01,E05\n")
    write_features(raw / "wards.json", [({"WARDREF": WEST}, square(0, 0.1))])
    write(raw / "notes.json", "[1, 2]")
    write(raw / "__MACOSX" / "street" / "._2024-01-northshire-street.csv", "\0\5")
    write(raw / ".DS_Store", "\0")
    _, said = built(tmp_path, raw)
    assert said == [
        "not read: density.csv: not recognised, “population_density_2024” does not count all residents; looked for a "
        "column such as population_2024",
        "not read: lookup.csv: not recognised, its columns (lsoa21cdd, wd24cdd, …) are those of no dataset; nearest to "
        "“lsoa21cd” is “lsoa21cdd”",
        "not read: notes.json: not recognised, it is neither GeoJSON nor TopoJSON",
        "not read: wards.json: not recognised, its features have no code of areas, as WD24CD, LSOA21CD or LAD24CD",
        "not read: outlines.kml: a file .kml is not read; save it as one of .csv, .geojson, .gpkg, .json, .ods, .shp, "
        ".topojson, .tsv, .xlsx, .zip",
    ]


def test_a_file_that_is_needed_and_was_not_recognised_is_named(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw")
    path = raw / "population" / "lsoa21.csv"
    write(path, path.read_text().replace("usual_residents_census2021", "population_density_2021"))
    with pytest.raises(
        SourceError, match=r"no populations found; add .*; population/lsoa21\.csv: .*population_density_2021”"
    ):
        built(tmp_path, raw)


@pytest.mark.parametrize(
    ("month", "reason"),
    [
        ("2204-05", "Month 2204-05 has not begun"),
        ("0001-03", "Month 0001-03 is before December 2010, the first of data.police.uk"),
        ("2010-11", "Month 2010-11 is before December 2010, the first of data.police.uk"),
    ],
)
def test_a_street_file_of_a_month_that_cannot_be_moves_nothing(tmp_path: Path, month: str, reason: str) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)], month: [record(2, month)]})
    path, _ = built(tmp_path, raw)
    assert query(path, "SELECT line, reason FROM meta_reject") == [(2, reason)]
    assert query(path, "SELECT DISTINCT strftime(period_month, '%Y-%m') FROM fct_coverage") == [("2024-01",)]
