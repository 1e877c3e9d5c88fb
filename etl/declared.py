"""CSV files of a documented header: the columns stand in the dataset's meta.yml, and are read from there."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from etl.datasets import read_meta
from etl.errors import SourceError
from etl.lines import SEPARATOR, Refused, rewrite
from etl.source_files import SourceFile


@dataclass(frozen=True)
class DeclaredColumn:
    """A column as ``columns:`` of a meta.yml describes it; example: a cell of the one worked example."""

    name: str
    description: str
    example: str
    required: bool


@dataclass(frozen=True)
class DeclaredFile:
    """A file as it was read.

    frame: line (text), then the documented columns in their order, as text, null where a cell is empty or the file has
    no such column; rows_read: its records, those of refused among them.
    """

    frame: pd.DataFrame
    rows_read: int
    refused: list[Refused]


@cache
def declared_columns(dataset: str) -> tuple[DeclaredColumn, ...]:
    """The documented columns of a dataset, in the order of its header."""
    return tuple(DeclaredColumn(**column) for column in read_meta(dataset)["columns"])


def header(dataset: str) -> tuple[str, ...]:
    """The names of the documented columns, in their order."""
    return tuple(column.name for column in declared_columns(dataset))


def read_declared(file: SourceFile, dataset: str) -> DeclaredFile:
    """Read a CSV file line by line, so that no line can swallow or shift another.

    Raises SourceError where the header lacks a required column, names one twice, or one that is not documented.
    """
    require(file, dataset)
    # A misspelt name of a column that may be absent would otherwise pass unseen, and its cells with it.
    if unknown := [column or "(empty)" for column in file.columns if column not in header(dataset)]:
        raise SourceError(
            f"{file.label}: column {', '.join(unknown)} is not one of {dataset}; correct its name or remove it"
        )
    if len(set(file.columns)) < len(file.columns):
        raise SourceError(f"{file.label}: a column is named twice; remove one of them")
    with tempfile.TemporaryDirectory(prefix="lines-") as work:
        target = Path(work) / "lines.txt"
        records, refused = rewrite(file.path, target, len(file.columns))
        lines = target.read_bytes().decode("utf-8").split("\n")[:-1]
    cells = [[text.strip() or None for text in line.split(SEPARATOR)] for line in lines]
    frame = pd.DataFrame(cells, columns=["line", *file.columns], dtype="str")
    return DeclaredFile(frame.reindex(columns=["line", *header(dataset)]), records, refused)


def note_refused(connection: duckdb.DuckDBPyConnection, file: SourceFile, refused: list[Refused]) -> None:
    """Add the lines that could not be read to raw_reject; what they hold is not kept."""
    for line in refused:
        connection.execute("INSERT INTO raw_reject VALUES (?, ?, ?, NULL)", [file.file_id, line.line, line.reason])


def require(file: SourceFile, dataset: str) -> None:
    """Raise SourceError where the header of ``file`` lacks a required column."""
    required = [column.name for column in declared_columns(dataset) if column.required]
    if missing := [name for name in required if name not in file.columns]:
        raise SourceError(f"{file.label}: column {', '.join(missing)} is missing; add it to the header")
