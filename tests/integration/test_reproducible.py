import hashlib
from pathlib import Path

import duckdb

from data.settings import Settings
from etl.pipeline import build
from etl.publish.publishing import current
from tests.conftest import THURROCK, quiet
from tests.fixtures.small_raw import READING


def fingerprints(path: Path) -> dict[str, str]:
    """The content of every table in its stored order, by name; what holds the time of the build is left out."""
    with duckdb.connect(path, read_only=True, config=READING) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            name: hashlib.sha256(repr(connection.execute(f"FROM {name}").fetchall()).encode()).hexdigest()
            for name in names
            if name not in ("meta_build", "meta_comparison")
        }


def test_the_same_files_give_the_same_tables(real_store: Path, real_data: Path, tmp_path: Path) -> None:
    first = current(real_store)
    assert first is not None
    second = build(real_data, Settings(store=tmp_path, area=THURROCK), quiet)
    found = fingerprints(first)
    assert len(found) >= 15
    assert fingerprints(second) == found
    assert second.name != first.name
