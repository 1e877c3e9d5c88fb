"""Physical lines of a CSV file: told apart, and read one by one where a reader could be led astray."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from etl.sources.layout import UTF_8_MARK, Layout, decode, physical_lines

SEPARATOR = "\x1f"
LONGEST_FIELD = 1 << 24
CHUNK_BYTES = 1 << 20
EMPTY_CELLS = b" \t,;|"
# The police site's files are in UTF-8: a byte that is none is damage.
STRICT = Layout(())
BLANK_AT_QUOTE = (b', "', b'\n "', b'  "', b'" ,', b'" \r', b'" \n', b'"  ')


@dataclass(frozen=True)
class Refused:
    """A line that could not be read: its number in the file, why, and how it begins."""

    line: int
    reason: str
    content: str


class Form(IntEnum):
    """How far the bytes of a file can be trusted to mean the same to every reader.

    PLAIN: UTF-8 text without quotes, NUL bytes or lone carriage returns: a line is a record, a comma a boundary.
    QUOTED: the same with quotes, and no blank between one and a boundary, which readers take differently. DOUBTFUL: any
    other.
    """

    PLAIN = 0
    QUOTED = 1
    DOUBTFUL = 2


@dataclass(frozen=True)
class Scan:
    """What a file's bytes say before any reader sees them.

    lines: physical lines, header included. sha256: of the bytes, in hex.
    """

    lines: int
    form: Form
    sha256: str


def scan(path: Path) -> Scan:
    """Read the bytes of a file once."""
    lines, last, form, digest = 0, b"\n", Form.PLAIN, hashlib.sha256()
    with path.open("rb") as stream:
        # Cut at the end of a line, which is within no letter, no CR LF and no two bytes that are looked for.
        while chunk := stream.read(CHUNK_BYTES) + stream.readline():
            digest.update(chunk)
            lines += chunk.count(b"\n")
            last = chunk[-1:]
            form = max(form, _form(chunk))
    return Scan(lines + (last != b"\n"), form, digest.hexdigest())


def _form(chunk: bytes) -> Form:
    if b"\0" in chunk or (b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n")) or not _is_text(chunk):
        return Form.DOUBTFUL
    if b'"' not in chunk:
        return Form.PLAIN
    # Looked for closely only where there is a blank beside a quote, since each look takes as long as a fingerprint.
    if b' "' not in chunk and b'" ' not in chunk:
        return Form.QUOTED
    ended = b"\n%b\n" % chunk
    return Form.DOUBTFUL if any(sign in ended for sign in BLANK_AT_QUOTE) else Form.QUOTED


def _is_text(chunk: bytes) -> bool:
    # Police files are ASCII but for a few names.
    if chunk.isascii():
        return True
    try:
        chunk.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def read_records(path: Path, fields: int, layout: Layout = STRICT) -> Iterator[tuple[int, list[str]] | Refused]:
    """Each record below the header, in its order: its line and its fields, or why it was refused.

    Blank lines are no records. No line can swallow another: quotes are matched within a line. Where titles stand above
    the header, lines with fewer fields after a blank one are the notes below the table. A file without a header has it
    in line 0.
    """
    # A field as long as a file must become a refused line, not an error of the reader.
    csv.field_size_limit(LONGEST_FIELD)
    is_below = False
    # Lines are told apart by their bytes, so that no quote can join two.
    for number, line in enumerate(physical_lines(path), start=1):
        content = line.rstrip(b"\r\n")
        if number <= layout.header_line:
            continue
        if number == 1:
            content = content.removeprefix(UTF_8_MARK)
        # Excel fills the blank lines between titles, table and notes with separators.
        if not content.strip() or (layout.titles and not content.strip(EMPTY_CELLS)):
            is_below = bool(layout.titles)
            continue
        found, reason = _split(content, fields, layout)
        if is_below and (len(found) < fields or sum(field != "" for field in found) < 2):
            continue
        if reason:
            yield Refused(number, reason, content[:200].decode("utf-8", "replace").replace("\0", "�"))
        else:
            yield number, found


def rewrite(source: Path, target: Path, fields: int) -> tuple[int, list[Refused]]:
    """Write each readable record of ``source`` to ``target``: its line, then its fields, between unit separators.

    Returns the records read and those refused.
    """
    records, refused = 0, []
    with target.open("w", encoding="utf-8", newline="") as out:
        for record in read_records(source, fields):
            records += 1
            if isinstance(record, Refused):
                refused.append(record)
            else:
                out.write(SEPARATOR.join([str(record[0]), *record[1]]) + "\n")
    return records, refused


def _split(line: bytes, fields: int, layout: Layout) -> tuple[list[str], str | None]:
    """The fields of one line, and why they are no record, or None."""
    if b"\0" in line:
        return [], "a NUL byte"
    try:
        text = line.decode("utf-8") if layout is STRICT else decode(line)
        found = next(csv.reader([text], delimiter=layout.separator, strict=True))
    except UnicodeDecodeError:
        return [], "not UTF-8 text"
    except csv.Error as error:
        return [], f"quotes do not match ({error})"
    if "\r" in text or SEPARATOR in text:
        return [], "a control character"
    if len(found) != fields:
        return found, f"{len(found)} fields instead of {fields}"
    return found, None
