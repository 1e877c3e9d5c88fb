"""CSV files of a documented header: the columns stand in the dataset's meta.yml, and are read from there."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from etl.datasets import read_meta
from etl.errors import SourceError
from etl.frames import read_text_frame
from etl.source_files import SourceFile


@dataclass(frozen=True)
class DeclaredColumn:
    """A column as ``columns:`` of a meta.yml describes it; example: a cell of the one worked example."""

    name: str
    description: str
    example: str
    required: bool


@cache
def declared_columns(dataset: str) -> tuple[DeclaredColumn, ...]:
    """The documented columns of a dataset, in the order of its header."""
    return tuple(DeclaredColumn(**column) for column in read_meta(dataset)["columns"])


def header(dataset: str) -> tuple[str, ...]:
    """The names of the documented columns, in their order."""
    return tuple(column.name for column in declared_columns(dataset))


def read_declared(file: SourceFile, dataset: str) -> pd.DataFrame:
    """A CSV file as text: line, then the documented columns in their order, null where the file has none.

    Raises SourceError where a required column is missing, or one is given that is not documented.
    """
    frame = read_text_frame(file)
    require(file, dataset)
    # A misspelt name of a column that may be absent would otherwise pass unseen, and its cells with it.
    if unknown := [str(column) for column in frame.columns if column not in header(dataset)]:
        raise SourceError(
            f"{file.label}: column {', '.join(unknown)} is not one of {dataset}; correct its name or remove it"
        )
    lines = pd.Series(range(2, len(frame) + 2), index=frame.index, name="line", dtype="int64")
    return pd.concat([lines, frame.reindex(columns=list(header(dataset)))], axis=1)


def require(file: SourceFile, dataset: str) -> None:
    """Raise SourceError where the header of ``file`` lacks a required column."""
    required = [column.name for column in declared_columns(dataset) if column.required]
    if missing := [name for name in required if name not in file.columns]:
        raise SourceError(f"{file.label}: column {', '.join(missing)} is missing; add it to the header")
