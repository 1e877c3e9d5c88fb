"""Read street-level files into raw_street_crime: at once where every line is a record, else line by line."""

import glob
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import accumulate
from pathlib import Path

import duckdb

from etl.sources.frames import refuse
from etl.sources.lines import SEPARATOR, Form, rewrite
from etl.sources.source_files import SourceFile

HEADER = (
    "crime_id", "month", "reported_by", "falls_within", "longitude", "latitude", "location", "lsoa_code",
    "lsoa_name", "crime_type", "last_outcome_category", "context",
)  # fmt: skip
COLUMNS = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in HEADER) + "}"
# Files that are written anew, line by line, before they are read: more at a time would fill the disk of a small server.
TOGETHER = 10
CHECKED = (Path(__file__).parent / "raw_street_crime.sql").read_text(encoding="utf-8")

# Names as numbers where they repeat: a tenth of the bytes.
TABLES = """
CREATE TYPE street_crime_name AS ENUM (
    SELECT crime_type FROM meta_crime_type WHERE source = 'street_crime'
    GROUP BY crime_type ORDER BY min(display_order)
);
CREATE TYPE street_force AS ENUM (SELECT force FROM raw_street_file GROUP BY force ORDER BY force);
CREATE TABLE street_crime_type AS
SELECT name, crime_type::street_crime_name AS crime_type FROM meta_crime_type WHERE source = 'street_crime';
-- Where the outlines that are loaded reach to, and the wards among them; the names that the area's LSOAs begin with.
CREATE TABLE street_area AS
SELECT b.*, n.*
FROM (
    SELECT
        min(west) AS west, min(south) AS south, max(east) AS east, max(north) AS north,
        min(west) FILTER (WHERE area_type = 'ward') AS own_west,
        min(south) FILTER (WHERE area_type = 'ward') AS own_south,
        max(east) FILTER (WHERE area_type = 'ward') AS own_east,
        max(north) FILTER (WHERE area_type = 'ward') AS own_north
    FROM stg_boundaries
    WHERE fate = 'loaded' AND area_type IN ('ward', 'district')
) AS b
CROSS JOIN (SELECT coalesce(list(own_name), []) AS own_names FROM own_lsoa_name) AS n;
CREATE TABLE raw_street_crime (
    file_id INTEGER, place BIGINT, force street_force, period_month DATE, fate VARCHAR, crime_type street_crime_name,
    district_code VARCHAR, crime_id VARCHAR, falls_within VARCHAR, lsoa_code VARCHAR, longitude VARCHAR,
    latitude VARCHAR, location VARCHAR, outcome VARCHAR, reported_by VARCHAR, is_named_own BOOLEAN,
    is_contradicted BOOLEAN, reason VARCHAR, content VARCHAR
);
"""
WHOLE = f"""
CREATE OR REPLACE TEMP VIEW street_line AS
SELECT file_index, row_number() OVER () AS place, *
FROM read_csv(
    getvariable('street_paths'), auto_detect = false, header = true, delim = ',', quote = '%s', escape = '%s',
    strict_mode = true, store_rejects = true, columns = {COLUMNS}
)
"""
# Without quotes a line cannot be but one record. With them one can be part of another's: the count of lines shows it.
AT_ONCE = {Form.PLAIN: WHOLE % ("", ""), Form.QUOTED: WHOLE % ('"', '"')}
REWRITTEN = f"""
CREATE OR REPLACE TEMP VIEW street_line AS
SELECT file_index, line::BIGINT AS place, * EXCLUDE (line)
FROM read_csv(
    getvariable('street_paths'), auto_detect = false, header = false, delim = '{SEPARATOR}', quote = '', escape = '',
    columns = {COLUMNS.replace("{", "{'line': 'VARCHAR', ", 1)}
)
"""
READING = """
CREATE OR REPLACE TEMP TABLE reading AS
SELECT
    list_position($file_ids, file_id) - 1 AS file_index, file_id, CAST(force AS street_force) AS force, period_month,
    strftime(period_month, '%Y-%m') AS file_month, is_superseded, a.*
FROM raw_street_file
CROSS JOIN street_area AS a
WHERE list_contains($file_ids, file_id)
"""
# In a file that was read at once every line is a record: the number of a refused one follows from its place.
NUMBER_LINES = """
UPDATE raw_street_crime
SET place = raw_street_crime.place - first.place + 2
FROM (SELECT file_id, min(place) AS place FROM raw_street_crime GROUP BY file_id) AS first
WHERE raw_street_crime.fate = 'rejected' AND raw_street_crime.file_id = first.file_id
"""


def read_records(connection: duckdb.DuckDBPyConnection, files: list[SourceFile], work: Path) -> list[int]:
    """Create raw_street_crime from the files; return the records of each, loaded or refused.

    A file is read line by line where its bytes, or a count of its lines, say that a reader may be wrong about it.
    """
    connection.execute(TABLES)
    with _in_order(connection) as threads:
        counts = _read_at_once(connection, files, threads)
        rows = {file.file_id: file.scan.lines - 1 for file in files if counts.get(file.file_id) == file.scan.lines - 1}
        others = [file for file in files if file.file_id not in rows]
        for start in range(0, len(others), TOGETHER):
            rows |= _read_lines(connection, others[start : start + TOGETHER], work)
        return [rows[file.file_id] for file in files]


@contextmanager
def _in_order(connection: duckdb.DuckDBPyConnection) -> Iterator[int]:
    """Let each statement read in the order of lines; give the number of threads for several statements at a time."""
    # Threads of one statement keep no order past a join, so each statement has one.
    threads = int(connection.execute("SELECT current_setting('threads')").fetchall()[0][0])
    # Millions of records are to stream past the small tables, never the other way round.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'; SET threads = 1")
    try:
        yield threads
    finally:
        connection.execute(f"RESET disabled_optimizers; SET threads = {threads}")


def _read_at_once(connection: duckdb.DuckDBPyConnection, files: list[SourceFile], threads: int) -> dict[int, int]:
    """Read the files that bear it; return the rows of each that was read without a line refused, by file_id."""
    with ThreadPoolExecutor(threads) as pool:
        read = [file for share in pool.map(partial(_read_share, connection), _shares(files, threads)) for file in share]
    connection.execute(NUMBER_LINES)
    # A file without any record is in no row, and as well read as one with many.
    counts = {file.file_id: 0 for file in read}
    # Counted after the read, and held against the count of lines before it.
    found = connection.execute("SELECT file_id, count(*) FROM raw_street_crime GROUP BY file_id").fetchall()
    return counts | {file_id: rows for file_id, rows in found if file_id in counts}


def _shares(files: list[SourceFile], count: int) -> list[list[SourceFile]]:
    """The files in their order, in at most ``count`` parts of about equal bytes."""
    # Not in many small parts: a table grows slowly by pieces smaller than the 122,880 rows that it is stored in.
    sizes = [file.path.stat().st_size for file in files]
    shares: list[list[SourceFile]] = [[] for _ in range(count)]
    for file, end in zip(files, accumulate(sizes), strict=True):
        shares[min(count * end // (sum(sizes) + 1), count - 1)].append(file)
    return shares


def _read_share(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[SourceFile]:
    """Read some files at once, those of each form together; return those of which no line was refused."""
    forms = [(view, [file for file in files if file.scan.form == form]) for form, view in AT_ONCE.items()]
    return [file for view, own in forms if own for file in _read_form(connection, view, own)]


def _read_form(connection: duckdb.DuckDBPyConnection, view: str, files: list[SourceFile]) -> list[SourceFile]:
    with connection.cursor() as cursor:
        try:
            _read(cursor, view, [file.path for file in files], [file.file_id for file in files])
        # One file that stops the reader must not stop the others.
        except duckdb.Error:
            alone = [[file] for file in files if len(files) > 1]
            return [file for share in alone for file in _read_form(connection, view, share)]
        ragged = cursor.execute(
            "SELECT DISTINCT s.file_path FROM reject_errors AS e "
            "JOIN reject_scans AS s ON e.scan_id = s.scan_id AND e.file_id = s.file_id"
        ).fetchall()
    return [file for file in files if (str(file.path),) not in ragged]


def _read(cursor: duckdb.DuckDBPyConnection, view: str, paths: Sequence[Path], file_ids: list[int]) -> None:
    """Append the records of the files at ``paths``, which are those of ``file_ids``, in the order of their lines."""
    # A name with a star or a bracket is a name, not a pattern.
    cursor.execute("SET VARIABLE street_paths = $paths", {"paths": [glob.escape(str(path)) for path in paths]})
    cursor.execute(view)
    cursor.execute(READING, {"file_ids": file_ids})
    cursor.execute(CHECKED)


def _read_lines(cursor: duckdb.DuckDBPyConnection, files: list[SourceFile], work: Path) -> dict[int, int]:
    """Read files line by line instead of what was read of them at once; return the records of each, by file_id."""
    file_ids = [file.file_id for file in files]
    cursor.execute("DELETE FROM raw_street_crime WHERE list_contains($file_ids, file_id)", {"file_ids": file_ids})
    targets, rows = [work / f"lines-{file_id}.txt" for file_id in file_ids], {}
    for file, target in zip(files, targets, strict=True):
        rows[file.file_id], refused = rewrite(file.path, target, len(HEADER))
        refuse(cursor, file, refused)
    _read(cursor, REWRITTEN, targets, file_ids)
    for target in targets:
        target.unlink()
    return rows
