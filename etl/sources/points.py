"""Text files of named points of the whole country: only those near the area are kept, and the others counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import duckdb
import pandas as pd

from etl.geography.area_ground import Box
from etl.sources.frames import refuse
from etl.sources.layout import Layout
from etl.sources.lines import Refused, read_records
from etl.sources.source_files import SourceFile

HEADERLESS = Layout((), header_line=0)
# What ONS writes where a postcode has no place: a latitude beyond the pole.
NORTH_POLE = 90


@dataclass(frozen=True)
class Columns:
    """Where a file of points has what is read of it, by the places of its columns.

    count: of all columns; kept: of those that are kept, by the names that they then have, all of which must be filled
    but those in ``may_be_empty``; east, north: of the coordinates; called: how the file calls them; is_degrees: whether
    they are longitude and latitude, else metres of the National Grid.
    """

    count: int
    kept: dict[str, int]
    east: int
    north: int
    called: tuple[str, str]
    is_degrees: bool = False
    layout: Layout = HEADERLESS
    may_be_empty: tuple[str, ...] = ()


class Found(NamedTuple):
    """The rows of one file near the area (file_id, line, the columns kept, east, north), and how many were read."""

    frame: pd.DataFrame
    rows_read: int


def read_points(connection: duckdb.DuckDBPyConnection, file: SourceFile, columns: Columns, box: Box) -> Found:
    """The points of a file within a box, whose unit is that of the file.

    Those elsewhere, and without a place, are counted in raw_left_out; lines that cannot be read go to raw_reject.
    """
    kept: list[tuple[object, ...]] = []
    left_out: Counter[str] = Counter()
    refused: list[Refused] = []
    for one in _rows(file, columns, box):
        if isinstance(one, Refused):
            refused.append(one)
        elif isinstance(one, str):
            left_out[one] += 1
        else:
            kept.append((file.file_id, *one))
    refuse(connection, file, refused)
    leave_out(connection, file, left_out)
    frame = pd.DataFrame(kept, columns=["file_id", "line", *columns.kept, "east", "north"])
    return Found(frame, len(kept) + left_out.total() + len(refused))


def leave_out(connection: duckdb.DuckDBPyConnection, file: SourceFile, counts: dict[str, int]) -> None:
    """Count rows of a file that are not kept, by their fate."""
    for fate, rows in counts.items():
        connection.execute("INSERT INTO raw_left_out VALUES (?, ?, ?)", [file.file_id, fate, rows])


def _rows(file: SourceFile, columns: Columns, box: Box) -> Iterator[tuple[object, ...] | Refused | str]:
    """Each row within the box, or why it is refused, or its fate."""
    must = [(name, place) for name, place in columns.kept.items() if name not in columns.may_be_empty]
    for record in read_records(file.path, columns.count, columns.layout):
        if isinstance(record, Refused):
            yield record
            continue
        line, cells = record
        at = _position(cells, columns)
        if isinstance(at, str):
            yield at if at == "no_location" else Refused(line, at, ",".join(cells)[:200])
        elif not box.holds(*at):
            yield "outside"
        elif empty := [name for name, place in must if not cells[place].strip()]:
            yield Refused(line, f"{empty[0]} is empty", ",".join(cells)[:200])
        else:
            yield (line, *(cells[place].strip() for place in columns.kept.values()), *at)


def _position(cells: list[str], columns: Columns) -> tuple[float, float] | str:
    """Where a row lies, or ``no_location``, or what is wrong with it."""
    written = cells[columns.east].strip(), cells[columns.north].strip()
    if not any(written):
        return "no_location"
    try:
        east, north = float(written[0]), float(written[1])
    except ValueError:
        return f"{' and '.join(columns.called)} {written[0][:20]}, {written[1][:20]} are not numbers"
    is_nowhere = north > NORTH_POLE if columns.is_degrees else east == north == 0
    return "no_location" if is_nowhere else (east, north)
