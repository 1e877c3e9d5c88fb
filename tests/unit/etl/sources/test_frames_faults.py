"""Small files of every other source with random faults: each record is loaded or listed, and harms no other."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.sources.declared import header
from etl.sources.extracts import load_extract
from etl.sources.frames import read_text_frame
from etl.sources.source_files import SourceFile, read_columns

CASES = 500
REJECTS = "CREATE TABLE raw_reject (file_id INTEGER, line BIGINT, reason VARCHAR, content VARCHAR)"
POINTS = (
    "CREATE TABLE raw_point_area "
    "(longitude VARCHAR, latitude VARCHAR, area_type VARCHAR, vintage VARCHAR, area_code VARCHAR); "
    "CREATE TABLE stg_boundaries "
    "(area_type VARCHAR, vintage VARCHAR, area_code VARCHAR, geometry VARCHAR, fate VARCHAR)"
)
SOUND = st.integers(0, 999).map(lambda number: b"%d,Name %d" % (number, number))
FAULTS = st.sampled_from(
    [b"", b" \t", b'"1,2', b'1,"2', b'"1, one",2', b"1", b"1,2,3", b"\xe9,1", b"1\x00,2", b"1\r,2", b"1\x1f,2",
     b"code,name", b",", b"," + b"x" * 200_000]
)  # fmt: skip
CRIME = "{reference},2024-02-03,Robbery,,,,,0.05,52.05,,,,"
SPOILT = st.sampled_from(
    [("2024-02-03", "03/02/2024"), ("2024-02-03", "2024-13-01"), ("Robbery", "Piracy"), ("0.05", "fifty"),
     ("0.05,52.05", ",52.05"), ("Robbery,", 'Robbery,"'), (",,,,", ",,,,,"), ("Robbery", "")]
)  # fmt: skip
FILES = st.tuples(
    st.lists(st.one_of(SOUND, FAULTS), max_size=10), st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.booleans()
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which lines can be refused, one for all examples: opening one takes longer than reading a file."""
    with duckdb.connect() as opened:
        opened.execute(f"{REJECTS}; {POINTS}")
        yield opened


def physical(lines: list[bytes]) -> dict[int, bytes]:
    """The lines that are records, by their number in the file; a lone carriage return ends no line."""
    return {number: line for number, line in enumerate(lines, start=2) if line.strip()}


@settings(max_examples=CASES, deadline=None, derandomize=True)
@given(case=FILES)
def test_every_record_is_read_or_refused_by_its_line(
    database: duckdb.DuckDBPyConnection, case: tuple[list[bytes], bytes, bool, bool]
) -> None:
    lines, ending, has_mark, ends = case
    content = ending.join([b"code,name", *lines]) + (ending if ends else b"")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes((b"\xef\xbb\xbf" if has_mark else b"") + content)
        database.execute("DELETE FROM raw_reject")
        file = SourceFile(1, path, path.name, ("code", "name"), None)
        frame, records = read_text_frame(database, file)
        refused = [line for (line,) in database.execute("SELECT line FROM raw_reject").fetchall()]
    expected = physical(lines)
    assert sorted([*frame["line"], *refused]) == sorted(expected)
    assert records == len(expected)
    for line, code, name in frame.itertuples(index=False):
        if expected[line].startswith(b"%d,Name" % (int(code) if str(code).isdigit() else -1)):
            assert name == f"Name {code}"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(faults=st.lists(st.one_of(st.none(), SPOILT), max_size=8))
def test_every_line_of_an_extract_is_loaded_or_refused_with_a_reason(
    database: duckdb.DuckDBPyConnection, faults: list[tuple[str, str] | None]
) -> None:
    lines = [
        CRIME.format(reference=place).replace(*fault) if fault else CRIME.format(reference=place)
        for place, fault in enumerate(faults)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "e.csv"
        path.write_text("\n".join([",".join(header("recorded_crime")), *lines]) + "\n", encoding="utf-8")
        database.execute("DELETE FROM raw_reject; DROP TABLE IF EXISTS raw_recorded_crime")
        file = SourceFile(1, path, path.name, read_columns(path, path.name), None)
        assert load_extract(database, [file], "recorded_crime") == [len(lines)]
        loaded = [int(line) for (line,) in database.execute("SELECT line FROM raw_recorded_crime").fetchall()]
        refused = database.execute("SELECT line, reason FROM raw_reject").fetchall()
    assert loaded == [number for number, fault in enumerate(faults, start=2) if fault is None]
    assert sorted(line for line, _ in refused) == [n for n, fault in enumerate(faults, start=2) if fault]
    assert all(reason for _, reason in refused)


@settings(max_examples=CASES, deadline=None, derandomize=True)
@given(content=st.binary(max_size=60))
def test_any_bytes_end_in_rows_or_in_a_named_error(database: duckdb.DuckDBPyConnection, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        database.execute("DELETE FROM raw_reject")
        records, said = -1, ""
        try:
            _, records = read_text_frame(database, SourceFile(1, path, path.name, (), None))
        except SourceError as error:
            said = str(error)
    expected = len([line for line in content.split(b"\n")[1:] if line.strip()])
    assert said.startswith("a.csv: ") or records == expected
