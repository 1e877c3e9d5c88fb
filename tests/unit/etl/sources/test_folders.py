from pathlib import Path

from etl.sources.folders import files_below, links_not_followed
from tests.fixtures.small_raw import query, write, write_small_raw
from tests.fixtures.small_tables import STREET, staged_small


def below(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_below(folder)]


def test_linked_files_and_folders_are_followed(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "deep" / "a.csv", "a\n")
    write(tmp_path / "raw" / "b.csv", "b\n")
    (tmp_path / "raw" / "all").symlink_to(tmp_path / "shared")
    (tmp_path / "raw" / "c.csv").symlink_to(tmp_path / "shared" / "deep" / "a.csv")
    (tmp_path / "linked").symlink_to(tmp_path / "raw")
    for folder in (tmp_path / "raw", tmp_path / "linked"):
        assert below(folder) == ["all/deep/a.csv", "b.csv", "c.csv"]
        assert links_not_followed(folder) == []


def test_a_link_to_a_folder_around_it_ends_and_is_named(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "deep" / "a.csv", "a\n")
    (tmp_path / "raw" / "deep" / "up").symlink_to(tmp_path / "raw")
    (tmp_path / "raw" / "again").symlink_to(tmp_path / "raw" / "deep")
    assert below(tmp_path / "raw") == ["deep/a.csv"]
    assert links_not_followed(tmp_path / "raw") == [
        "again: leads to a folder that is read already (deep)",
        "deep/up: leads to a folder that is read already (raw)",
    ]


def test_a_link_around_what_is_read_from_outside_ends(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "a.csv", "a\n")
    (tmp_path / "raw" / "out").symlink_to(tmp_path)
    assert below(tmp_path / "raw") == ["a.csv"]
    assert [link.partition(": ")[0] for link in links_not_followed(tmp_path / "raw")] == ["out/raw"]


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    write(tmp_path / "raw" / "a.csv", "a\n")
    (tmp_path / "raw" / "lost.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "raw" / "self").symlink_to(tmp_path / "raw" / "self")
    assert below(tmp_path / "raw") == ["a.csv"]
    assert links_not_followed(tmp_path / "raw") == ["lost.csv: a link to nothing", "self: a link to nothing"]


def test_a_build_of_a_linked_folder_is_that_of_the_folder(tmp_path: Path) -> None:
    write_small_raw(tmp_path / "there")
    (tmp_path / "raw").mkdir()
    for part in (tmp_path / "there").iterdir():
        (tmp_path / "raw" / part.name).symlink_to(part)
    staged = staged_small(tmp_path / "raw", STREET, ("fct_crime",))
    assert query(staged, "SELECT count(*) FROM fct_crime") == [(2,)]
    files = query(staged, "SELECT file FROM meta_load WHERE file LIKE 'street/%'")
    assert files == [("street/2024-01/2024-01-northshire-street.csv",)]
