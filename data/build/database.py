"""The only place that opens a build for reading."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import duckdb
import pandas as pd
from cachetools import LRUCache

from data.model.contract import Sight
from data.model.schema import FAILED, POINTER, SCHEMA_VERSION, NoBuildError, build_named
from data.model.tables import TABLES
from data.model.viewer import PUBLIC, Viewer
from data.settings import current

# Of a file: its number in the file system, its time of change in ns, its bytes.
Mark = tuple[int, int, int]
BuildKey = tuple[str, Viewer, Mark]


@dataclass(frozen=True)
class Build:
    """An open build as one viewer sees it.

    name: its file's name in the store; mark: what tells the file from another of its name.
    """

    name: str
    viewer: Viewer
    connection: duckdb.DuckDBPyConnection
    mark: Mark


P = ParamSpec("P")
R = TypeVar("R")

# Answers of one function that are kept: those of two builds, each for both viewers.
MOST_KEPT = 16

_lock = threading.Lock()
_latest: dict[tuple[Path, Viewer], Build] = {}
# Older builds that were asked for, the last used of them.
_older: LRUCache[tuple[Path, Viewer, Mark], Build] = LRUCache(4)
_pinned: ContextVar[Build | None] = ContextVar("pinned_build", default=None)


def latest_build(viewer: Viewer = PUBLIC) -> Build:
    """The published build, opened at its first use and again once another is published.

    Raises NoBuildError where there is none, or one that this version cannot read.
    """
    store = current().store
    # Eight threads meet here after a build is published; one of them opens it.
    with _lock:
        # Read at every call: a file of thirty bytes costs less than serving an old build.
        name = _published_name(store)
        build = _latest.get((store, viewer))
        while build is None or (build.name, build.mark) != (name, _mark(store / "builds" / name)):
            try:
                path = store / "builds" / name
                # Marked before it is opened: what is put in its place meanwhile is noticed at the next request.
                mark = _mark(path)
                build = _latest[store, viewer] = Build(name, viewer, _open(path, viewer), mark)
            except NoBuildError:
                # Between the reading of its name and its opening it may have been replaced, and deleted.
                if name == (name := _published_name(store)):
                    raise
    return build


def _published_name(store: Path) -> str:
    try:
        name = build_named((store / POINTER).read_bytes())
    except OSError as error:
        # Where there is a store, the demonstration would stand where real data are meant to.
        demonstration = "" if store.exists() else "python -m etl demo, or "
        raise NoBuildError(
            f"No data have been loaded yet. Run {demonstration}python -m etl build --raw DIR."
        ) from error
    if not name:
        raise NoBuildError(
            f"{POINTER} in the store names no build. Restore the store, or run python -m etl build again."
        )
    return name


def _mark(path: Path) -> Mark:
    """Raises NoBuildError where there is no such file."""
    try:
        found = path.stat()
    except OSError as error:
        raise NoBuildError(
            f"The build {path.name} is not in the store. Restore it, or run python -m etl build again."
        ) from error
    return found.st_ino, found.st_mtime_ns, found.st_size


def _open(path: Path, viewer: Viewer) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS build (READ_ONLY)")
        if connection.execute("SELECT schema_version FROM build.meta_build").fetchone() != (SCHEMA_VERSION,):
            raise NoBuildError(f"The build {path.name} was made by another version. Run python -m etl build again.")
        _show(connection, viewer)
    except duckdb.Error as error:
        raise NoBuildError(f"The build {path.name} cannot be opened. Run python -m etl build again.") from error
    return connection


def _show(connection: duckdb.DuckDBPyConnection, viewer: Viewer) -> None:
    """Give every declared table of the build a view that holds what the viewer may see.

    A query names the view, so none can forget whom it answers. A table that is not declared has none.
    """
    audiences = connection.execute("SELECT source, audience FROM build.dim_source").fetchall()
    sources = tuple(source for source, audience in audiences if audience in viewer.audiences)
    sight = Sight(viewer.audiences, sources, "build.")
    for table in TABLES.values():
        # Where the table or a column is missing, or its rule cannot be applied, nothing is shown of it.
        with suppress(duckdb.BinderException, duckdb.CatalogException):
            connection.execute(f"CREATE VIEW {table.name} AS {table.view(sight)}")


def pin(viewer: Viewer = PUBLIC) -> None:
    """Answer the rest of this request from the build that is current now, as the viewer sees it."""
    # Threads are used again: what the last request pinned must not outlive it.
    _pinned.set(None)
    with suppress(NoBuildError):
        _pinned.set(latest_build(viewer))


def kept_builds() -> list[str]:
    """The ids of the builds that can still be asked for, the current one first; raises NoBuildError without one.

    What is newer than the current one was put aside, and is not among them.
    """
    store = current().store
    name = _published_name(store)
    known = (path.name for path in (store / "builds").glob("*.duckdb") if not path.stem.endswith(FAILED))
    return [Path(one).stem for one in sorted(known, reverse=True) if one <= name]


@contextmanager
def opened(path: Path, viewer: Viewer) -> Iterator[None]:
    """Read a build by its file, as the viewer sees it, whatever is published: for what is made with a build.

    Raises NoBuildError where it was made by another version, or cannot be opened.
    """
    build = Build(path.name, viewer, _open(path, viewer), _mark(path))
    before = _pinned.set(build)
    try:
        yield
    finally:
        _pinned.reset(before)
        build.connection.close()


def pin_kept(build_id: str) -> bool:
    """Answer the rest of this request from a build that is kept, as its viewer sees it; whether there is such a build.

    Raises NoBuildError where there is no build at all, or that one was made by another version.
    """
    now = _pinned.get() or latest_build()
    if f"{build_id}.duckdb" == now.name:
        return True
    if build_id not in kept_builds():
        return False
    path = current().store / "builds" / f"{build_id}.duckdb"
    with _lock:
        key = path, now.viewer, _mark(path)
        if key not in _older:
            _older[key] = Build(path.name, now.viewer, _open(path, now.viewer), key[2])
        _pinned.set(_older[key])
    return True


def build_key() -> BuildKey:
    """The build that this request reads, by name, and for whom: what may be kept is kept by it all."""
    build = _pinned.get() or latest_build()
    return build.name, build.viewer, build.mark


def per_build(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function of a build gives for its arguments, by build and viewer; nobody may change what it gave.

    For what no selection narrows: the MOST_KEPT last used answers are kept.
    """

    @lru_cache(maxsize=MOST_KEPT)
    def kept(_build: BuildKey, *given: P.args, **named: P.kwargs) -> R:
        return function(*given, **named)

    @wraps(function)
    def answer(*given: P.args, **named: P.kwargs) -> R:
        return kept(build_key(), *given, **named)  # type: ignore[arg-type]  # what is given is hashable

    return answer


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
