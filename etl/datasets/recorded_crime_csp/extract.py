"""Home Office police recorded crime open data tables by community safety partnership: a sheet a financial year."""

import re
from collections.abc import Iterator
from datetime import date

import duckdb
import pandas as pd

from etl.errors import SourceError
from etl.sources.frames import add_frame, read_text_frame
from etl.sources.layout import normalise
from etl.sources.source_files import SourceFile
from etl.sources.workbooks import cell_text, mentions, read_sheets

# Each column under the names that editions of the tables give it.
COLUMNS = {
    "financial_year": ("financial_year",),
    "quarter": ("financial_quarter",),
    "force_name": ("police_force", "force_name"),
    "csp_name": ("csp_name",),
    "offence_description": ("offence_description",),
    "offence_group": ("offence_group",),
    "offence_subgroup": ("offence_subgroup",),
    "offence_code": ("offence_code",),
    "offence_count": ("offence_count", "number_of_offences"),
}
HEADER_WORDS = re.compile(rb"csp[ _]name", re.IGNORECASE)
HEADER_WITHIN_ROWS = 50
MOST_NOTES, LONGEST_NOTE = 500, 1000
# A row with this many of the names is meant as the header, even where another is misspelt.
ENOUGH_NAMES = 5
PUBLISHED = re.compile(r"-(\d{2})(\d{2})(\d{2})\.\w+$")
RAW_TABLES = f"""
CREATE TABLE raw_recorded_crime_csp (
    file_id INTEGER, line BIGINT, sheet VARCHAR, sheet_row BIGINT, {", ".join(f"{name} VARCHAR" for name in COLUMNS)}
);
CREATE TABLE raw_recorded_crime_file (file_id INTEGER, file VARCHAR, published DATE, sha256 VARCHAR);
CREATE TABLE raw_recorded_crime_sheet (file_id INTEGER, sheet VARCHAR, rows_read BIGINT);
CREATE TABLE raw_recorded_crime_note (file_id INTEGER, note VARCHAR);
"""
EDITIONS = """
CREATE TABLE raw_recorded_crime_edition AS
SELECT
    g.*, f.* EXCLUDE (file_id),
    row_number() OVER (PARTITION BY g.first_year, g.force_name ORDER BY f.published DESC, g.file_id) AS place
FROM (
    SELECT DISTINCT file_id, left(financial_year, 4) AS first_year, force_name FROM raw_recorded_crime_csp
) AS g
JOIN raw_recorded_crime_file AS f ON g.file_id = f.file_id
"""
UNDECIDED = """
SELECT a.file, b.file, a.first_year
FROM raw_recorded_crime_edition AS a
JOIN raw_recorded_crime_edition AS b
    ON a.first_year = b.first_year AND a.force_name = b.force_name AND a.file_id < b.file_id
WHERE a.sha256 <> b.sha256 AND (a.published = b.published OR a.published IS NULL OR b.published IS NULL)
ORDER BY ALL
LIMIT 1
"""


def recognises(file: SourceFile) -> bool:
    """A workbook that names CSPs, or a CSV with the columns of one of its sheets."""
    return {"financial_quarter", "csp_name", "offence_code"} <= set(file.columns) or mentions(file, HEADER_WORDS)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_recorded_crime_csp, one row a row of a sheet as text; return the rows read of each file.

    Raises SourceError where no sheet has the columns, or two files give a year and nothing says which is newer.
    """
    connection.execute(RAW_TABLES)
    rows = [_load(connection, file) for file in files]
    connection.execute(EDITIONS)
    # A later edition revises the years before it: they are replaced, not added.
    for first, second, year in connection.execute(UNDECIDED).fetchall():
        raise SourceError(
            f"{second}: gives the year from {year} as {first} does, and nothing says which is newer; keep one, or end "
            "the names with the day of publication, as in -230726.ods"
        )
    return rows


def _load(connection: duckdb.DuckDBPyConnection, file: SourceFile) -> int:
    total, sheets = 0, 0
    for sheet, frame, count in _tables(connection, file):
        connection.execute(
            "INSERT INTO raw_recorded_crime_sheet VALUES (?, ?, ?)",
            [file.file_id, sheet, None if frame is None else count],
        )
        if frame is not None:
            add_frame(connection, "raw_recorded_crime_csp", frame.assign(file_id=file.file_id))
            total, sheets = total + count, sheets + 1
    if not sheets:
        raise SourceError(f"{file.label}: no sheet has the columns {', '.join(COLUMNS)}; download the file again")
    connection.execute(
        "INSERT INTO raw_recorded_crime_file VALUES (?, ?, ?, ?)",
        [file.file_id, file.label, published(file.name), file.sha256()],
    )
    return total


def published(name: str) -> date | None:
    """The day of publication that ends the name of an edition, as in ``…-tables-230726.ods``, where it has one."""
    if match := PUBLISHED.search(name):
        day, month, year = (int(part) for part in match.groups())
        try:
            return date(2000 + year, month, day)
        except ValueError:
            return None
    return None


def _tables(
    connection: duckdb.DuckDBPyConnection, file: SourceFile
) -> Iterator[tuple[str | None, pd.DataFrame | None, int]]:
    """Each sheet with its rows by the names of ``COLUMNS``, None where it has not their header, and the rows read."""
    if file.path.suffix.lower() == ".csv":
        frame, records = read_text_frame(connection, file)
        places = _places(list(frame.columns), file.label)
        tidy = pd.DataFrame({name: frame.iloc[:, place] for name, place in places.items()})
        yield None, tidy.assign(line=frame["line"], sheet=None, sheet_row=frame["line"]), records
        return
    before = 0
    for sheet, cells in read_sheets(file):
        header = next((n for n, row in enumerate(cells[:HEADER_WITHIN_ROWS]) if _names_in(row) >= ENOUGH_NAMES), None)
        if header is None:
            _keep_notes(connection, file, cells[:MOST_NOTES])
            yield sheet, None, 0
        else:
            places = _places([normalise(str(cell)) for cell in cells[header]], f"{file.label}, sheet {sheet}")
            numbered = [(n, row) for n, row in enumerate(cells[header + 1 :], header + 2) if any(c != "" for c in row)]
            tidy = pd.DataFrame(
                {name: [cell_text(row[place]) for _, row in numbered] for name, place in places.items()}, dtype="object"
            )
            numbers = [number for number, _ in numbered]
            # Lines run on through the sheets, so that each names one row of the file.
            lines = [before + number for number in numbers]
            yield sheet, tidy.assign(line=lines, sheet=sheet, sheet_row=numbers), len(tidy)
        before += len(cells)


def _keep_notes(connection: duckdb.DuckDBPyConnection, file: SourceFile, cells: list[list[object]]) -> None:
    """The rows of a sheet without the table as text: the publisher's notes stand in such sheets."""
    texts = [" ".join(text for cell in row if (text := cell_text(cell))) for row in cells]
    if notes := [(file.file_id, text[:LONGEST_NOTE]) for text in texts if text]:
        connection.executemany("INSERT INTO raw_recorded_crime_note VALUES (?, ?)", notes)


def _names_in(row: list[object]) -> int:
    found = {normalise(str(cell)) for cell in row}
    return sum(any(name in found for name in names) for names in COLUMNS.values())


def _places(header: list[str], label: str) -> dict[str, int]:
    """Where each of ``COLUMNS`` stands in a header."""
    found = {
        column: next((header.index(name) for name in names if name in header), None)
        for column, names in COLUMNS.items()
    }
    if missing := [column for column, place in found.items() if place is None]:
        raise SourceError(f"{label}: column {', '.join(missing)} is missing; name it as in the Home Office's table")
    return {column: place for column, place in found.items() if place is not None}
