"""What a build has to say of itself that its numbers do not: said at its end, in its status and on About the data."""

from pathlib import Path

import duckdb

from etl.errors import SourceError
from etl.publish.before import attached
from etl.publish.notice_queries import LOST, NOTICES, SINCE_BEFORE


def check_losses(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise SourceError where records of the area, by the names of their LSOAs, are outside for want of a lookup."""
    for (lost,) in connection.execute(LOST).fetchall():
        raise SourceError(lost)


def record(connection: duckdb.DuckDBPyConnection, before: Path | None) -> list[str]:
    """Make meta_notice, once the marts and meta_build are there; return what it says.

    before: the build to compare with, if there is one.
    """
    connection.execute("CREATE TABLE meta_notice (source VARCHAR, kind VARCHAR, notice VARCHAR)")
    said = _add(connection, NOTICES)
    with attached(connection, before) as is_comparable:
        return [*said, *_add(connection, SINCE_BEFORE if is_comparable else {})]


def _add(connection: duckdb.DuckDBPyConnection, queries: dict[str, str]) -> list[str]:
    found = [
        (source, kind, f"{notice}.")
        for kind, query in queries.items()
        for source, notice in connection.execute(query).fetchall()
    ]
    if found:
        connection.executemany("INSERT INTO meta_notice VALUES (?, ?, ?)", found)
    return [notice for *_, notice in found]
