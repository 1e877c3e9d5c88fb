"""Builds in the store: made aside by one process at a time, published by one atomic change of the pointer file."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from data.model.schema import FAILED, POINTER, build_named
from etl.errors import CheckError, StoreError

KEPT_BUILDS = 5
# Its owner writes, its group reads.
MODE = 0o640
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def new_build(store: Path, build_id: str) -> Iterator[Path]:
    """A path for a new build, in a work folder of the store that is empty now and gone afterwards.

    A build that fails its checks is kept for inspection under another name, and named in the error; any other leaves
    nothing. Raises StoreError where another build is running, or the store is full or cannot be written to.
    """
    work = store / "work"
    with _explained(store), _only_build(store):
        # Whatever lies here was left by a build that was killed: a running one holds the lock.
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        path = work / f"{build_id}.duckdb"
        try:
            yield path
        except CheckError as error:
            # A failed build is evidence: what is wrong in it can only be seen in it.
            path.chmod(MODE)
            kept = path.replace(store / "builds" / f"{build_id}{FAILED}.duckdb")
            prune(store)
            raise CheckError(f"the build was not published: {error}. It is kept for inspection as {kept}") from error
        finally:
            # What cannot be deleted now, the next build deletes.
            shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _only_build(store: Path) -> Iterator[None]:
    try:
        (store / "builds").mkdir(parents=True, exist_ok=True)
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(f"{store}: no folder can be there ({error.strerror}); name another as the store") from error
    lock = FileLock(store / "builds" / ".lock", blocking=False)
    try:
        # The system lets go of it when a process dies, however it dies.
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            f"{store}: another build is running there; wait for its end and start this one again"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _explained(store: Path) -> Iterator[None]:
    """Say what to do where the system or DuckDB says that the store cannot be written to."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if isinstance(error, StoreError):
            raise
        said, number = str(error), error.errno if isinstance(error, OSError) else None
        if number in FULL or any(os.strerror(code) in said for code in FULL):
            cure = "the disk is full, or files may not grow so large; make room and build again"
        elif isinstance(error, duckdb.OutOfMemoryException):
            cure = "memory and disk are too small for these files; make room on the disk and build again"
        elif number in REFUSED and str(store) in said:
            cure = "it cannot be written to; let this account write there, or name another folder as the store"
        else:
            raise
        raise StoreError(f"{store}: {cure} ({said}). The current build is as it was") from error


def publish(store: Path, path: Path) -> Path:
    """Make ``path`` the current build; readers see the old one or the new one, never neither. Returns where it is."""
    published = store / "builds" / path.name
    waiting = store / f"{POINTER}.new"
    try:
        with waiting.open("w", encoding="utf-8") as stream:
            stream.write(path.name + "\n")
            stream.flush()
            # A power cut between the write and the rename must not leave an empty pointer.
            os.fsync(stream.fileno())
        # It may hold what is for partners.
        path.chmod(MODE)
        # A rename within one store is atomic on every system we serve.
        path.replace(published)
        waiting.replace(store / POINTER)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    return published


def current(store: Path) -> Path | None:
    """The published build, or None where there is none, or the pointer holds something else than its name."""
    pointer = store / POINTER
    name = build_named(pointer.read_bytes()) if pointer.exists() else ""
    return store / "builds" / name if name else None


def purge(store: Path, keep: int) -> list[Path]:
    """Delete every failed build, what killed builds left, and all but the newest ``keep`` builds; returns what is gone.

    The current one always stays, and counts. Raises StoreError where a build is running.
    """
    with _explained(store), _only_build(store):
        shutil.rmtree(store / "work", ignore_errors=True)
        named = current(store)
        builds = sorted((store / "builds").glob("*.duckdb"), reverse=True)
        others = [path for path in builds if path != named and not path.stem.endswith(FAILED)]
        staying = {named, *others[: max(0, keep - 1)]}
        gone = [path for path in builds if path not in staying]
        for path in gone:
            path.unlink()
    return gone


def prune(store: Path) -> None:
    """Delete all but the newest builds, published and failed apart; the current one always stays.

    Where others are newer than the current one by their names, the clock went back, or somebody did: all stay.
    """
    named = current(store)
    builds = sorted((store / "builds").glob("*.duckdb"), reverse=True)
    failed = [path for path in builds if path.stem.endswith(FAILED)]
    published = [path for path in builds if path not in failed]
    if named and published[:1] != [named]:
        return
    for kind in (failed, published):
        for path in kind[KEPT_BUILDS:]:
            if path != named:
                # A reader on Windows may still hold the file: the next build tries again.
                with suppress(PermissionError):
                    path.unlink()
