from pathlib import Path

import pytest

from etl.errors import CheckError
from etl.publish import KEPT_BUILDS, current, new_build, prune, publish


def make(store: Path, name: str) -> Path:
    with new_build(store, name) as path:
        path.write_text(name)
    return publish(store, path)


def test_the_pointer_names_the_published_file(tmp_path: Path) -> None:
    assert current(tmp_path) is None
    assert make(tmp_path, "one") == tmp_path / "builds" / "one.duckdb"
    assert (tmp_path / "CURRENT").read_text() == "one.duckdb\n"
    make(tmp_path, "two")
    assert current(tmp_path) == tmp_path / "builds" / "two.duckdb"
    assert (tmp_path / "builds" / "one.duckdb").read_text() == "one"


def test_nothing_is_left_beside_the_pointer(tmp_path: Path) -> None:
    make(tmp_path, "one")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "builds"]


def fail_after_writing(store: Path) -> None:
    with new_build(store, "two") as path:
        path.write_text("half")
        path.with_suffix(".duckdb.wal").write_text("half")
        raise RuntimeError("broken")


def test_a_build_that_fails_leaves_nothing_and_the_current_one_stays(tmp_path: Path) -> None:
    make(tmp_path, "one")
    with pytest.raises(RuntimeError, match="broken"):
        fail_after_writing(tmp_path)
    assert [path.name for path in (tmp_path / "builds").iterdir()] == ["one.duckdb"]
    assert current(tmp_path) == tmp_path / "builds" / "one.duckdb"


def test_a_pointer_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "one")

    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="no space"):
        publish(tmp_path, tmp_path / "builds" / "two.duckdb")
    assert (tmp_path / "CURRENT").read_text() == "one.duckdb\n"


def fail_checks(store: Path) -> None:
    with new_build(store, "two") as path:
        path.write_text("whole but wrong")
        raise CheckError("rows are lost")


def test_a_build_that_fails_its_checks_is_kept_aside_and_named(tmp_path: Path) -> None:
    make(tmp_path, "one")
    kept = tmp_path / "builds" / "two-failed.duckdb"
    with pytest.raises(CheckError) as caught:
        fail_checks(tmp_path)
    assert str(caught.value) == f"the build was not published: rows are lost. It is kept for inspection as {kept}"
    assert kept.read_text() == "whole but wrong"
    assert current(tmp_path) == tmp_path / "builds" / "one.duckdb"


def test_old_builds_are_deleted_but_never_the_current_one(tmp_path: Path) -> None:
    first = make(tmp_path, "b0")
    for number in range(1, KEPT_BUILDS + 2):
        make(tmp_path, f"b{number}")
    failed = [tmp_path / "builds" / f"f{number}-failed.duckdb" for number in range(KEPT_BUILDS + 1)]
    for path in failed:
        path.write_text("x")
    publish(tmp_path, first)
    prune(tmp_path)
    left = sorted(path.stem for path in (tmp_path / "builds").iterdir())
    newest = [f"b{number}" for number in range(2, KEPT_BUILDS + 2)]
    assert left == ["b0", *newest, *(path.stem for path in failed[1:])]
