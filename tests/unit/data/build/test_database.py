import os
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

import duckdb
import pytest

from data.build import database
from data.model.contract import BY_COLUMN, BY_SOURCE, EVERYBODY, ByParent, Table, of
from data.model.schema import FAILED, POINTER, SCHEMA_VERSION, NoBuildError
from data.model.viewer import PARTNER, PUBLIC, Viewer
from etl.publish.publishing import publish

UseStore = Callable[[Path], None]
SOURCES = """
SELECT * FROM (VALUES ('open', 'public'), ('extract', 'partner'), ('odd', 'everyone'), ('none', NULL))
AS s (source, audience)
"""
PLACE = Table("place", "place_id", BY_COLUMN, "place_id VARCHAR, audience VARCHAR")
DECLARED = (
    Table("meta_build", "", EVERYBODY, "schema_version INTEGER"),
    Table("dim_source", "source", BY_COLUMN, "source VARCHAR, audience VARCHAR"),
    Table("fact", "", EVERYBODY, "value INTEGER"),
    Table("by_source", "source", BY_SOURCE, "source VARCHAR, value INTEGER"),
    PLACE,
    Table("by_place", "place_id", ByParent(PLACE, "place_id"), "place_id VARCHAR"),
    Table("of_open", "", of("open"), "value INTEGER"),
    Table("of_both", "", of("open", "extract"), "value INTEGER"),
    Table("of_odd", "", of("open", "odd"), "value INTEGER"),
    Table("never_made", "", EVERYBODY, "value INTEGER"),
)


@pytest.fixture(autouse=True)
def _declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "TABLES", {table.name: table for table in DECLARED})


def publish_value(store: Path, name: str, value: int, *changes: str, version: int = SCHEMA_VERSION) -> None:
    path = store / "builds" / f"{name}.duckdb"
    path.parent.mkdir(exist_ok=True)
    with duckdb.connect(path) as connection:
        connection.execute(f"CREATE TABLE meta_build AS SELECT {version} AS schema_version")
        connection.execute(f"CREATE TABLE fact AS SELECT {value} AS value")
        connection.execute(f"CREATE TABLE dim_source AS {SOURCES}")
        connection.execute("CREATE TABLE by_source AS SELECT source, 7 AS value, 'x' AS undeclared FROM dim_source")
        connection.execute("INSERT INTO by_source VALUES (NULL, 7, 'x'), ('unknown', 7, 'x')")
        connection.execute("CREATE TABLE place AS SELECT 'at ' || source AS place_id, audience FROM dim_source")
        connection.execute("CREATE TABLE by_place AS SELECT place_id FROM place UNION ALL SELECT 'nowhere'")
        for table in ("of_open", "of_both", "of_odd", "undeclared"):
            connection.execute(f"CREATE TABLE {table} AS SELECT 7 AS value")
        for change in changes:
            connection.execute(change)
    publish(store, path)


def read_value() -> object:
    return database.rows("SELECT value FROM fact")[0][0]


def test_a_new_build_is_noticed(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert (read_value(), database.build_key()[0]) == (1, "one.duckdb")
    publish_value(tmp_path, "two", 2)
    assert (read_value(), database.build_key()[0]) == (2, "two.duckdb")


def test_a_build_is_opened_once_whatever_its_folder_is_called(tmp_path: Path, use_store: UseStore) -> None:
    store = tmp_path / "King's"
    store.mkdir()
    use_store(store)
    publish_value(store, "one", 1)
    assert read_value() == 1
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
    # Nor does it keep that of the request before it.
    request.run(database.pin)
    use_store(tmp_path / "none")
    request.run(database.pin)
    with pytest.raises(NoBuildError):
        request.run(read_value)


def test_a_build_put_back_by_a_rename_is_noticed(tmp_path: Path, use_store: UseStore) -> None:
    (tmp_path / "other").mkdir()
    for store, value in ((tmp_path, 1), (tmp_path / "other", 2)):
        publish_value(store, "one", value)
    use_store(tmp_path)
    place, aside, other = (tmp_path / part for part in ("builds/one.duckdb", "aside", "other/builds/one.duckdb"))
    # As a copy that keeps the time of its original.
    os.utime(other, ns=(1, place.stat().st_mtime_ns))
    assert read_value() == 1
    key = database.build_key()
    place.rename(aside)
    with pytest.raises(NoBuildError, match=r"one\.duckdb is not in the store"):
        read_value()
    other.rename(place)
    assert (read_value(), database.build_key() == key) == (2, False)
    aside.replace(place)
    assert (read_value(), database.build_key() == key) == (1, True)
    os.utime(place, ns=(1, 1))
    assert database.build_key() != key


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\0", b"../../one.duckdb", b"one.duckdb\nmore", b"x" * 9999])
def test_a_pointer_that_names_no_build_gives_words(tmp_path: Path, use_store: UseStore, content: bytes) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    (tmp_path / "CURRENT").write_bytes(content)
    with pytest.raises(NoBuildError, match="CURRENT in the store names no build"):
        read_value()


def test_a_store_that_is_empty_is_not_told_of_the_demonstration(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    with pytest.raises(NoBuildError) as caught:
        read_value()
    assert "python -m etl build" in str(caught.value)
    assert "demo" not in str(caught.value)


def test_without_a_store_the_error_names_the_commands(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path / "none")
    with pytest.raises(NoBuildError, match=r"python -m etl demo.*python -m etl build --raw DIR"):
        database.rows("SELECT 1")


def test_a_build_of_another_version_is_refused_by_name(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "old", 1, version=SCHEMA_VERSION - 1)
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
    with pytest.raises(NoBuildError, match=r"lost\.duckdb (cannot be opened|is not in the store)"):
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


def seen(viewer: Viewer) -> dict[str, list[object]]:
    """The first column of every table that the viewer sees."""
    database.pin(viewer)
    views = database.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = 'memory'")
    return {view: [row[0] for row in database.rows(f"SELECT * FROM {view} ORDER BY 1")] for (view,) in views}


def seen_by(viewer: Viewer) -> dict[str, list[object]]:
    return copy_context().run(seen, viewer)


def test_a_row_is_seen_by_the_rule_of_its_table(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    for_all = {"meta_build": [SCHEMA_VERSION], "fact": [1], "of_open": [7], "of_odd": []}
    assert seen_by(PUBLIC) == for_all | {
        "dim_source": ["open"], "by_source": ["open"], "place": ["at open"], "by_place": ["at open"], "of_both": [],
    }  # fmt: skip
    assert seen_by(PARTNER) == for_all | {
        "dim_source": ["extract", "open"], "by_source": ["extract", "open"], "place": ["at extract", "at open"],
        "by_place": ["at extract", "at open"], "of_both": [7],
    }  # fmt: skip


def test_an_audience_that_is_empty_or_unknown_is_nobodys(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    everyone = seen_by(PARTNER)
    assert [name for name in ("none", "odd", "unknown", None) if name in everyone["by_source"]] == []
    assert seen_by(Viewer(())) == {view: [] for view in everyone} | {"meta_build": [SCHEMA_VERSION], "fact": [1]}


@pytest.mark.parametrize("viewer", [PUBLIC, PARTNER])
def test_what_is_not_declared_has_no_view(tmp_path: Path, use_store: UseStore, viewer: Viewer) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert {"undeclared", "never_made"}.isdisjoint(seen_by(viewer))
    assert database.frame("SELECT * FROM by_source").columns.tolist() == ["source", "value"]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ("ALTER TABLE by_source DROP source", {"by_source"}),
        ("ALTER TABLE by_source DROP value", {"by_source"}),
        ("ALTER TABLE place DROP audience", {"place", "by_place"}),
        # The child's own column must not stand in for the one that its parent lost.
        ("ALTER TABLE place DROP audience; ALTER TABLE by_place ADD audience VARCHAR", {"place", "by_place"}),
        ("DROP TABLE place", {"place", "by_place"}),
    ],
)
@pytest.mark.parametrize("viewer", [PUBLIC, PARTNER])
def test_a_table_whose_rule_cannot_be_applied_has_no_view(
    tmp_path: Path, use_store: UseStore, viewer: Viewer, change: str, lost: set[str]
) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    whole = seen_by(viewer)
    publish_value(tmp_path, "two", 1, change)
    assert seen_by(viewer) == {view: rows for view, rows in whole.items() if view not in lost}


@pytest.mark.parametrize("change", ["DROP TABLE dim_source", "ALTER TABLE dim_source DROP audience"])
def test_a_build_that_does_not_say_who_may_see_a_source_is_not_opened(
    tmp_path: Path, use_store: UseStore, change: str
) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1, change)
    with pytest.raises(NoBuildError, match=r"one\.duckdb cannot be opened"):
        database.latest_build()


def test_whoever_is_not_known_is_the_public(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    assert database.build_key()[:2] == ("one.duckdb", PUBLIC)
    assert database.rows("SELECT source FROM dim_source") == [("open",)]


def publish_three(store: Path) -> None:
    """Builds one, three and two, in that order; those that end with a later letter are newer by name."""
    for value, name in enumerate(("a-one", "c-three", "b-two"), start=1):
        publish_value(store, name, value)


def test_those_that_can_be_asked_for_are_the_current_build_and_older_ones(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_three(tmp_path)
    (tmp_path / "builds" / f"a-two{FAILED}.duckdb").touch()
    # What is newer than the current one was put aside.
    assert database.kept_builds() == ["b-two", "a-one"]
    (tmp_path / POINTER).unlink()
    with pytest.raises(NoBuildError, match="No data have been loaded"):
        database.kept_builds()


def read_kept(build_id: str, viewer: Viewer | None = None) -> tuple[bool, object, database.BuildKey]:
    """Whether a build can be asked for, and what a request that asked for it reads, and from which."""
    if viewer:
        database.pin(viewer)
    return database.pin_kept(build_id), read_value(), database.build_key()


def test_a_request_reads_the_kept_build_that_it_asks_for_as_its_viewer(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_three(tmp_path)
    for viewer in (PUBLIC, PARTNER):
        is_there, value, key = copy_context().run(read_kept, "a-one", viewer)
        assert (is_there, value, key[:2]) == (True, 1, ("a-one.duckdb", viewer))
        assert key[2] == database._mark(tmp_path / "builds" / "a-one.duckdb")
    assert copy_context().run(read_kept, "a-one")[2][1] == PUBLIC
    assert (read_value(), database.build_key()[0]) == (3, "b-two.duckdb")


@pytest.mark.parametrize(("asked", "is_there"), [("b-two", True), ("c-three", False), ("never", False)])
def test_who_asks_for_the_current_build_or_one_that_is_not_kept_reads_the_current_one(
    tmp_path: Path, use_store: UseStore, asked: str, is_there: bool
) -> None:
    use_store(tmp_path)
    publish_three(tmp_path)
    found, value, key = copy_context().run(read_kept, asked)
    assert (found, value, key[0]) == (is_there, 3, "b-two.duckdb")


def test_a_kept_build_is_opened_once(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_three(tmp_path)

    def connection(build_id: str) -> object:
        database.pin_kept(build_id)
        pinned = database._pinned.get()
        return pinned and pinned.connection

    assert copy_context().run(connection, "a-one") is copy_context().run(connection, "a-one") is not None


def test_a_build_is_read_by_its_file_whatever_is_published(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_three(tmp_path)
    path = tmp_path / "builds" / "a-one.duckdb"
    with database.opened(path, PARTNER):
        assert read_value() == 1
        assert database.build_key() == ("a-one.duckdb", PARTNER, database._mark(path))
    assert (read_value(), database.build_key()[1]) == (3, PUBLIC)


def test_what_is_kept_of_a_build_is_asked_for_again_of_another(tmp_path: Path, use_store: UseStore) -> None:
    use_store(tmp_path)
    publish_value(tmp_path, "one", 1)
    asked: list[tuple[object, int, int]] = []

    @database.per_build
    def read(more: int, times: int = 1) -> tuple[object, int, int]:
        """A value of the build."""
        asked.append((read_value(), more, times))
        return asked[-1]

    assert read(5) == read(5) == (1, 5, 1)
    assert read(5, times=2) == (1, 5, 2)
    publish_value(tmp_path, "two", 2)
    assert read(5) == (2, 5, 1)
    assert asked == [(1, 5, 1), (1, 5, 2), (2, 5, 1)]
    assert read.__name__ == "read"
