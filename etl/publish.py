"""Builds in the store: made aside, published by one atomic change of the pointer file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.schema import POINTER
from etl.errors import CheckError

KEPT_BUILDS = 5
FAILED = "-failed"


@contextmanager
def new_build(store: Path, build_id: str) -> Iterator[Path]:
    """A path in the store for a new build; nothing is left there if it fails, but for one that fails its checks.

    That one is kept for inspection under another name, and named in the error.
    """
    builds = store / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    path = builds / f"{build_id}.duckdb"
    try:
        yield path
    except CheckError as error:
        # A failed build is evidence: what is wrong in it can only be seen in it.
        kept = path.replace(path.with_name(f"{path.stem}{FAILED}.duckdb"))
        raise CheckError(f"the build was not published: {error}. It is kept for inspection as {kept}") from error
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
        # A power cut between the write and the rename must not leave an empty pointer.
        os.fsync(stream.fileno())
    # A rename within one folder is atomic on every system we serve.
    waiting.replace(store / POINTER)
    return path


def current(store: Path) -> Path | None:
    """The published build, or None where there is none."""
    pointer = store / POINTER
    if not pointer.exists():
        return None
    return store / "builds" / pointer.read_text(encoding="utf-8").strip()


def prune(store: Path) -> None:
    """Delete all but the newest builds, published and failed apart; the current one always stays."""
    named = current(store)
    builds = sorted((store / "builds").glob("*.duckdb"), reverse=True)
    failed = [path for path in builds if path.stem.endswith(FAILED)]
    for kind in (failed, [path for path in builds if path not in failed]):
        for path in kind[KEPT_BUILDS:]:
            if path != named:
                # A reader on Windows may still hold the file: the next build tries again.
                with suppress(PermissionError):
                    path.unlink()
