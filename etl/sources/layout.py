"""How a text file is written: its letters, its separator, and the line that names its columns."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from etl.sources.area_columns import names_an_area

SEPARATORS = ",;\t|"
# Nomis and ONS put a title, a date and notes above the line that names the columns.
SEARCHED_LINES = 25
LONGEST_HEADER = 1 << 16
UTF_8_MARK, UTF_16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Layout:
    """Where the columns of a text file are named, and how.

    names: as they are written. header_line: the number of that line, from 1. titles: the text of the lines above it.
    """

    names: tuple[str, ...]
    separator: str = ","
    header_line: int = 1
    titles: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names in snake_case; none where one of them has no letter or digit that a name is made of."""
        columns = tuple(normalise(name) for name in self.names)
        return columns if all(columns) or not all(self.names) else ()


def normalise(name: str) -> str:
    """A column name in snake_case: ``Crime ID`` and ``crime_id`` are the same."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def physical_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, told apart by their bytes, in UTF-8 where the file is in UTF-16 and says so."""
    with path.open("rb") as stream:
        mark = stream.read(2)
    if mark in UTF_16_MARKS:
        with path.open(encoding="utf-16", errors="replace", newline="\n") as text:
            yield from (line.encode() for line in text)
    else:
        with path.open("rb") as lines:
            yield from lines


def decode(line: bytes) -> str:
    """The text of a line in UTF-8, else in the Windows code page that Excel writes.

    Raises UnicodeDecodeError where it is neither.
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252")


def read_layout(path: Path) -> Layout:
    """The layout of a text file; without names where its first line is no header.

    A line further down names the columns where it names an area's code and more of them than the first line.
    """
    lines = [line[:LONGEST_HEADER].rstrip(b"\r\n") for line in islice(physical_lines(path), SEARCHED_LINES)]
    found = [_named(line, number) for number, line in enumerate(lines, start=1)]
    first = found[0] if found else Layout(())
    if names_an_area(first.columns):
        return first
    longer = (one for one in found[1:] if names_an_area(one.columns) and _filled(one) > _filled(first))
    header = next(longer, first)
    above = tuple(" ".join(filter(None, one.names)) for one in found[: header.header_line - 1])
    return Layout(header.names, header.separator, header.header_line, above)


def _filled(layout: Layout) -> int:
    return sum(name != "" for name in layout.names)


def _named(line: bytes, number: int) -> Layout:
    try:
        text = decode(line).removeprefix("\ufeff")
        # The first of those that occur most: a comma where nothing parts the columns.
        separator = max(SEPARATORS, key=re.sub(r'"[^"]*"', "", text).count)
        names = next(csv.reader([text], delimiter=separator, strict=True), [])
    except (UnicodeDecodeError, csv.Error):
        return Layout((), header_line=number)
    return Layout(tuple(name.strip() for name in names), separator, number)
