"""The build before, beside the one that is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

IS_COMPARABLE = """
SELECT b.area_codes = n.area_codes AND b.is_demo = n.is_demo AND b.schema_version = n.schema_version
FROM before.meta_build AS b CROSS JOIN meta_build AS n
"""


@contextmanager
def attached(connection: duckdb.DuckDBPyConnection, before: Path | None) -> Iterator[bool]:
    """The build ``before`` attached under that name; whether there is one, and it can be compared with this one."""
    if before is None or not before.exists():
        yield False
        return
    connection.execute(f"ATTACH '{before.as_posix()}' AS before (READ_ONLY)")
    try:
        # A demonstration build, or one of another area, says nothing of what this one should hold.
        yield connection.execute(IS_COMPARABLE).fetchone() == (True,)
    finally:
        connection.execute("DETACH before")
