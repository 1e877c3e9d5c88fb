"""Builds in the store: made aside, published by one atomic change of the pointer file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.schema import POINTER


@contextmanager
def new_build(store: Path, build_id: str) -> Iterator[Path]:
    """A path in the store for a new build; nothing is left there if the build fails."""
    builds = store / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    path = builds / f"{build_id}.duckdb"
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        path.with_suffix(".duckdb.wal").unlink(missing_ok=True)
        raise


def publish(store: Path, path: Path) -> Path:
    """Make ``path`` the current build; readers see the old one or the new one, never neither."""
    waiting = store / f"{POINTER}.new"
    with waiting.open("w", encoding="utf-8") as stream:
        stream.write(path.name + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    waiting.replace(store / POINTER)
    return path


def current(store: Path) -> Path | None:
    """The published build, or None where there is none."""
    pointer = store / POINTER
    if not pointer.exists():
        return None
    return store / "builds" / pointer.read_text(encoding="utf-8").strip()
