import json
import shutil
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from etl.__main__ import main
from etl.publish.publishing import current
from tests.fixtures.small_raw import DISTRICT, damaged, record, street_name, street_text, write, write_small_raw


@pytest.fixture(autouse=True)
def _invented_area(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_AREA", DISTRICT)
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path / "store"))


class Made(NamedTuple):
    """A folder with the smallest source files in raw and their build in store, to be copied; what the build printed."""

    folder: Path
    printed: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, printed = tmp_path_factory.mktemp("made"), StringIO()
    raw = write_small_raw(folder / "raw")
    with pytest.MonkeyPatch.context() as setting, redirect_stdout(printed):
        setting.setenv("DASHBOARD_STORE", str(folder / "other"))
        assert main(["build", "--raw", str(raw), "--store", str(folder / "store"), "--area", DISTRICT]) == 0
    return Made(folder, printed.getvalue().splitlines())


@pytest.fixture
def built(made: Made, tmp_path: Path) -> Path:
    """The folder of the test, with source files in raw and their build in store."""
    return Path(shutil.copytree(made.folder, tmp_path, dirs_exist_ok=True))


def test_a_build_is_published_and_its_rows_reported(made: Made) -> None:
    name = (made.folder / "store" / "CURRENT").read_text().strip()
    assert made.printed[-1] == f"published {name}"
    assert "Street-level crime and anti-social behaviour: 1 files, 2 rows" in made.printed
    assert made.printed[-2].split()[0] == "all"


def test_the_store_named_on_the_command_line_comes_before_that_of_the_settings(made: Made) -> None:
    assert (made.folder / "store" / "CURRENT").exists()
    assert not (made.folder / "other").exists()


@pytest.mark.usefixtures("built")
def test_status_tells_people_and_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 0
    assert capsys.readouterr().out.startswith("Westmere, build ")
    assert main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["area_name"] == "Westmere"


def test_status_without_a_build_fails_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"error: {tmp_path / 'store'}: no build yet; run python -m etl demo or python -m etl build --raw DIR\n"
    )


def test_a_template_is_written_where_one_stands_with_what_it_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "annotations"]) == 0
    path = tmp_path / "annotations.csv"
    assert capsys.readouterr().out == f"wrote {path}, and what its columns mean to annotations.md\n"
    assert path.exists()
    assert path.with_suffix(".md").exists()


def test_a_command_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["destroy"])
    assert left.value.code == 2
    assert "destroy" in capsys.readouterr().err


def no_folder(raw: Path) -> None:
    shutil.rmtree(raw)


def empty_folder(raw: Path) -> None:
    shutil.rmtree(raw)
    raw.mkdir()


def no_street_files(raw: Path) -> None:
    shutil.rmtree(raw / "street")


def truncated_zip(raw: Path) -> None:
    (raw / "2024-02.zip").write_bytes(b"PK\x03\x04 and no more")


def missing_column(raw: Path) -> None:
    path = raw / "street" / street_name("2024-01")
    write(path, path.read_text().replace("LSOA code", "Area"))


def web_page(raw: Path) -> None:
    write(raw / "street" / street_name("2024-02"), "<html><body>Too many requests</body></html>\n")


def other_boundaries(raw: Path) -> None:
    path = raw / "boundaries" / "wards.geojson"
    write(path, path.read_text().replace("E0590000", "E0599990").replace("E07900001", "E07999999"))


def ragged_lookup(raw: Path) -> None:
    path = raw / "lookups" / "lsoa_ward_lad.csv"
    write(path, path.read_text() + "E01900009,a,b,c,d,e,f,g,h\n")


def other_month(raw: Path) -> None:
    write(raw / "again" / street_name("2024-01"), street_text([record(9)]))


BAD: dict[Callable[[Path], None], tuple[str, str]] = {
    no_folder: ("raw", "give the folder that holds the source files"),
    empty_folder: ("raw", "put the downloaded source files there"),
    no_street_files: ("YYYY-MM-force-street.csv", "download them from data.police.uk"),
    truncated_zip: ("2024-02.zip", "download it again"),
    missing_column: ("2024-01-northshire-street.csv", "download the file again"),
    web_page: ("2024-02-northshire-street.csv", "download the file again"),
    other_boundaries: ("boundaries/wards.geojson", "set DASHBOARD_AREA to the area of this one"),
    other_month: ("2024-01-northshire-street.csv", "keep one"),
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: str(spoil.__name__))
def test_bad_input_fails_in_one_line_and_leaves_the_build_as_it_was(
    built: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    raw, store = built / "raw", built / "store"
    before = [(path, path.read_bytes()) for path in sorted(store.rglob("*")) if path.is_file()]
    spoil(raw)
    assert main(["build", "--raw", str(raw)]) == 1
    said = capsys.readouterr().err
    file, cure = BAD[spoil]
    assert said.startswith("error: ")
    assert said.count("\n") == 1
    assert file in said
    assert cure in said
    assert [(path, path.read_bytes()) for path in sorted(store.rglob("*")) if path.is_file()] == before


def test_a_file_of_which_too_much_is_refused_is_named_with_its_first_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = write_small_raw(tmp_path / "raw")
    ragged_lookup(raw)
    assert main(["build", "--raw", str(raw)]) == 1
    said = capsys.readouterr().err
    assert "lookups/lsoa_ward_lad.csv: 1 of " in said
    assert "9 fields instead of " in said
    assert "correct the lines or remove the file" in said


def test_a_build_that_fails_its_checks_is_kept_aside_and_named(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, store = built / "raw", built / "store"
    before = (store / "CURRENT").read_text()
    lines = [record(1), record(2, crime_type="Piracy")]
    write(raw / "street" / street_name("2024-01"), street_text(lines))
    assert main(["build", "--raw", str(raw)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "2024-01-northshire-street.csv: 1 of 2" in said
    (kept,) = (store / "builds").glob("*-failed.duckdb")
    assert str(kept) in said
    assert (store / "CURRENT").read_text() == before


@pytest.mark.usefixtures("built")
def test_the_current_build_can_be_checked_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(".duckdb: every check holds")


def of_a_version_before(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("ALTER TABLE meta_build DROP COLUMN is_demo")


@pytest.mark.parametrize("spoil", [damaged, of_a_version_before, Path.unlink])
def test_a_build_before_that_cannot_be_read_is_named_and_replaced(
    built: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    before = current(built / "store")
    assert before is not None
    spoil(before)
    assert main(["build", "--raw", str(built / "raw")]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert f"the build before, {before.name}, cannot be read: nothing is held against it" in printed
    now = current(built / "store")
    assert now is not None
    assert now.name > before.name


# Within a query DuckDB raises the second.
@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")], ids=repr)
def test_a_build_that_is_stopped_by_hand_says_so_and_leaves_the_build_as_it_was(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def stop(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("etl.pipeline.count_records", stop)
    before = (built / "store" / "CURRENT").read_text()
    assert main(["build", "--raw", str(built / "raw")]) == 130
    assert capsys.readouterr().err == "error: stopped before its end: what is published is as it was\n"
    assert (built / "store" / "CURRENT").read_text() == before
    assert not (built / "store" / "work").exists()


def test_an_area_that_names_nothing_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["build", "--raw", "raw", "--area", " , "])
    assert "argument --area: name at least one district, county or force" in capsys.readouterr().err


@pytest.mark.parametrize("area", ["E06000099", ""])
def test_an_area_without_a_lookup_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, area: str
) -> None:
    raw = write_small_raw(tmp_path / "raw")
    monkeypatch.setenv("DASHBOARD_AREA", area)
    assert main(["build", "--raw", str(raw)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "DASHBOARD_AREA" in said
    assert not (tmp_path / "store" / "CURRENT").exists()


def test_a_lookup_whose_districts_have_another_name_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = write_small_raw(tmp_path / "raw")
    (lookup,) = (raw / "lookups").iterdir()
    write(lookup, lookup.read_text().replace("LAD24CD", "District code"))
    assert main(["build", "--raw", str(raw)]) == 1
    said = capsys.readouterr().err
    assert f"lookup (lookups/{lookup.name}): no line has the code of a district, as in LAD24CD; add that column" in said


def test_a_setting_that_cannot_be_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_PORT", "high")
    assert main(["status"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "DASHBOARD_PORT" in said.upper()
