"""Small files with random faults: every physical record is staged, or refused by line and reason."""

import re
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.datasets import all_datasets
from etl.datasets.street_crime import read
from etl.datasets.street_crime.read import HEADER, read_records
from etl.pipeline import STAGING
from etl.publish import provenance
from etl.sources.source_files import SourceFile

# Files are read many at a time, as in a build: a fault in one must not harm another either.
EXAMPLES, FILES_EACH = 10, 50
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
FILES = st.tuples(
    st.lists(st.one_of(SOUND, FAULTS), max_size=12),
    st.sampled_from([b"\n", b"\r\n"]),
    st.booleans(),
    st.booleans(),
)
FORCES = [f"force-{place}" for place in range(FILES_EACH)]


# A field whose quotes may match, hold commas, stand in the middle, or lack their partner.
LOCATION = st.one_of(
    st.text('",a\\\té ', max_size=6),
    st.text('",a\\\té ', max_size=6).map(lambda text: '"' + text.replace('"', '""') + '"'),
).map(str.encode)
QUOTED_LINE = st.one_of(
    SOUND.map(lambda line: b'"' + line.replace(b",", b'","') + b'"'),
    st.builds(lambda line, location: line.replace(b"On or near High Street", location), SOUND, LOCATION),
)


class Staged(NamedTuple):
    """Of one file: the locations of records not refused, refused lines with their reasons, the records counted."""

    kept: list[str | None]
    refused: dict[int, str]
    counted: int


def staged(paths: list[Path], work: Path) -> list[Staged]:
    """What becomes of files of one month, each of a force of its own."""
    files = [SourceFile(place, path, path.name, HEADER, None) for place, path in enumerate(paths)]
    with duckdb.connect() as connection:
        provenance.create_tables(connection, [STREET])
        connection.execute(STAGING)
        connection.execute(
            """
            CREATE TABLE raw_reject (file_id INTEGER, line BIGINT, reason VARCHAR, content VARCHAR);
            CREATE TABLE stg_lsoa_district AS SELECT 'E01900001' AS lsoa_code, 'E07900001' AS district_code;
            CREATE TABLE chosen_district AS SELECT 'E07900001' AS district_code;
            CREATE TABLE own_lsoa_name (own_name VARCHAR);
            CREATE TABLE point_district (
                longitude VARCHAR, latitude VARCHAR, district_code VARCHAR, is_in_ward BOOLEAN, is_well_inside BOOLEAN
            );
            CREATE TABLE stg_boundaries (
                area_type VARCHAR, fate VARCHAR, west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE
            );
            """
        )
        connection.execute(
            "CREATE TABLE raw_street_file AS SELECT unnest($file_ids) AS file_id, unnest($paths) AS path, "
            "unnest($forces) AS force, DATE '2024-01-01' AS period_month, false AS is_superseded",
            {
                "file_ids": [file.file_id for file in files],
                "paths": [str(path) for path in paths],
                "forces": FORCES[: len(files)],
            },
        )
        rows = read_records(connection, files, work)
        connection.execute(STREET.staging_sql)
        kept: list[list[str | None]] = [[] for _ in files]
        for file_id, location in connection.execute(
            "SELECT file_id, location FROM stg_street_crime WHERE fate <> 'rejected' ORDER BY file_id, place"
        ).fetchall():
            kept[file_id].append(location)
        rejects = connection.execute("SELECT file_id, line, reason FROM raw_reject").fetchall()
    refused: list[dict[int, str]] = [{} for _ in files]
    for file_id, line, reason in rejects:
        assert line not in refused[file_id]
        refused[file_id][line] = reason
    return [Staged(kept[place], refused[place], rows[place]) for place in range(len(files))]


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(files=st.lists(FILES, min_size=FILES_EACH, max_size=FILES_EACH))
def test_every_physical_record_is_staged_or_refused(
    tmp_path: Path, files: list[tuple[list[bytes], bytes, bool, bool]]
) -> None:
    paths = [tmp_path / f"2024-01-{force}-street.csv" for force in FORCES]
    contents = [
        (b"\xef\xbb\xbf" if has_mark else b"") + newline.join([TITLES, *lines]) + (b"" if ends_open else newline)
        for lines, newline, has_mark, ends_open in files
    ]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    for (lines, *_), content, found in zip(files, contents, staged(paths, tmp_path), strict=True):
        records = {number for number, line in enumerate(content.split(b"\n"), start=1) if number > 1 and line.strip()}
        assert found.counted == len(records)
        assert set(found.refused) <= records
        assert len(found.kept) + len(found.refused) == len(records)
        assert all(found.refused.values())
        # A record that is as it should be is never lost to a fault beside it.
        sound = {place for place, line in enumerate(lines, start=2) if SOUND_LINE.fullmatch(line)}
        assert not sound & set(found.refused)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(
    files=st.lists(
        st.tuples(st.lists(QUOTED_LINE, min_size=1, max_size=4), st.sampled_from([b"\n", b"\r\n"])),
        min_size=FILES_EACH, max_size=FILES_EACH,
    )
)  # fmt: skip
def test_a_file_with_quotes_read_at_once_is_as_if_read_line_by_line(
    tmp_path: Path, files: list[tuple[list[bytes], bytes]]
) -> None:
    paths = [tmp_path / f"2024-01-{force}-street.csv" for force in FORCES]
    for path, (lines, newline) in zip(paths, files, strict=True):
        path.write_bytes(newline.join([TITLES, *lines]))
    at_once = staged(paths, tmp_path)
    with patch.object(read, "AT_ONCE", {}):
        by_line = staged(paths, tmp_path)
    for one, other in zip(at_once, by_line, strict=True):
        assert (one.kept, set(one.refused), one.counted) == (other.kept, set(other.refused), other.counted)
