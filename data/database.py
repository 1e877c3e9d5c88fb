"""The only place that opens a build for reading."""

import threading
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.schema import POINTER, SCHEMA_VERSION, NoBuildError
from data.settings import Settings


@dataclass(frozen=True)
class Build:
    """An open build; ``name`` is its file's name in the store."""

    name: str
    connection: duckdb.DuckDBPyConnection


_lock = threading.Lock()
_latest: dict[Path, Build] = {}
_pinned: ContextVar[Build | None] = ContextVar("pinned_build", default=None)


def latest_build() -> Build:
    """The published build, opened at its first use and again once another is published.

    Raises NoBuildError where there is none, or one that this version cannot read.
    """
    store = Settings().store
    # Eight threads meet here after a build is published; one of them opens it.
    with _lock:
        # Read at every call: a file of thirty bytes costs less than serving an old build.
        name = _published_name(store)
        build = _latest.get(store)
        while build is None or build.name != name:
            try:
                build = _latest[store] = Build(name, _open(store / "builds" / name))
            except NoBuildError:
                # Between the reading of its name and its opening it may have been replaced, and deleted.
                if name == (name := _published_name(store)):
                    raise
    return build


def _published_name(store: Path) -> str:
    try:
        return (store / POINTER).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise NoBuildError(
            "No data have been loaded yet. Run python -m etl demo, or python -m etl build --raw DIR."
        ) from error


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(path, read_only=True, config={"threads": 2, "memory_limit": "1GB"})
        row = connection.execute("SELECT schema_version FROM meta_build").fetchone()
    except duckdb.Error as error:
        raise NoBuildError(f"The build {path.name} cannot be opened. Run python -m etl build again.") from error
    if row != (SCHEMA_VERSION,):
        raise NoBuildError(f"The build {path.name} was made by another version. Run python -m etl build again.")
    return connection


def pin() -> None:
    """Answer the rest of this request from the build that is current now, if there is one."""
    # Threads are used again: what the last request pinned must not outlive it.
    _pinned.set(None)
    with suppress(NoBuildError):
        _pinned.set(latest_build())


def build_name() -> str:
    """The file name of the build that this request reads."""
    return (_pinned.get() or latest_build()).name


def frame(sql: str, **parameters: Any) -> pd.DataFrame:
    """Run one query with $named parameters, on a cursor of its own; return its rows.

    Raises NoBuildError where there is no build.
    """
    build = _pinned.get() or latest_build()
    # Threads that share a connection mix their rows; a cursor is a connection of its own.
    with build.connection.cursor() as cursor:
        return cursor.execute(sql, parameters).df()


def rows(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Run one query like ``frame``; return its rows as tuples."""
    build = _pinned.get() or latest_build()
    with build.connection.cursor() as cursor:
        return cursor.execute(sql, parameters).fetchall()
