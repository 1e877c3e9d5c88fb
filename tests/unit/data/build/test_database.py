from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import duckdb
import pytest

from data.build import database
from data.model.schema import SCHEMA_VERSION, NoBuildError
from data.model.viewer import PARTNER, PUBLIC, Viewer
from etl.publish.publishing import publish

UseStore = Callable[[Path], None]
SOURCES = "SELECT * FROM (VALUES ('open', 'public'), ('extract', 'partner')) AS s (source, audience)"


def publish_value(store: Path, name: str, value: int, version: int = SCHEMA_VERSION) -> None:
    path = store / "builds" / f"{name}.duckdb"
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(path) as connection:
        connection.execute(f"CREATE TABLE meta_build AS SELECT {version} AS schema_version")
        connection.execute(f"CREATE TABLE fact AS SELECT {value} AS value")
        connection.execute(f"CREATE TABLE dim_source AS {SOURCES}")
        connection.execute("CREATE TABLE by_source AS SELECT source, 7 AS value FROM dim_source")
        connection.execute("CREATE TABLE by_audience AS SELECT 'places' AS source, audience FROM dim_source")
    publish(store, path)


def read_value() -> object:
    return database.rows("SELECT value FROM fact")[0][0]


def test_a_new_build_is_noticed(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert (read_value(), database.build_key()[0]) == (1, "one.duckdb")
    publish_value(tmp_path, "two", 2)
    assert (read_value(), database.build_key()[0]) == (2, "two.duckdb")


def test_a_build_is_opened_once(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert database.latest_build() is database.latest_build()


def test_a_request_keeps_its_build_while_another_is_published(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    request = copy_context()
    request.run(database.pin)
    publish_value(tmp_path, "two", 2)
    assert read_value() == 2
    assert (request.run(read_value), request.run(database.build_key)[0]) == (1, "one.duckdb")
    request.run(database.pin)
    assert request.run(read_value) == 2


def test_a_request_without_a_build_pins_none(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    request = copy_context()
    request.run(database.pin)
    publish_value(tmp_path, "one", 1)
    assert request.run(read_value) == 1


def test_without_a_build_the_error_names_the_commands(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    with pytest.raises(NoBuildError, match=r"python -m etl demo.*python -m etl build --raw DIR"):
        database.rows("SELECT 1")


def test_a_build_of_another_version_is_refused_by_name(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "old", 1, version=SCHEMA_VERSION + 1)
    with pytest.raises(NoBuildError, match=r"old\.duckdb was made by another version"):
        database.frame("SELECT 1")


@pytest.mark.parametrize("content", [None, "not a database, and long enough to be looked at" * 100])
def test_a_build_that_cannot_be_opened_is_refused_by_name(
    tmp_path: Path, use_store: UseStore, content: str | None
) -> None:
    use_store(tmp_path)
    (tmp_path / "builds").mkdir()
    (tmp_path / "CURRENT").write_text("lost.duckdb\n")
    if content:
        (tmp_path / "builds" / "lost.duckdb").write_text(content)
    with pytest.raises(NoBuildError, match=r"lost\.duckdb cannot be opened"):
        database.latest_build()


def test_parameters_are_bound_by_name_and_never_read_as_sql(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    hostile = "x'; DROP TABLE fact; --"
    assert database.frame("SELECT $text AS said", text=hostile)["said"].tolist() == [hostile]
    assert read_value() == 1


def test_a_build_cannot_be_written_to(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        database.rows("UPDATE build.fact SET value = 2")


def seen(viewer: Viewer) -> tuple[list[object], list[object]]:
    database.pin(viewer)
    by_source = [row[0] for row in database.rows("SELECT source FROM by_source ORDER BY source")]
    return by_source, [row[0] for row in database.rows("SELECT audience FROM by_audience ORDER BY audience")]


def test_a_row_is_seen_by_the_audience_of_its_own_or_of_its_source(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert copy_context().run(seen, PUBLIC) == (["open"], ["public"])
    assert copy_context().run(seen, PARTNER) == (["extract", "open"], ["partner", "public"])


def test_whoever_is_not_known_is_the_public(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert database.build_key() == ("one.duckdb", PUBLIC)
    assert database.rows("SELECT source FROM dim_source") == [("open",)]
