"""Names of settlements, streets and other places from the tiles of OS Open Names, which have no header."""

import re

import duckdb

from etl.sources.points import Columns, load_points
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

COLUMNS = Columns(
    count=34,
    kept={"name_id": 0, "name": 2, "type": 6, "local_type": 7},
    east=8,
    north=9,
    called=("GEOMETRY_X", "GEOMETRY_Y"),
    may_be_empty=("type",),
)
ADDRESS = re.compile(r"^https?_data_ordnancesurvey_co_uk_id")


def recognises(file: SourceFile) -> bool:
    """By its first line: 34 cells, of which the second is the address of a name."""
    is_tile = file.path.suffix.lower() in TEXT_SUFFIXES and len(file.columns) == COLUMNS.count
    return is_tile and ADDRESS.match(file.columns[1]) is not None


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load the names near the area into raw_place_names; return the rows read of each file."""
    return load_points(connection, "raw_place_names", tuple(COLUMNS.kept), files, lambda _file: COLUMNS)
