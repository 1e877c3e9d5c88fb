"""CSV files of a documented header: the columns stand in the dataset's meta.yml, and are read from there."""

from dataclasses import dataclass
from functools import cache

import duckdb
import pandas as pd

from etl.datasets import read_meta
from etl.errors import SourceError
from etl.sources.frames import read_text_frame
from etl.sources.source_files import SourceFile


@dataclass(frozen=True)
class DeclaredColumn:
    """A column as ``columns:`` of a meta.yml describes it.

    example: a cell of the one worked example; format: the rule that a partner's value keeps to; once: the name that the
    column had before, which files of old still carry.
    """

    name: str
    description: str
    example: str
    required: bool
    format: str = "text"
    once: str | None = None


@cache
def declared_columns(dataset: str) -> tuple[DeclaredColumn, ...]:
    """The documented columns of a dataset, in the order of its header."""
    return tuple(DeclaredColumn(**column) for column in read_meta(dataset)["columns"])


def header(dataset: str) -> tuple[str, ...]:
    """The names of the documented columns, in their order."""
    return tuple(column.name for column in declared_columns(dataset))


@cache
def former_names(dataset: str) -> dict[str, str]:
    """The names that columns of a dataset had once, each with the name of today."""
    return {column.once: column.name for column in declared_columns(dataset) if column.once}


def read_declared(connection: duckdb.DuckDBPyConnection, file: SourceFile, dataset: str) -> tuple[pd.DataFrame, int]:
    """The lines of a CSV file in the documented columns, null where a cell is empty or the file has no such column.

    Beside them the rows read, those of refused among them. Raises SourceError where the header lacks a required column,
    or has one that is not documented.
    """
    require(file, dataset)
    former = former_names(dataset)
    for once, name in former.items():
        if {once, name} <= set(file.columns):
            raise SourceError(f"{file.label}: column {once} is called {name} now, and both are there; keep one of them")
    # A misspelt name would pass unseen, and its cells with it; and a column that nobody asked for may name a person.
    if unknown := [name or "(empty)" for name in file.columns if name not in header(dataset) and name not in former]:
        raise SourceError(
            f"{file.label}: column {', '.join(unknown)} is not one of {dataset}; correct its name or remove it"
        )
    frame, rows_read = read_text_frame(connection, file)
    return frame.rename(columns=former).reindex(columns=["line", *header(dataset)]), rows_read


def require(file: SourceFile, dataset: str) -> None:
    """Raise SourceError where the header of ``file`` lacks a required column."""
    required = [column for column in declared_columns(dataset) if column.required]
    if missing := [column.name for column in required if {column.name, column.once}.isdisjoint(file.columns)]:
        raise SourceError(f"{file.label}: column {', '.join(missing)} is missing; add it to the header")
