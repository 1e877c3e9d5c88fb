"""Text files of named points of the whole country: only those near the area are kept, and the others counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import geopandas as gpd
import pandas as pd

from etl.geography.locate import BRITISH_NATIONAL_GRID, WGS84, area_ground, locate_points
from etl.sources.frames import add_frame, refuse
from etl.sources.layout import Layout
from etl.sources.lines import Refused, read_records
from etl.sources.source_files import SourceFile

HEADERLESS = Layout((), header_line=0)
# What ONS writes where a postcode has no place: a latitude beyond the pole.
NORTH_POLE = 90
DECIMALS = 6
# West, south, east and north, in metres or in degrees.
Box = tuple[float, float, float, float]


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


def load_points(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    kept: Sequence[str],
    files: list[SourceFile],
    columns_of: Callable[[SourceFile], Columns],
) -> list[int]:
    """Load the points near the area into ``table``: file_id, line, the columns kept, longitude and latitude as text.

    Where they lie is added to raw_point_area; those elsewhere, and without a place, are counted in raw_left_out; lines
    that cannot be read go to raw_reject. Returns the rows read of each file.
    """
    texts = ", ".join(f"{name} VARCHAR" for name in (*kept, "longitude", "latitude"))
    connection.execute(f"CREATE TABLE {table} (file_id INTEGER, line INTEGER, {texts})")
    if not files:
        return []
    ground, rows = area_ground(connection), []
    for file in files:
        columns = columns_of(file)
        crs = WGS84 if columns.is_degrees else BRITISH_NATIONAL_GRID
        west, south, east, north = map(float, ground.to_crs(crs).total_bounds)
        points, read = _near(connection, file, columns, (west, south, east, north))
        at = gpd.GeoSeries.from_xy(points["east"], points["north"], crs=crs).to_crs(WGS84)
        degrees = {"longitude": at.x.round(DECIMALS).astype("str"), "latitude": at.y.round(DECIMALS).astype("str")}
        add_frame(connection, table, points.drop(columns=["east", "north"]).assign(**degrees))
        rows.append(read)
    locate_points(connection, table)
    return rows


def _near(
    connection: duckdb.DuckDBPyConnection, file: SourceFile, columns: Columns, box: Box
) -> tuple[pd.DataFrame, int]:
    """The rows of a file within a box of its unit (file_id, line, the columns kept, east, north), and of how many."""
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
    return frame, len(kept) + left_out.total() + len(refused)


def leave_out(connection: duckdb.DuckDBPyConnection, file: SourceFile, counts: dict[str, int]) -> None:
    """Count rows of a file that are not kept, by their fate."""
    for fate, rows in counts.items():
        connection.execute("INSERT INTO raw_left_out VALUES (?, ?, ?)", [file.file_id, fate, rows])


def _rows(file: SourceFile, columns: Columns, box: Box) -> Iterator[tuple[object, ...] | Refused | str]:
    """Each row within the box, or why it is refused, or its fate."""
    must = [(name, place) for name, place in columns.kept.items() if name not in columns.may_be_empty]
    west, south, east, north = box
    for record in read_records(file.path, columns.count, columns.layout):
        if isinstance(record, Refused):
            yield record
            continue
        line, cells = record
        at = _position(cells, columns)
        if isinstance(at, str):
            yield at if at == "no_location" else Refused(line, at, ",".join(cells)[:200])
        elif not (west <= at[0] <= east and south <= at[1] <= north):
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
