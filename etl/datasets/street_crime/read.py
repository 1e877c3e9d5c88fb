"""Read street-level files into raw_street_crime: fast where a line is a record, line by line where it may not be."""

from pathlib import Path

import duckdb

from etl.frames import refuse
from etl.lines import SEPARATOR, rewrite, scan
from etl.source_files import SourceFile

HEADER = (
    "crime_id", "month", "reported_by", "falls_within", "longitude", "latitude", "location", "lsoa_code",
    "lsoa_name", "crime_type", "last_outcome_category", "context",
)  # fmt: skip
COLUMNS = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in HEADER) + "}"

# record_id follows the order of files and lines; line is given only where a file was read line by line.
READ_PLAIN = f"""
CREATE TABLE raw_street_crime AS
SELECT row_number() OVER () AS record_id, NULL::BIGINT AS line, *
FROM read_csv(
    $paths, auto_detect = false, header = true, delim = ',', quote = '', escape = '', filename = true,
    store_rejects = true, columns = {COLUMNS}
)
"""
READ_REWRITTEN = f"""
INSERT INTO raw_street_crime
SELECT
    (SELECT coalesce(max(record_id), 0) FROM raw_street_crime) + row_number() OVER (),
    line::BIGINT, * EXCLUDE (line), $path
FROM read_csv(
    $rewritten, auto_detect = false, header = false, delim = '{SEPARATOR}', quote = '', escape = '',
    columns = {COLUMNS.replace("{", "{'line': 'VARCHAR', ", 1)}
)
"""
EMPTY = f"""
CREATE TABLE raw_street_crime AS
SELECT 0::BIGINT AS record_id, NULL::BIGINT AS line, {", ".join(f"'' AS {name}" for name in HEADER)}, '' AS filename
LIMIT 0
"""


def read_records(connection: duckdb.DuckDBPyConnection, files: list[SourceFile], work: Path) -> list[int]:
    """Create raw_street_crime from the files, as text; return the records of each, loaded or refused.

    A file is read line by line where its bytes, or a count of its lines, say that a reader may be wrong about it.
    """
    scans = {file.file_id: scan(file.path) for file in files}
    counts = _read_plain(connection, [file for file in files if scans[file.file_id].is_plain])
    rows = []
    for file in files:
        expected = scans[file.file_id].lines - 1
        if counts.get(str(file.path)) == expected:
            rows.append(expected)
        else:
            connection.execute("DELETE FROM raw_street_crime WHERE filename = $path", {"path": str(file.path)})
            rows.append(_read_lines(connection, file, work))
    return rows


def _read_plain(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> dict[str, int]:
    """Read all files at once; return the rows of each that was read without a line refused."""
    if not files:
        connection.execute(EMPTY)
        return {}
    try:
        connection.execute(READ_PLAIN, {"paths": [str(file.path) for file in files]})
    # One file that stops the fast reader must not stop the others: all are then read line by line.
    except duckdb.Error:
        connection.execute(EMPTY)
        return {}
    # A file without any record is in no row, and as well read as one with many.
    counts = {str(file.path): 0 for file in files}
    # Counted after the read, and held against the count of lines before it.
    counts.update(connection.execute("SELECT filename, count(*) FROM raw_street_crime GROUP BY filename").fetchall())
    for (path,) in connection.execute(
        "SELECT DISTINCT s.file_path FROM reject_errors AS e "
        "JOIN reject_scans AS s ON e.scan_id = s.scan_id AND e.file_id = s.file_id"
    ).fetchall():
        counts.pop(path, None)
    return counts


def _read_lines(connection: duckdb.DuckDBPyConnection, file: SourceFile, work: Path) -> int:
    target = work / f"lines-{file.file_id}.txt"
    records, refused = rewrite(file.path, target, len(HEADER))
    refuse(connection, file, refused)
    connection.execute(READ_REWRITTEN, {"rewritten": str(target), "path": str(file.path)})
    target.unlink()
    return records
