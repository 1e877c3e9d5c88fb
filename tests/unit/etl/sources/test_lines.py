import hashlib
from pathlib import Path

import pytest

from etl.sources.lines import CHUNK_BYTES, SEPARATOR, Form, rewrite, scan

HEADER = b"a,b\n"


def made(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", (0, Form.PLAIN)),
        (b"a,b\n1,2", (2, Form.PLAIN)),
        (b"a,b\r\n1,2\r\n", (2, Form.PLAIN)),
        ("a,b\nCafé,2\n".encode(), (2, Form.PLAIN)),
        (b'a,b\n"1, 2",2\n', (2, Form.QUOTED)),
        (b'a,b\n"The ""Old"" Inn",a "b" c\n', (2, Form.QUOTED)),
        (b'a,b\n1, "2"\n', (2, Form.DOUBTFUL)),
        (b'a,b\n "1",2\n', (2, Form.DOUBTFUL)),
        (b'a,b\n1,"2" \r\n', (2, Form.DOUBTFUL)),
        (b'a,b\n1,"2" ', (2, Form.DOUBTFUL)),
        (b'a,b\n"1" ,2\n', (2, Form.DOUBTFUL)),
        (b'a,b\n"\xe9",2\n', (2, Form.DOUBTFUL)),
        (b"a,b\n1\0,2\n", (2, Form.DOUBTFUL)),
        (b"a,b\r1,2\n", (1, Form.DOUBTFUL)),
        (b"a,b\n\xe9,2\n", (2, Form.DOUBTFUL)),
        (b"a,b\n1,\xc3", (2, Form.DOUBTFUL)),
    ],
)
def test_bytes_say_how_far_a_file_can_be_trusted(tmp_path: Path, content: bytes, found: tuple[int, Form]) -> None:
    seen = scan(made(tmp_path, content))
    assert (seen.lines, seen.form) == found
    assert seen.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("cut", "form"),
    [
        ("é".encode(), Form.PLAIN),
        (b"\r\n", Form.PLAIN),
        (b'",', Form.QUOTED),
        (b'" ', Form.DOUBTFUL),
        (b"\xe9\xe9", Form.DOUBTFUL),
        (b"\r\r", Form.DOUBTFUL),
    ],
)
def test_what_is_cut_between_two_reads_is_judged_whole(tmp_path: Path, cut: bytes, form: Form) -> None:
    content = b"a" * (CHUNK_BYTES - 1) + cut + b"\nb\n"
    seen = scan(made(tmp_path, content))
    assert seen.form is form
    assert seen.sha256 == hashlib.sha256(content).hexdigest()
    assert seen.lines == content.count(b"\n")


def rewritten(tmp_path: Path, *lines: bytes) -> tuple[int, list[tuple[int, str]], list[list[str]]]:
    records, refused = rewrite(made(tmp_path, HEADER + b"".join(lines)), tmp_path / "out.txt", 2)
    out = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    return records, [(line.line, line.reason) for line in refused], [line.split(SEPARATOR) for line in out]


def test_readable_lines_keep_their_number_and_lose_their_quotes(tmp_path: Path) -> None:
    found = rewritten(tmp_path, b'"one, two",2\r\n', b"\n", b"  \n", b"3,\n")
    assert found == (2, [], [["2", "one, two", "2"], ["5", "3", ""]])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'"open,2\n', "quotes do not match (unexpected end of data)"),
        (b"1,2,3\n", "3 fields instead of 2"),
        (b"1\n", "1 fields instead of 2"),
        (b"\xe9,2\n", "not UTF-8 text"),
        (b"1\0,2\n", "a NUL byte"),
        (b"1\x1f,2\n", "a control character"),
    ],
)
def test_a_line_that_cannot_be_read_harms_no_other(tmp_path: Path, line: bytes, reason: str) -> None:
    assert rewritten(tmp_path, b"1,2\n", line, b"3,4\n") == (
        3,
        [(3, reason)],
        [["2", "1", "2"], ["4", "3", "4"]],
    )
