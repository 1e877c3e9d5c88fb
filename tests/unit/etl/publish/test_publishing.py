import errno
import os
from pathlib import Path

import duckdb
import pytest

from etl.errors import CheckError, StoreError
from etl.publish.publishing import KEPT_BUILDS, current, new_build, prune, publish, purge


def make(store: Path, name: str) -> Path:
    with new_build(store, name) as path:
        path.write_text(name)
        return publish(store, path)


def builds(store: Path) -> list[str]:
    return sorted(path.name for path in (store / "builds").glob("*.duckdb"))


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
    assert builds(tmp_path) == ["one.duckdb"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["CURRENT", "builds"]
    assert current(tmp_path) == tmp_path / "builds" / "one.duckdb"


def test_what_a_killed_build_left_is_gone_after_the_next(tmp_path: Path) -> None:
    left = tmp_path / "work" / "deep" / "half.duckdb"
    left.parent.mkdir(parents=True)
    left.write_text("half")
    with new_build(tmp_path, "one") as path:
        assert list(path.parent.iterdir()) == []
    assert not (tmp_path / "work").exists()


def begin(store: Path, name: str) -> None:
    with new_build(store, name):
        pass


def test_of_two_builds_at_a_time_the_second_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    with new_build(tmp_path, "one") as path:
        path.write_text("half")
        with pytest.raises(StoreError, match="another build is running there; wait for its end"):
            begin(tmp_path, "two")
        assert path.read_text() == "half"
        publish(tmp_path, path)
    assert builds(tmp_path) == ["one.duckdb"]
    make(tmp_path, "three")
    assert builds(tmp_path) == ["one.duckdb", "three.duckdb"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
            "the disk is full, or files may not grow so large; make room",
        ),
        (OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)), "the disk is full"),
        (duckdb.IOException('Could not write file "x": No space left on device'), "the disk is full"),
        (duckdb.TransactionException('Failed to commit: "x.wal": File too large'), "the disk is full"),
        (duckdb.OutOfMemoryException("failed to offload data block"), "memory and disk are too small for these files"),
    ],
)
def test_a_store_that_cannot_take_a_build_is_named_with_the_cure(tmp_path: Path, error: Exception, said: str) -> None:
    with pytest.raises(StoreError) as caught, new_build(tmp_path, "one"):
        raise error
    assert str(caught.value).startswith(f"{tmp_path}: {said}")
    assert str(caught.value).endswith(f"({error}). The current build is as it was")
    assert list((tmp_path / "builds").glob("*.duckdb*")) == []


@pytest.mark.parametrize("name", ["file", "file/deeper"])
def test_a_store_that_can_be_no_folder_is_named_with_the_cure(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=rf"{name}: no folder can be there \(.*\); name another as the store"):
        begin(tmp_path / name, "one")


def test_a_store_that_may_not_be_written_to_is_named_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="let this account write there, or name another"), new_build(tmp_path, "one"):
        raise PermissionError(errno.EACCES, "no", str(tmp_path))


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "no", "/raw/a.csv"), duckdb.BinderException("SQL")])
def test_an_error_that_is_not_of_the_store_is_left_as_it_is(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(type(error)) as caught, new_build(tmp_path, "one"):
        raise error
    assert caught.value is error


def test_a_pointer_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "one")

    def refuse(_self: Path, _target: Path) -> Path:
        raise OSError("no space")

    (tmp_path / "builds" / "two.duckdb").touch()
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
    for number in range(KEPT_BUILDS + 2):
        make(tmp_path, f"b{number}")
    failed = [tmp_path / "builds" / f"f{number}-failed.duckdb" for number in range(KEPT_BUILDS + 1)]
    for path in failed:
        path.write_text("x")
    prune(tmp_path)
    newest = [f"b{number}" for number in range(2, KEPT_BUILDS + 2)]
    assert [Path(name).stem for name in builds(tmp_path)] == [*newest, *(path.stem for path in failed[1:])]


def test_a_clock_that_went_back_deletes_nothing(tmp_path: Path) -> None:
    for number in range(KEPT_BUILDS + 2):
        make(tmp_path, f"b{number}")
    make(tmp_path, "a0")
    before = builds(tmp_path)
    prune(tmp_path)
    assert builds(tmp_path) == before
    assert current(tmp_path) == tmp_path / "builds" / "a0.duckdb"


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"\0", b"../../etc/passwd", b"one.duckdb\ntwo.duckdb", b"x" * 9999]
)
def test_a_pointer_that_names_no_build_is_none(tmp_path: Path, content: bytes) -> None:
    make(tmp_path, "one")
    (tmp_path / "CURRENT").write_bytes(content)
    assert current(tmp_path) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_nobody_but_owner_and_group_reads_a_build(tmp_path: Path) -> None:
    make(tmp_path, "one")
    with pytest.raises(CheckError):
        fail_checks(tmp_path)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "builds").glob("*.duckdb")} == {0o640}


def test_a_purge_leaves_no_build_that_holds_what_was_withdrawn(tmp_path: Path) -> None:
    for name in ("b0", "b1", "b2"):
        make(tmp_path, name)
    with pytest.raises(CheckError):
        fail_checks(tmp_path)
    (tmp_path / "work").mkdir()
    assert [path.name for path in purge(tmp_path, keep=2)] == ["two-failed.duckdb", "b0.duckdb"]
    assert [path.name for path in purge(tmp_path, keep=1)] == ["b1.duckdb"]
    assert builds(tmp_path) == ["b2.duckdb"]
    assert current(tmp_path) == tmp_path / "builds" / "b2.duckdb"
    assert not (tmp_path / "work").exists()


def test_a_purge_keeps_the_current_build_though_others_are_newer(tmp_path: Path) -> None:
    first = make(tmp_path, "b0")
    make(tmp_path, "b1")
    publish(tmp_path, first)
    purge(tmp_path, keep=1)
    assert builds(tmp_path) == ["b0.duckdb"]
