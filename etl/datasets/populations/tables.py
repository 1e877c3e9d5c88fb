"""Tables of residents as they are downloaded: a text file, or the sheets of a workbook, below their titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import duckdb
import pandas as pd

from etl.sources.area_columns import ANY_AREA, finest, names_an_area
from etl.sources.frames import read_text_frame
from etl.sources.layout import SEARCHED_LINES, normalise, read_layout
from etl.sources.resident_columns import TITLES, resident_columns
from etl.sources.source_files import WORKBOOK_SUFFIXES, SourceFile
from etl.sources.workbooks import cell_text, read_sheets

# Estimates come with a sheet of either sex beside that of all persons.
OF_ONE_SEX = re.compile(r"\b(fe)?males?\b", re.IGNORECASE)
# Tables of Nomis and ONS whose total, under the same heading, is not of residents.
OF_OTHERS = re.compile(r"density|\bper\b|households?\b(?! and communal)|dwelling|births|deaths", re.IGNORECASE)
BARE_YEAR = re.compile(r"^(19|20)\d\d$")


@dataclass(frozen=True)
class Table:
    """One table. rows: line, and its cells as text by the normalised names of their columns; titles: what stands above
    it, the name of its sheet first; read: its records, refused ones too.
    """

    file: SourceFile
    rows: pd.DataFrame
    titles: tuple[str, ...]
    read: int

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(str(name) for name in self.rows.columns if name != "line")


def counted_columns(columns: tuple[str, ...], titles: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that hold residents; under a title, beside codes of any area, a year alone names one too."""
    found = resident_columns(columns)
    if titles and OF_OTHERS.search(titles[0]):
        return tuple(column for column in found if column not in TITLES)
    if found or not titles or set(ANY_AREA).isdisjoint(columns):
        return found
    return tuple(column for column in columns if BARE_YEAR.match(column))


def is_table(columns: tuple[str, ...], titles: tuple[str, ...]) -> bool:
    """Whether columns give residents by area."""
    return names_an_area(columns) and bool(counted_columns(columns, titles))


def area_column(columns: tuple[str, ...]) -> str:
    """The column with the codes of the areas."""
    named = finest(columns)
    return named.column if named else next(name for name in ANY_AREA if name in columns)


def read_tables(connection: duckdb.DuckDBPyConnection, file: SourceFile) -> list[Table]:
    """The tables of residents in a file.

    Lines that cannot be read go to raw_reject.
    """
    if file.path.suffix.lower() in WORKBOOK_SUFFIXES:
        return list(sheet_tables(file))
    rows, read = read_text_frame(connection, file)
    return [Table(file, rows, read_layout(file.path).titles, read)]


def sheet_tables(file: SourceFile) -> Iterator[Table]:
    """The sheets of a workbook that give residents by area, of all persons.

    Raises SourceError where the workbook cannot be read.
    """
    before = 0
    for sheet, cells in read_sheets(file):
        found = None if OF_ONE_SEX.search(sheet) else _header(cells, sheet)
        if found is not None:
            number, columns = found
            rows = [_texts(row, len(columns)) for row in cells[number + 1 :]]
            # Notes below a table fill one cell.
            records = [
                (before + n, *row) for n, row in enumerate(rows, number + 2) if sum(c is not None for c in row) > 1
            ]
            frame = pd.DataFrame(records, columns=["line", *columns]).astype(dict.fromkeys(columns, "str"))
            titles = [" ".join(filter(None, _texts(row, len(row)))) for row in cells[:number]]
            yield Table(file, frame.astype({"line": "int64"}), (sheet, *titles), len(frame))
        before += len(cells)


def _header(cells: list[list[Any]], sheet: str) -> tuple[int, tuple[str, ...]] | None:
    """The place of the row that names the columns, and their names, those of empty cells numbered."""
    for number, row in enumerate(cells[:SEARCHED_LINES]):
        names = [normalise(text or "") for text in _texts(row, len(row))]
        columns = tuple(name if names.count(name) == 1 and name else f"{name}_{n}" for n, name in enumerate(names))
        if is_table(columns, (sheet,)):
            return number, columns
    return None


def _texts(row: list[Any], width: int) -> list[str | None]:
    return [cell_text(cell) for cell in row[:width]]
