"""The build before, beside the one that is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# What a build is told apart by: a file of which this cannot be asked is damaged, or of a version before all that.
KIND = "SELECT area_codes, is_demo, schema_version FROM meta_build"
IS_COMPARABLE = """
SELECT b.area_codes = n.area_codes AND b.is_demo = n.is_demo AND b.schema_version = n.schema_version
FROM before.meta_build AS b CROSS JOIN meta_build AS n
"""


def readable(before: Path | None, report: Callable[[str], None]) -> Path | None:
    """The build ``before``, or None where it cannot be read: what was is said, and a new build takes its place."""
    if before is None:
        return None
    try:
        with duckdb.connect(before, read_only=True) as connection:
            connection.execute(KIND)
    except duckdb.Error:
        report(f"the build before, {before.name}, cannot be read: nothing is held against it")
        return None
    return before


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, before: Path | None) -> Iterator[bool]:
    """The build ``before`` attached under that name; whether there is one, and it can be compared with this one."""
    if before is None:
        yield False
        return
    connection.execute(f"ATTACH '{before.as_posix()}' AS before (READ_ONLY)")
    try:
        # A demonstration build, or one of another area, says nothing of what this one should hold.
        yield connection.execute(IS_COMPARABLE).fetchone() == (True,)
    finally:
        connection.execute("DETACH before")
