"""Small files of every other source with random faults: each record is loaded or listed, and harms no other."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.sources.frames import read_text_frame
from etl.sources.source_files import SourceFile

CASES = 500
REJECTS = "CREATE TABLE raw_reject (file_id INTEGER, line BIGINT, reason VARCHAR, content VARCHAR)"
SOUND = st.integers(0, 999).map(lambda number: b"%d,Name %d" % (number, number))
FAULTS = st.sampled_from(
    [b"", b" \t", b'"1,2', b'1,"2', b'"1, one",2', b"1", b"1,2,3", b"\xe9,1", b"1\x00,2", b"1\r,2", b"1\x1f,2",
     b"code,name", b",", b"," + b"x" * 200_000]
)  # fmt: skip
FILES = st.tuples(
    st.lists(st.one_of(SOUND, FAULTS), max_size=10), st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.booleans()
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which lines can be refused, one for all examples: opening one takes longer than reading a file."""
    with duckdb.connect() as opened:
        opened.execute(REJECTS)
        yield opened


def physical(lines: list[bytes]) -> dict[int, bytes]:
    """The lines that are records, by their number in the file; a lone carriage return ends no line."""
    return {number: line for number, line in enumerate(lines, start=2) if line.strip()}


@settings(max_examples=CASES, derandomize=True)
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


@settings(max_examples=CASES, derandomize=True)
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
