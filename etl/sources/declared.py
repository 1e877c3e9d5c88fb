"""What the meta.yml of a dataset declares, and the CSV files of a declared header."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import duckdb
import pandas as pd
import yaml

from etl.errors import SourceError
from etl.sources.frames import read_text_frame
from etl.sources.source_files import SourceFile

DATASETS = Path(__file__).parents[1] / "datasets"
# As safe as safe_load, and ten times as fast where the library came with it.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class DeclaredColumn:
    """A column as ``columns:`` of a meta.yml describes it.

    example: a cell of the one worked example; required: in every header, and empty on no line; format: how a cell is
    written, one of ``FORMATS`` of declared_tables.py; values: all that it may be, in meta.yml they or the key that has
    them; within: the least and the greatest number; once: the name that the column had before, which files of old still
    carry; otherwise: the column that stands in for an empty cell; fills: the columns of ``no_record`` that hold it;
    past: a day or month after today is refused.
    """

    name: str
    description: str
    example: str
    required: bool
    format: str = "text"
    values: tuple[str, ...] = ()
    within: tuple[float, ...] = ()
    once: str | None = None
    otherwise: str | None = None
    fills: tuple[str, ...] = ()
    past: bool = False


@cache
def read_meta(dataset: str) -> dict[str, Any]:
    """The meta.yml of one dataset, with the columns of another before its own where ``columns_of`` names one."""
    # Words live beside the SQL that makes the numbers, so that they are changed together.
    text = (DATASETS / dataset / "meta.yml").read_text(encoding="utf-8")
    meta = cast(dict[str, Any], yaml.load(text, LOADER))
    if same := meta.get("columns_of"):
        meta["columns"] = [*read_meta(same)["columns"], *meta["columns"]]
    return meta


@cache
def declared_columns(dataset: str) -> tuple[DeclaredColumn, ...]:
    """The documented columns of a dataset, in the order of its header."""
    meta = read_meta(dataset)
    return tuple(DeclaredColumn(**column | {"values": _values(meta, column)}) for column in meta["columns"])


def _values(meta: dict[str, Any], column: dict[str, Any]) -> tuple[str, ...]:
    listed = column.get("values", ())
    listed = meta[listed] if isinstance(listed, str) else listed
    # A crime type may be counted under another's name: in files it has its own.
    named = [value.get("given_as", [value["crime_type"]]) if isinstance(value, dict) else [value] for value in listed]
    return tuple(name for names in named for name in names)


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
