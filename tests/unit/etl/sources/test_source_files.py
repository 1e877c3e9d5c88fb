import hashlib
from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.sources.layout import normalise
from etl.sources.source_files import SourceFile, find_source_files
from tests.fixtures.small_raw import square, write, write_archive, write_features


def find(folder: Path) -> list[SourceFile]:
    work = folder.parent / "work"
    work.mkdir(exist_ok=True)
    return find_source_files([folder], work)


def source(path: Path) -> SourceFile:
    return SourceFile(1, path, path.name, (), None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Crime ID", "crime_id"), ("crime_id", "crime_id"), (" LSOA21CD ", "lsoa21cd"), ("Rate (%)", "rate")],
)
def test_column_names_are_the_same_however_they_are_written(name: str, expected: str) -> None:
    assert normalise(name) == expected


def test_files_are_found_below_any_folder_and_others_left_alone(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "deep" / "er" / "a.csv", "\ufeffCrime ID,Month\n1,2\n")
    write(raw / "notes.txt", "read me")
    write(raw / "annotations.md", "what its columns mean")
    write_features(raw / "b.geojson", [({"WD24CD": "E1", "WD24NM": "x"}, square(0, 1))])
    found = find(raw)
    assert [(f.file_id, f.label, f.columns, f.snapshot) for f in found] == [
        (1, "b.geojson", ("wd24cd", "wd24nm"), None),
        (2, "deep/er/a.csv", ("crime_id", "month"), None),
    ]


def test_members_of_an_archive_are_files_with_its_snapshot(tmp_path: Path) -> None:
    name = "2024-01/2024-01-essex-street.csv"
    write_archive(tmp_path / "raw" / "2024-03.zip", {name: "a,b\n", "readme.txt": "no"})
    (file,) = find(tmp_path / "raw")
    assert (file.label, file.name, file.snapshot) == (f"2024-03.zip!{name}", "2024-01-essex-street.csv", "2024-03")
    assert file.path.read_text() == "a,b\n"


def test_what_a_mac_puts_beside_a_file_is_no_source(tmp_path: Path) -> None:
    name, beside = "2024-01/2024-01-essex-street.csv", "2024-01/._2024-01-essex-street.csv"
    write_archive(tmp_path / "raw" / "2024-01.zip", {name: "a,b\n", f"__MACOSX/{beside}": "\0\5\26\7"})
    write(tmp_path / "raw" / "._2024-01-essex-street.csv", "\0\5\26\7")
    write(tmp_path / "raw" / ".DS_Store", "\0")
    assert [file.label for file in find(tmp_path / "raw")] == [f"2024-01.zip!{name}"]


def test_an_archive_without_a_date_has_no_snapshot(tmp_path: Path) -> None:
    write_archive(tmp_path / "raw" / "latest.zip", {"a.csv": "a\n"})
    assert find(tmp_path / "raw")[0].snapshot is None


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="lost: no such folder; give the folder"):
        find(tmp_path / "lost")


def test_a_folder_without_source_files_is_named(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "notes.txt", "nothing")
    with pytest.raises(SourceError, match="raw: no CSV, GeoJSON or zip files below it"):
        find(tmp_path / "raw")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.geojson", b"<html>", "GeoJSON feature collection"),
        ("a.geojson", b'{"type": "Topology"}', "GeoJSON feature collection"),
        ("a.geojson", b'{"features": []}', "GeoJSON feature collection"),
        ("a.geojson", b'{"features": [{"properties": null}]}', "GeoJSON feature collection"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_named(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / name).write_bytes(content)
    with pytest.raises(SourceError, match=rf"{name}: not a {kind} .*download it again or remove it"):
        find(tmp_path / "raw")


def test_a_csv_file_without_a_readable_header_has_no_columns(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.csv").write_bytes(b"\xff\xfe\x00")
    assert [file.columns for file in find(tmp_path / "raw")] == [()]


@pytest.mark.parametrize(
    ("content", "lines"), [("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\r\nb\r\n", 2), ("a\n\nb\n", 3)]
)
def test_lines_are_counted_with_or_without_a_final_newline(tmp_path: Path, content: str, lines: int) -> None:
    assert source(write(tmp_path / "a.csv", content)).scan.lines == lines


def test_a_file_is_known_by_its_fingerprint(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "a\n")
    assert source(path).sha256() == hashlib.sha256(b"a\n").hexdigest()


def test_what_the_police_site_puts_beside_is_passed_over_unseen(tmp_path: Path) -> None:
    write(tmp_path / "2024-01-essex-outcomes.csv", "Crime ID\n1\n")
    members = {f"2024-01/2024-01-essex-{kind}.csv": "a\n1\n" for kind in ("street", "outcomes", "stop-and-search")}
    write_archive(tmp_path / "2024-01.zip", members)
    found = find_source_files([tmp_path], tmp_path)
    assert [file.label for file in found] == ["2024-01.zip!2024-01/2024-01-essex-street.csv"]
