"""Where a street-level record is counted when its LSOA and its point do not say the same, and what is then said."""

from pathlib import Path

import pytest

from etl.errors import SourceError
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST,
    NEIGHBOUR,
    NEIGHBOUR_LSOA,
    UNKNOWN_LSOA,
    WEST,
    query,
    record,
    street_load,
    street_name,
    write_small_raw,
)
from tests.fixtures.small_tables import CUBE, STREET, served_small, staged_small


def test_a_point_places_a_record_whose_lsoa_no_lookup_knows(tmp_path: Path) -> None:
    lines = [
        record(1),
        record(2, lsoa=UNKNOWN_LSOA),
        record(3, lsoa=""),
        record(4, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA),
    ]
    raw = write_small_raw(tmp_path / "raw", {"2024-01": lines})
    (raw / "boundaries" / "districts.geojson").unlink()
    path = served_small(raw, tmp_path / "store")
    assert street_load(path) == [(4, 4, 0, 0, 0, 0)]
    assert query(path, "SELECT district_code, lsoa_code FROM fct_crime ORDER BY record_id") == [
        (DISTRICT, "E01900001"),
        (DISTRICT, UNKNOWN_LSOA),
        (DISTRICT, None),
    ]
    assert query(path, "SELECT notice FROM meta_notice WHERE kind = 'unknown_lsoa'") == [
        (
            f"No lookup knows 1 LSOA ({UNKNOWN_LSOA}) of the area: 1 records were placed by their points, 0 are "
            "outside; add the lookup of ONS from LSOA (2011) to LSOA (2021), or the whole of the lookup that names "
            "them.",
        )
    ]


def test_records_without_any_lsoa_lie_in_the_ward_that_holds_their_point(tmp_path: Path) -> None:
    lines = [record(n, place=((0.05, 0.15)[n % 2], 52.05), lsoa="") for n in range(5)]
    raw = write_small_raw(tmp_path / "raw", {"2024-01": lines})
    (raw / "boundaries" / "districts.geojson").unlink()
    staged = staged_small(raw, STREET, CUBE)
    assert street_load(staged) == [(5, 5, 0, 0, 0, 0)]
    counted = "SELECT area_code, offence_count FROM fct_crime_monthly WHERE area_type = 'ward' ORDER BY area_code"
    assert query(staged, counted) == [(WEST, 3), (EAST, 2)]


def test_a_point_well_inside_a_ward_counts_there_whatever_its_lsoa_says(tmp_path: Path) -> None:
    # A thousandth of a degree of latitude is 111 metres.
    inside, at_the_edge = (
        record(1, place=(0.05, 52.001), lsoa=NEIGHBOUR_LSOA),
        record(2, place=(0.05, 52.0002), lsoa=NEIGHBOUR_LSOA),
    )
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(3), inside, at_the_edge]})
    path = served_small(raw, tmp_path / "store")
    assert query(path, "SELECT crime_id FROM fct_crime ORDER BY crime_id") == [(f"{1:064x}",), (f"{3:064x}",)]
    assert query(path, "SELECT notice FROM meta_notice WHERE kind = 'contradicted'") == [
        (
            "Records placed by their points, well inside a ward of the area, though their LSOA is of another district: "
            "1.",
        )
    ]


@pytest.mark.parametrize(("latitude", "places"), [(52.05, 1), (52.002, 0)])
def test_an_lsoa_named_otherwise_is_placed_only_well_inside_the_outline_of_a_district(
    tmp_path: Path, latitude: float, places: int
) -> None:
    lines = [record(1), record(2, place=(0.25, latitude), lsoa=UNKNOWN_LSOA)]
    staged = staged_small(write_small_raw(tmp_path / "raw", {"2024-01": lines}), STREET, CUBE)
    found = query(
        staged, f"SELECT coalesce(sum(offence_count), 0)::INT FROM fct_crime_monthly WHERE area_code = '{NEIGHBOUR}'"
    )
    assert found == [(places,)]


def test_records_of_the_area_that_nothing_places_hold_the_build_back(tmp_path: Path) -> None:
    # The line of the lookup is gone, the point lies in no outline, and the name of the LSOA says whose it is.
    lost = record(2, place=(0.5, 52.5), lsoa=UNKNOWN_LSOA).replace("Invented 001A", "Westmere 009Z")
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), lost]})
    with pytest.raises(SourceError, match=rf"1 records of the area would be lost: .* \({UNKNOWN_LSOA}\)"):
        staged_small(raw, STREET)
    elsewhere = lost.replace("Westmere 009Z", "Farmere 009Z")
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), elsewhere]})
    assert street_load(staged_small(raw, STREET)) == [(2, 1, 1, 0, 0, 0)]


def test_street_files_of_months_that_cannot_be_move_nothing(tmp_path: Path) -> None:
    refused = {
        "2204-05": "Month 2204-05 has not begun",
        "0001-03": "Month 0001-03 is before December 2010, the first of data.police.uk",
        "2010-11": "Month 2010-11 is before December 2010, the first of data.police.uk",
    }
    lines = {month: [record(number, month)] for number, month in enumerate(["2024-01", *refused])}
    staged = staged_small(write_small_raw(tmp_path / "raw", lines), STREET, ("fct_coverage",))
    found = query(staged, "SELECT file, line, reason FROM meta_reject")
    assert found == [(f"street/{street_name(month)}", 2, refused[month]) for month in sorted(refused)]
    assert query(staged, "SELECT DISTINCT strftime(period_month, '%Y-%m') FROM fct_coverage") == [("2024-01",)]
