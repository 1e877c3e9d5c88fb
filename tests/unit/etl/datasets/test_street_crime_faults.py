"""Small files with random faults: every physical record is staged, or refused by line and reason."""

import re
from pathlib import Path
from unittest.mock import patch

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.datasets import all_datasets
from etl.datasets.street_crime import read
from etl.datasets.street_crime.read import HEADER, read_records
from etl.publish import provenance
from etl.sources.source_files import SourceFile

CASES = 500
STREET = next(dataset for dataset in all_datasets() if dataset.name == "street_crime")
TITLES = (
    b"Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    b"Last outcome category,Context"
)
GOOD = b"%s,2024-01,Force,Force,0.3,51.5,On or near High Street,E01900001,West 001A,Drugs,Under investigation,"
SOUND_LINE = re.compile(re.escape(GOOD).replace(b"%s", b"[0-9a-f]{64}"))
SOUND = st.binary(min_size=32, max_size=32).map(lambda raw: GOOD % raw.hex().encode())
FAULTS = st.sampled_from(
    [
        b"",
        b"   ",
        TITLES,
        b'"' + GOOD % (b"a" * 64),
        (GOOD % (b"b" * 64)).replace(b"On or near", b'On or "near'),
        (GOOD % (b"c" * 64)).replace(b"On or near High Street", b'"On, or near ""High"" Street"'),
        (GOOD % (b"d" * 64)).replace(b"On or near High Street", b"On, or near High Street"),
        (GOOD % (b"e" * 64)).replace(b"Street", b"Stra\xdfe"),
        (GOOD % (b"f" * 64)).replace(b"Street", b"Str\0eet"),
        (GOOD % (b"0" * 64)).replace(b"Street", b"Str\reet"),
        (GOOD % (b"1" * 64)).replace(b"Street", b"Str\x1feet"),
        (GOOD % (b"2" * 64)).replace(b"Street", b"S" * 200_000),
        (GOOD % (b"3" * 64)).replace(b"2024-01", b"2024-13"),
        (GOOD % (b"4" * 64)).replace(b"0.3,51.5", b"51.5,0.3"),
        (GOOD % (b"5" * 64)).replace(b"0.3,51.5", b"east,north"),
        (GOOD % (b"6" * 64)).replace(b"0.3,51.5", b",51.5"),
        (GOOD % (b"7" * 64)).replace(b"Drugs", b"Sorcery"),
        (GOOD % (b"8" * 64)).replace(b"E01900001", b"here"),
        GOOD % b"short",
        (GOOD % (b"9" * 64)) + b"more",
        (GOOD % (b"9" * 64)) + b",more",
        b"one,two",
        b",,,,,,,,,,,",
    ]
)
FileCase = tuple[list[bytes], bytes, bool, bool]
FILES = st.tuples(
    st.lists(st.one_of(SOUND, FAULTS), max_size=12),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
    st.booleans(),
)


# A field whose quotes may match, hold commas, stand in the middle, or lack their partner.
LOCATION = st.one_of(
    st.text('",a\\\té ', max_size=6),
    st.text('",a\\\té ', max_size=6).map(lambda text: '"' + text.replace('"', '""') + '"'),
).map(str.encode)
QUOTED_LINE = st.one_of(
    SOUND.map(lambda line: b'"' + line.replace(b",", b'","') + b'"'),
    st.builds(lambda line, location: line.replace(b"On or near High Street", location), SOUND, LOCATION),
)


def staged(path: Path, work: Path) -> tuple[list[str | None], dict[int, str], int]:
    """Locations of the records not refused, refused lines with their reasons, and the records that were counted."""
    with duckdb.connect() as connection:
        provenance.create_tables(connection, [STREET])
        connection.execute(
            """
            CREATE TABLE file_month (source VARCHAR, period_month DATE);
            CREATE TABLE raw_reject (file_id INTEGER, line BIGINT, reason VARCHAR, content VARCHAR);
            CREATE TABLE stg_lsoa_district AS SELECT 'E01900001' AS lsoa_code, 'E07900001' AS district_code;
            CREATE TABLE chosen_district AS SELECT 'E07900001' AS district_code;
            CREATE TABLE raw_point_area (
                longitude VARCHAR, latitude VARCHAR, area_type VARCHAR, vintage VARCHAR, area_code VARCHAR
            );
            """
        )
        connection.execute(
            "CREATE TABLE raw_street_file AS "
            "SELECT 1 AS file_id, $path AS path, 'force' AS force, DATE '2024-01-01' AS period_month, "
            "false AS is_superseded",
            {"path": str(path)},
        )
        rows = read_records(connection, [SourceFile(1, path, path.name, HEADER, None)], work)
        connection.execute(STREET.staging_sql)
        kept = connection.execute(
            "SELECT location FROM stg_street_crime WHERE fate <> 'rejected' ORDER BY place"
        ).fetchall()
        refused = connection.execute("SELECT line, reason FROM raw_reject").fetchall()
        assert len(refused) == len({line for line, _ in refused})
        return [location for (location,) in kept], dict(refused), rows[0]


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=FILES)
def test_every_physical_record_is_staged_or_refused(
    tmp_path: Path, file: tuple[list[bytes], bytes, bool, bool]
) -> None:
    lines, newline, has_mark, ends_open = file
    path = tmp_path / "2024-01-force-street.csv"
    content = (b"\xef\xbb\xbf" if has_mark else b"") + newline.join([TITLES, *lines]) + (b"" if ends_open else newline)
    path.write_bytes(content)
    records = {number for number, line in enumerate(content.split(b"\n"), start=1) if number > 1 and line.strip()}
    kept, refused, counted = staged(path, tmp_path)
    assert counted == len(records)
    assert set(refused) <= records
    assert len(kept) + len(refused) == len(records)
    assert all(refused.values())
    # A record that is as it should be is never lost to a fault beside it.
    sound = {place for place, line in enumerate(lines, start=2) if SOUND_LINE.fullmatch(line)}
    assert not sound & set(refused)


@settings(max_examples=CASES // 4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(QUOTED_LINE, min_size=1, max_size=4), newline=st.sampled_from([b"\n", b"\r\n"]))
def test_a_file_with_quotes_read_at_once_is_as_if_read_line_by_line(
    tmp_path: Path, lines: list[bytes], newline: bytes
) -> None:
    path = tmp_path / "2024-01-force-street.csv"
    path.write_bytes(newline.join([TITLES, *lines]))
    kept, refused, counted = staged(path, tmp_path)
    with patch.object(read, "AT_ONCE", {}):
        kept_by_line, refused_by_line, counted_by_line = staged(path, tmp_path)
    assert (kept, set(refused), counted) == (kept_by_line, set(refused_by_line), counted_by_line)
