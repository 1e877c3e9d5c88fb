from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from etl.datasets.street_crime.extract import ForceMonth, recognises, superseded
from etl.errors import SourceError
from etl.sources.layout import normalise
from etl.sources.source_files import SourceFile
from tests.fixtures.small_raw import (
    ASB,
    DISTRICT,
    EAST,
    EAST_LSOA,
    HEADER,
    NEIGHBOUR_LSOA,
    UNKNOWN_LSOA,
    WEST,
    build_small,
    query,
    record,
    street_load,
    street_name,
    street_text,
    unplaced,
    write,
    write_archive,
    write_small_raw,
)
from tests.fixtures.small_tables import CUBE, STREET, staged_small

SHORT = "0123456789abcdef"
COLUMNS = tuple(normalise(name) for name in HEADER.split(","))


def stage(raw: Path, *tables: str, snapshot: str | None = None) -> duckdb.DuckDBPyConnection:
    return staged_small(raw, STREET, ("fct_crime", *tables), snapshot)


def stage_lines(tmp_path: Path, *lines: str, tables: Sequence[str] = ()) -> duckdb.DuckDBPyConnection:
    return stage(write_small_raw(tmp_path / "raw", {"2024-01": lines}), *tables)


def refused(raw: Path) -> None:
    """Raises the SourceError of a file that is refused whole: nothing that would place its records is staged."""
    staged_small(raw, ("street_crime",))


def rejects(staged: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return query(staged, "SELECT line, reason FROM meta_reject ORDER BY line")


def wards(staged: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return query(staged, "SELECT record_id, ward_code FROM fct_crime_ward ORDER BY record_id")


@pytest.mark.parametrize(
    ("label", "columns", "expected"),
    [
        ("2024-01-essex-street.csv", (), True),
        ("a.zip!2024-01/2024-01-Essex-Street.csv", (), True),
        ("renamed.csv", COLUMNS, True),
        ("2024-01-essex-outcomes.csv", ("crime_id", "month", "outcome_type"), False),
        ("2024-01-essex-stop-and-search.csv", ("type", "date"), False),
    ],
)
def test_street_files_are_known_by_name_or_header(label: str, columns: tuple[str, ...], expected: bool) -> None:
    assert recognises(SourceFile(1, Path(label), label, columns, None)) is expected


@pytest.mark.parametrize("absent", ["LSOA code", "Context", "Crime ID"])
def test_a_missing_column_is_named(tmp_path: Path, absent: str) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    header = ",".join(name for name in HEADER.split(",") if name != absent)
    write(raw / street_name("2024-01"), street_text([record(1)], header))
    with pytest.raises(SourceError, match=f"2024-01-northshire-street.csv: column {normalise(absent)} is missing"):
        refused(raw)


def test_columns_in_another_order_are_refused(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    header = HEADER.replace("Longitude,Latitude", "Latitude,Longitude")
    write(raw / street_name("2024-01"), street_text([record(1)], header))
    with pytest.raises(SourceError, match=r"columns are not in the order of data\.police\.uk; download the file again"):
        refused(raw)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (street_text([record(1)]).replace(",", ";"), "“;” parts its columns, not a comma; download the file again"),
        ("", "its first line names no columns; download the file again"),
    ],
)
def test_a_file_that_a_spreadsheet_saved_otherwise_or_an_empty_one_is_told_as_such(
    tmp_path: Path, text: str, said: str
) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    write(raw / street_name("2024-01"), text)
    with pytest.raises(SourceError, match=f"2024-01-northshire-street.csv: {said}"):
        refused(raw)


def test_snake_case_headers_are_the_same_header(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    write(raw / street_name("2024-01"), street_text([record(1)], ",".join(COLUMNS)))
    assert street_load(stage(raw)) == [(1, 1, 0, 0, 0, 0)]


@pytest.mark.parametrize("name", ["crime.csv", "2024-13-northshire-street.csv", "january-street.csv"])
def test_a_name_without_month_and_force_is_refused(tmp_path: Path, name: str) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    write(raw / name, street_text([record(1)]))
    with pytest.raises(SourceError, match=f"{name}: its name does not say month and force; rename it"):
        refused(raw)


def test_without_street_files_the_cure_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no street-level crime files \(YYYY-MM-force-street.csv\) found; download"):
        build_small(write_small_raw(tmp_path / "raw", {}), tmp_path / "store")


GOOD = record(1)


WRONG = (
    (record(2, month="2024-02"), "Month 2024-02 is not the month of the file"),
    (record(2, month=""), "Month (empty) is not the month of the file"),
    (record(2, crime_type="Piracy"), "Crime type Piracy is not known"),
    (record(2, crime_type=""), "Crime type (empty) is not known"),
    (record(2, context="x"), "Context is not empty: a comma inside a field may have shifted the columns"),
    (record(2, force=""), "Reported by is empty"),
    (GOOD.replace(f"{1:064x}", SHORT), "Crime ID is not 64 characters"),
    (
        GOOD.replace(f"{1:064x}", "4.2E+11"),
        "Crime ID is not 64 characters (a spreadsheet has shortened it: set the column to text, and fill it again)",
    ),
    (record(2, lsoa="Westmere"), "LSOA code Westmere is not an area code"),
    (record(2, place=("", 52.05)), "Only one of Longitude and Latitude is given"),
    (record(2, place=(0.05, "")), "Only one of Longitude and Latitude is given"),
    (
        record(2, place=(52.05, 0.05)),
        "Longitude or Latitude is not a place in the United Kingdom (they are exchanged)",
    ),
    (record(2, place=(0, 0)), "Longitude or Latitude is not a place in the United Kingdom"),
    (record(2, place=("east", 52)), "Longitude or Latitude is not a place in the United Kingdom"),
    (record(2, place=("nan", "nan")), "Longitude or Latitude is not a place in the United Kingdom"),
)


def test_a_line_that_cannot_be_right_is_refused_with_its_reason(tmp_path: Path) -> None:
    staged = stage_lines(tmp_path, GOOD, *(line for line, _ in WRONG))
    assert rejects(staged) == [(place, reason) for place, (_, reason) in enumerate(WRONG, start=3)]
    assert street_load(staged) == [(len(WRONG) + 1, 1, 0, 0, 0, len(WRONG))]


def test_a_comma_inside_a_field_is_refused(tmp_path: Path) -> None:
    shifted = record(2).replace("Invented Street", "Invented, Street").removesuffix(",") + ""
    staged = stage_lines(tmp_path, GOOD, shifted)
    assert [line for line, _ in rejects(staged)] == [3]
    assert street_load(staged) == [(2, 1, 0, 0, 0, 1)]


def test_broken_lines_are_counted_once_and_those_after_keep_their_numbers(tmp_path: Path) -> None:
    staged = stage_lines(
        tmp_path,
        "too,few,fields",
        record(1),
        record(2) + ",one,two,three",
        "",
        record(3, crime_type="Piracy"),
        'half "a quote',
        record(4),
        record(5, month="2023-12"),
    )
    found = rejects(staged)
    assert [line for line, _ in found] == [2, 4, 6, 7, 9]
    assert (6, "Crime type Piracy is not known") in found
    assert (9, "Month 2023-12 is not the month of the file") in found
    assert street_load(staged) == [(7, 2, 0, 0, 0, 5)]


def test_an_empty_line_at_the_end_does_not_stop_the_build(tmp_path: Path) -> None:
    assert street_load(stage_lines(tmp_path, record(1), "")) == [(1, 1, 0, 0, 0, 0)]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_both_line_ends_and_no_final_one_are_read(tmp_path: Path, ending: str) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    write(raw / street_name("2024-01"), ending.join([HEADER, record(1), record(2)]))
    staged = stage(raw)
    assert street_load(staged) == [(2, 2, 0, 0, 0, 0)]
    assert query(staged, "SELECT DISTINCT reported_by FROM fct_crime") == [("Northshire Police",)]


def test_letters_that_are_not_utf8_are_refused_and_counted(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    filler = [record(number) for number in range(1, 200)]
    path = raw / street_name("2024-01")
    path.parent.mkdir(parents=True)
    bad = record(999).replace("Invented Street", "Caf# Street").encode().replace(b"#", b"\xe9")
    path.write_bytes(street_text(filler).encode() + bad + b"\n" + record(1000).encode() + b"\n")
    staged = stage(raw)
    assert street_load(staged) == [(201, 200, 0, 0, 0, 1)]
    assert [line for line, _ in rejects(staged)] == [201]


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_repeated_id_the_located_record_is_kept(tmp_path: Path, order: int) -> None:
    staged = stage_lines(tmp_path, *[record(1), unplaced(1)][::order], record(2))
    assert street_load(staged) == [(3, 2, 0, 0, 1, 0)]
    assert query(staged, "SELECT count(*) FROM fct_crime WHERE crime_id LIKE '%1' AND lsoa_code IS NOT NULL") == [(1,)]


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_repeated_id_the_record_in_the_area_is_kept(tmp_path: Path, order: int) -> None:
    beyond = record(1, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA)
    staged = stage_lines(tmp_path, *[record(1), beyond][::order], record(2))
    assert street_load(staged) == [(3, 2, 0, 0, 1, 0)]
    assert query(staged, "SELECT count(*) FROM fct_crime") == [(2,)]


def test_the_same_id_in_another_month_is_another_record(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)], "2024-02": [record(1, "2024-02")]})
    assert street_load(stage(raw)) == [(1, 1, 0, 0, 0, 0)] * 2


def test_a_refused_record_does_not_stand_for_its_id(tmp_path: Path) -> None:
    staged = stage_lines(tmp_path, record(1, crime_type="Piracy"), record(1))
    assert street_load(staged) == [(2, 1, 0, 0, 0, 1)]


def test_incidents_without_an_id_are_never_taken_for_each_other(tmp_path: Path) -> None:
    staged = stage_lines(tmp_path, *[record(None, crime_type=ASB)] * 3, tables=CUBE)
    assert street_load(staged) == [(3, 3, 0, 0, 0, 0)]
    assert query(staged, "SELECT offence_count FROM fct_crime_monthly WHERE area_type = 'district'") == [(3,)]


def test_area_comes_from_the_lsoa_or_the_point_never_from_the_force(tmp_path: Path) -> None:
    lines = [
        record(1, force="British Transport Police"),
        record(2, lsoa="", place=(0.05, 52.05)),
        record(3, lsoa=EAST_LSOA, place=("", "")),
        record(4, lsoa=NEIGHBOUR_LSOA, place=(0.25, 52.05)),
        record(5, lsoa=UNKNOWN_LSOA, place=(0.9, 52.05)),
        record(6, lsoa="", place=(0.9, 52.05)),
    ]
    staged = stage_lines(tmp_path, *lines, tables=CUBE)
    assert street_load(staged) == [(6, 4, 2, 0, 0, 0)]
    assert wards(staged) == [(1, WEST), (2, WEST), (3, EAST)]
    counts = query(
        staged, "SELECT area_code, offence_count FROM fct_crime_monthly WHERE area_type = 'district' ORDER BY ALL"
    )
    assert counts == [(DISTRICT, 3), ("E07900002", 1)]


def test_the_point_decides_the_ward_and_outside_every_ward_the_lsoa_does(tmp_path: Path) -> None:
    staged = stage_lines(
        tmp_path,
        record(1, place=(0.15, 52.05)),
        record(2, place=(0.15, 52.2), lsoa=EAST_LSOA),
        record(3, place=(0.1, 52.05), lsoa=EAST_LSOA),
        tables=CUBE,
    )
    assert wards(staged) == [(1, EAST), (2, EAST), (3, WEST)]


def archive(raw: Path, snapshot: str, *lines: str) -> None:
    write_archive(raw / f"{snapshot}.zip", {street_name("2024-01"): street_text(lines)})


def test_a_newer_archive_replaces_the_month_whole(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    archive(raw, "2024-06", record(3), record(4), record(5))
    archive(raw, "2024-03", record(1), record(2))
    staged = stage(raw, "fct_coverage")
    assert street_load(staged) == [(2, 0, 0, 0, 2, 0), (3, 3, 0, 0, 0, 0)]
    assert query(staged, "SELECT record_count FROM fct_coverage") == [(3,)]
    ids = query(staged, "SELECT right(crime_id, 1) FROM fct_crime ORDER BY ALL")
    assert ids == [("3",), ("4",), ("5",)]


def test_the_same_file_twice_is_counted_once(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)]})
    write(raw / "copy" / street_name("2024-01"), street_text([record(1)]))
    assert street_load(stage(raw)) == [(1, 1, 0, 0, 0, 0), (1, 0, 0, 0, 1, 0)]


def test_two_different_files_of_one_month_are_refused_by_name(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)]})
    write(raw / "other" / street_name("2024-01"), street_text([record(2)]))
    with pytest.raises(SourceError, match=r"street/2024-01/.*differs from other/2024-01/.*; keep one"):
        stage(raw)


def test_two_forces_of_one_month_stand_beside_each_other(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1)]})
    write(raw / street_name("2024-01", "btp"), street_text([record(2, force="British Transport Police")]))
    staged = stage(raw, "fct_coverage")
    assert query(staged, "SELECT force, record_count FROM fct_coverage ORDER BY ALL") == [("btp", 1), ("northshire", 1)]


def test_the_newest_of_three_archives_wins_in_any_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.csv", str(n)) for n in range(3)]
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        entries = [
            ForceMonth(SourceFile(n, paths[n], f"{n}.csv", (), f"2024-0{n + 1}"), "essex", "2023-12") for n in order
        ]
        assert superseded(entries) == {0, 1}, order


def test_quoted_fields_and_open_quotes_harm_no_other_line(tmp_path: Path) -> None:
    staged = stage_lines(
        tmp_path,
        record(1).replace("On or near Invented Street", '"On or near Invented, Street"'),
        record(2).replace("On or near", '"On or near'),
        record(3),
        record(4, crime_type="Piracy"),
    )
    assert street_load(staged) == [(4, 2, 0, 0, 0, 2)]
    assert [line for line, _ in rejects(staged)] == [3, 5]
    locations = query(staged, "SELECT location FROM fct_crime ORDER BY record_id")
    assert locations == [("On or near Invented, Street",), ("On or near Invented Street",)]


def test_types_are_those_of_their_time(tmp_path: Path) -> None:
    given = {
        "2013-04": ["Violent crime", "Public disorder and weapons"],
        "2024-01": ["Violence and sexual offences"],
    }
    lines = {month: [record(n, month, name) for n, name in enumerate(names)] for month, names in given.items()}
    staged = stage(write_small_raw(tmp_path / "raw", lines))
    assert query(staged, "SELECT crime_type FROM fct_crime ORDER BY period_month, crime_id") == [
        ("Violence and sexual offences",),
        ("Public disorder and weapons",),
        ("Violence and sexual offences",),
    ]


@pytest.mark.parametrize(("month", "count"), [("2011-08", 6), ("2013-04", 11), ("2024-01", 14)])
def test_only_types_that_existed_are_offered(tmp_path: Path, month: str, count: int) -> None:
    staged = stage(write_small_raw(tmp_path / "raw", {month: [record(1, month)]}), "dim_crime_type")
    assert query(staged, "SELECT count(*) FROM dim_crime_type") == [(count,)]


def test_a_crime_that_two_forces_supply_is_counted_once_and_those_of_another_type_or_district_are_two(
    tmp_path: Path,
) -> None:
    south = [
        record(1, force="Southshire Police"),
        record(2, force="Southshire Police", crime_type="Robbery"),
        record(3, force="Southshire Police", place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA),
        record(None, force="Southshire Police", crime_type=ASB),
    ]
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(number) for number in (1, 2, 3)]})
    write(raw / "street" / street_name("2024-01", "southshire"), street_text(south))
    staged = stage(raw)
    assert street_load(staged) == [(3, 3, 0, 0, 0, 0), (4, 3, 0, 0, 1, 0)]
    counted = query(staged, "SELECT crime_type, count(*) FROM fct_crime GROUP BY ALL ORDER BY ALL")
    assert counted == [(ASB, 1), ("Burglary", 3), ("Robbery", 1)]


def test_a_month_of_download_tells_which_copy_is_newer(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), record(2)]})
    write_archive(raw / "2024-03.zip", {street_name("2024-01"): street_text([record(1)])})
    for snapshot, expected in (("2024-02", 1), ("2024-04", 2)):
        staged = stage(raw, snapshot=snapshot)
        assert query(staged, "SELECT count(*) FROM fct_crime") == [(expected,)]
        remembered = query(staged, "SELECT snapshot FROM meta_load WHERE source = 'street_crime' ORDER BY snapshot")
        assert remembered == sorted([("2024-03",), (snapshot,)])
