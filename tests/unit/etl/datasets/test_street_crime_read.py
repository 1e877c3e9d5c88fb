"""Many lines, read by several threads: each keeps its number and its place."""

from pathlib import Path

import duckdb
import pytest

from etl.datasets.street_crime import read
from etl.sources.source_files import SourceFile
from tests.fixtures.small_raw import (
    ASB,
    build_small,
    query,
    record,
    street_load,
    street_name,
    street_text,
    write,
    write_small_raw,
)  # fmt: skip
from tests.fixtures.small_tables import STREET, staged_small

MONTHS = [f"2023-{month:02}" for month in range(1, 8)]
LINES = 18_000
# In each file, and one more for each file before it: where a number would show that it was counted in another file.
REFUSED, RAGGED = 14_000, 15_000


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More records than DuckDB stores in one piece, in files of which one has a line with too few fields."""
    folder = tmp_path_factory.mktemp("many")
    files = {}
    for place, month in enumerate(MONTHS):
        lines = [record(place * LINES + number, month) for number in range(LINES)]
        lines[REFUSED + place] = record(None, month, "Piracy")
        files[month] = lines
    files[MONTHS[3]][RAGGED] = "too,few"
    return build_small(write_small_raw(folder / "raw", files), folder / "store")


def test_every_line_of_many_is_accounted_for(built: Path) -> None:
    kept = LINES - 1
    assert street_load(built) == [
        (LINES, kept - (place == 3), 0, 0, 0, 1 + (place == 3)) for place in range(len(MONTHS))
    ]


def test_a_refused_line_among_many_has_its_own_number(built: Path) -> None:
    found = query(built, "SELECT file[8:14], line FROM meta_reject ORDER BY ALL")
    expected = [(month, REFUSED + place + 2) for place, month in enumerate(MONTHS)]
    assert found == sorted([*expected, (MONTHS[3], RAGGED + 2)])


def test_records_are_stored_in_the_order_of_files_and_lines(built: Path) -> None:
    found = query(built, "SELECT record_id, crime_id FROM fct_crime")
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    ids = [crime_id for _, crime_id in found]
    assert ids == sorted(str(crime_id) for crime_id in ids)
    assert len(ids) == len(MONTHS) * (LINES - 1) - 1


def test_a_name_that_looks_like_a_pattern_is_a_name(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {})
    for folder, force, number in (("crime [a]", "north", 1), ("crime a", "south", 2), ("what? all*", "east", 3)):
        write(raw / folder / street_name("2024-01", force), street_text([record(number)]))
    staged = staged_small(raw, STREET, ("fct_crime",))
    assert street_load(staged) == [(1, 1, 0, 0, 0, 0)] * 3
    assert query(staged, "SELECT right(crime_id, 1) FROM fct_crime ORDER BY ALL") == [("1",), ("2",), ("3",)]


def test_a_file_without_records_and_incidents_without_an_id_are_read(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [], "2024-02": [record(None, "2024-02", ASB)] * 2})
    assert street_load(staged_small(raw, STREET)) == [(0, 0, 0, 0, 0, 0), (2, 2, 0, 0, 0, 0)]


@pytest.mark.parametrize("count", [1, 2, 3, 8])
@pytest.mark.parametrize("sizes", [[], [0], [0, 0, 0], [5], [1, 1, 1, 1], [100, 1, 1], [1, 1, 100], [3, 1, 4, 1, 5, 9]])
def test_files_are_shared_out_in_their_order(tmp_path: Path, sizes: list[int], count: int) -> None:
    files = []
    for number, size in enumerate(sizes):
        path = write(tmp_path / f"{number}.csv", "x" * size)
        files.append(SourceFile(number, path, path.name, (), None))
    shares = read._shares(files, count)
    assert len(shares) == count
    assert [file for share in shares for file in share] == files
    largest = max(sum(file.path.stat().st_size for file in share) for share in shares)
    assert largest <= sum(sizes) / count + max(sizes, default=0) + 1


def test_a_file_that_stops_the_fast_reader_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = {month: [record(place, month)] for place, month in enumerate(MONTHS)}
    raw, tried, fast = write_small_raw(tmp_path / "raw", lines), [], read._read

    def stopping(cursor: duckdb.DuckDBPyConnection, view: str, paths: list[Path], file_ids: list[int]) -> None:
        tried.append((view in read.AT_ONCE.values(), len(paths)))
        if view in read.AT_ONCE.values() and any(MONTHS[2] in path.name for path in paths):
            raise duckdb.InvalidInputException("stopped")
        fast(cursor, view, paths, file_ids)

    monkeypatch.setattr(read, "_read", stopping)
    assert street_load(staged_small(raw, STREET)) == [(1, 1, 0, 0, 0, 0)] * len(MONTHS)
    assert tried.count((False, 1)) == 1


def test_files_whose_quotes_match_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = record(1, MONTHS[0]).replace("On or near Invented Street", '"On or near The ""Old"" Inn, Street"')
    whole = '"' + record(1, MONTHS[1]).replace(",", '","') + '"'
    raw = write_small_raw(tmp_path / "raw", {MONTHS[0]: [named], MONTHS[1]: [whole]})
    monkeypatch.delattr(read, "_read_lines")
    found = query(staged_small(raw, STREET, ("fct_crime",)), "SELECT location FROM fct_crime ORDER BY record_id")
    assert found == [('On or near The "Old" Inn, Street',), ("On or near Invented Street",)]
