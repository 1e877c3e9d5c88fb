"""Read street-level files into raw_street_crime: fast where a line is a record, line by line where it may not be."""

import glob
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from operator import attrgetter
from pathlib import Path

import duckdb

from etl.lines import SEPARATOR, Scan, rewrite
from etl.source_files import SourceFile

HEADER = (
    "crime_id", "month", "reported_by", "falls_within", "longitude", "latitude", "location", "lsoa_code",
    "lsoa_name", "crime_type", "last_outcome_category", "context",
)  # fmt: skip
COLUMNS = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in HEADER) + "}"
CHECKED = (Path(__file__).parent / "raw_street_crime.sql").read_text(encoding="utf-8")

# Types as numbers with names, and the place of a record in its table for its number: a tenth of the bytes.
TABLES = """
CREATE TYPE street_crime_name AS ENUM (
    SELECT crime_type FROM meta_crime_type GROUP BY crime_type ORDER BY min(display_order)
);
CREATE TYPE street_force AS ENUM (SELECT force FROM raw_street_file GROUP BY force ORDER BY force);
CREATE TABLE street_crime_type AS SELECT name, crime_type::street_crime_name AS crime_type FROM meta_crime_type;
CREATE TABLE raw_street_crime (
    file_id INTEGER, force street_force, period_month DATE, line BIGINT, fate VARCHAR, crime_type street_crime_name,
    district_code VARCHAR, crime_id VARCHAR, falls_within VARCHAR, lsoa_code VARCHAR, longitude VARCHAR,
    latitude VARCHAR, location VARCHAR, outcome VARCHAR, reported_by VARCHAR, reason VARCHAR, content VARCHAR
);
"""
PLAIN = f"""
CREATE OR REPLACE TEMP VIEW street_line AS
SELECT file_index, NULL::BIGINT AS line, *
FROM read_csv(
    getvariable('street_paths'), auto_detect = false, header = true, delim = ',', quote = '', escape = '',
    store_rejects = true, columns = {COLUMNS}
)
"""
REWRITTEN = f"""
CREATE OR REPLACE TEMP VIEW street_line AS
SELECT file_index, line::BIGINT AS line, * EXCLUDE (line)
FROM read_csv(
    getvariable('street_paths'), auto_detect = false, header = false, delim = '{SEPARATOR}', quote = '', escape = '',
    columns = {COLUMNS.replace("{", "{'line': 'VARCHAR', ", 1)}
)
"""
READING = """
CREATE OR REPLACE TEMP TABLE reading AS
SELECT
    list_position($file_ids, file_id) - 1 AS file_index, file_id, CAST(force AS street_force) AS force, period_month,
    strftime(period_month, '%Y-%m') AS file_month, is_superseded
FROM raw_street_file
WHERE list_contains($file_ids, file_id)
"""
# In a file that was read at once every line is a record: the number of a refused one follows from its place.
NUMBER_LINES = """
UPDATE raw_street_crime
SET line = raw_street_crime.rowid - first.rowid + 2
FROM (SELECT file_id, min(rowid) AS rowid FROM raw_street_crime GROUP BY file_id) AS first
WHERE raw_street_crime.fate = 'rejected' AND raw_street_crime.file_id = first.file_id
"""


def read_records(connection: duckdb.DuckDBPyConnection, files: list[SourceFile], work: Path) -> list[int]:
    """Create raw_street_crime from the files; return the records of each, loaded or refused.

    A file is read line by line where its bytes, or a count of its lines, say that a reader may be wrong about it.
    """
    connection.execute(TABLES)
    with ThreadPoolExecutor() as pool:
        scans: list[Scan] = list(pool.map(attrgetter("scan"), files))
    counts = _read_plain(connection, [file for file, seen in zip(files, scans, strict=True) if seen.is_plain])
    rows = []
    for file, seen in zip(files, scans, strict=True):
        expected = seen.lines - 1
        if counts.get(file.file_id) == expected:
            rows.append(expected)
        else:
            connection.execute("DELETE FROM raw_street_crime WHERE file_id = $file_id", {"file_id": file.file_id})
            rows.append(_read_lines(connection, file, work))
    return rows


def _read_plain(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> dict[int, int]:
    """Read all files at once; return the rows of each that was read without a line refused, by file_id."""
    if not files:
        return {}
    try:
        _read(connection, PLAIN, [file.path for file in files], [file.file_id for file in files])
    # One file that stops the fast reader must not stop the others: all are then read line by line.
    except duckdb.Error:
        return {}
    connection.execute(NUMBER_LINES)
    # A file without any record is in no row, and as well read as one with many.
    counts = {file.file_id: 0 for file in files}
    # Counted after the read, and held against the count of lines before it.
    counts.update(connection.execute("SELECT file_id, count(*) FROM raw_street_crime GROUP BY file_id").fetchall())
    ragged = connection.execute(
        "SELECT DISTINCT s.file_path FROM reject_errors AS e "
        "JOIN reject_scans AS s ON e.scan_id = s.scan_id AND e.file_id = s.file_id"
    ).fetchall()
    return {file.file_id: counts[file.file_id] for file in files if (str(file.path),) not in ragged}


def _read(connection: duckdb.DuckDBPyConnection, view: str, paths: Sequence[Path], file_ids: list[int]) -> None:
    """Append the records of the files at ``paths``, which are those of ``file_ids``, in the order of their lines."""
    # A name with a star or a bracket is a name, not a pattern.
    connection.execute("SET VARIABLE street_paths = $paths", {"paths": [glob.escape(str(path)) for path in paths]})
    connection.execute(view)
    connection.execute(READING, {"file_ids": file_ids})
    # Records stream past the small tables in their order only while those stay on the right of each join.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    try:
        connection.execute(CHECKED)
    finally:
        connection.execute("RESET disabled_optimizers")


def _read_lines(connection: duckdb.DuckDBPyConnection, file: SourceFile, work: Path) -> int:
    target = work / f"lines-{file.file_id}.txt"
    records, refused = rewrite(file.path, target, len(HEADER))
    if refused:
        connection.executemany(
            "INSERT INTO raw_reject VALUES (?, ?, ?, ?)",
            [(file.file_id, line.line, line.reason, line.content) for line in refused],
        )
    _read(connection, REWRITTEN, [target], [file.file_id])
    target.unlink()
    return records
