"""Street-level crime from data.police.uk: plain CSV files and the site's archives."""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.datasets.street_crime.read import HEADER, read_records
from etl.errors import SourceError
from etl.geography.locate import locate_points, locate_within
from etl.sources.layout import read_layout
from etl.sources.source_files import SourceFile

FILE_NAME = re.compile(r"^(?P<month>\d{4}-(0[1-9]|1[0-2]))-(?P<force>[a-z0-9-]+)-street\.csv$")


@dataclass(frozen=True)
class ForceMonth:
    """One file and the force and month that its name gives."""

    file: SourceFile
    force: str
    month: str


def recognises(file: SourceFile) -> bool:
    """By the name that data.police.uk gives, or by the header."""
    return file.name.endswith("-street.csv") or {"crime_id", "crime_type", "lsoa_code"} <= set(file.columns)


def _force_month(file: SourceFile) -> ForceMonth:
    if not file.columns:
        raise SourceError(f"{file.label}: its first line names no columns; download the file again")
    if missing := [column for column in HEADER if column not in file.columns]:
        raise SourceError(f"{file.label}: column {', '.join(missing)} is missing; download the file again")
    if file.columns != HEADER:
        raise SourceError(f"{file.label}: columns are not in the order of data.police.uk; download the file again")
    if (separator := read_layout(file.path).separator) != ",":
        raise SourceError(f"{file.label}: “{separator}” parts its columns, not a comma; download the file again")
    match = FILE_NAME.match(file.name)
    if not match:
        raise SourceError(f"{file.label}: its name does not say month and force; rename it to YYYY-MM-force-street.csv")
    if file.snapshot and file.snapshot < match["month"]:
        raise SourceError(
            f"{file.label}: its snapshot, {file.snapshot}, is older than the month in it; "
            "give the archive the name that it was published by, or --snapshot the month of the download"
        )
    return ForceMonth(file, match["force"], match["month"])


def superseded(entries: list[ForceMonth]) -> set[int]:
    """The file_ids that another file of the same force and month replaces whole.

    The newest snapshot wins; identical files are repeats. Raises SourceError where two files differ and
    nothing says which is newer.
    """
    replaced: set[int] = set()
    best: dict[tuple[str, str], ForceMonth] = {}
    for entry in entries:
        other = best.setdefault((entry.force, entry.month), entry)
        if other is entry:
            continue
        # Without --snapshot a plain file does not say when it was downloaded.
        ages = (entry.file.snapshot, other.file.snapshot)
        if (None in ages or ages[0] == ages[1]) and entry.file.sha256() != other.file.sha256():
            raise SourceError(
                f"{entry.file.label}: differs from {other.file.label}, and nothing says which is newer; "
                "keep one, or name the month of the download with --snapshot"
            )
        newer, older = (entry, other) if (ages[0] or "") > (ages[1] or "") else (other, entry)
        best[entry.force, entry.month] = newer
        replaced.add(older.file.file_id)
    return replaced


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_street_crime, one row a line as text; return the rows read of each file."""
    entries = [_force_month(file) for file in files]
    replaced = superseded(entries)
    connection.execute(
        "CREATE TABLE raw_street_file "
        "(file_id INTEGER, path VARCHAR, force VARCHAR, period_month DATE, is_superseded BOOLEAN)"
    )
    connection.executemany(
        "INSERT INTO raw_street_file VALUES (?, ?, ?, ?, ?)",
        [(e.file.file_id, str(e.file.path), e.force, f"{e.month}-01", e.file.file_id in replaced) for e in entries],
    )
    # Beside the build, so that the next one clears up after one that was killed.
    work = connection.execute("SELECT current_setting('temp_directory')").fetchall()[0][0]
    rows = read_records(connection, files, Path(work))
    locate_points(connection, "raw_street_crime")
    locate_within(connection, "raw_street_crime")
    return rows
