"""Names of settlements, streets and other places from the tiles of OS Open Names, which have no header."""

import re

import duckdb
import pandas as pd

from etl.geography.area_ground import area_ground, placed, wards_of
from etl.sources.frames import add_frame
from etl.sources.points import Columns, read_points
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

MISSING = None
COLUMNS = Columns(
    count=34,
    kept={"name_id": 0, "name": 2, "type": 6, "local_type": 7},
    east=8,
    north=9,
    called=("GEOMETRY_X", "GEOMETRY_Y"),
    may_be_empty=("type",),
)
TABLES = """
CREATE TABLE raw_place_names (
    file_id INTEGER, line INTEGER, name_id VARCHAR, name VARCHAR, type VARCHAR, local_type VARCHAR, longitude VARCHAR,
    latitude VARCHAR
);
CREATE TABLE raw_place_name_area (
    longitude VARCHAR, latitude VARCHAR, area_type VARCHAR, vintage VARCHAR, area_code VARCHAR
);
"""
ADDRESS = re.compile(r"^https?_data_ordnancesurvey_co_uk_id")


def recognises(file: SourceFile) -> bool:
    """By its first line: 34 cells, of which the second is the address of a name."""
    is_tile = file.path.suffix.lower() in TEXT_SUFFIXES and len(file.columns) == COLUMNS.count
    return is_tile and ADDRESS.match(file.columns[1]) is not None


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load the names near the area into raw_place_names, and into raw_place_name_area the wards that they lie in.

    Returns the rows read of each file.
    """
    connection.execute(TABLES)
    if not files:
        return []
    ground = area_ground(connection)
    found = [read_points(connection, file, COLUMNS, ground.box()) for file in files]
    names = placed(pd.concat([one.frame for one in found], ignore_index=True), COLUMNS.is_degrees)
    add_frame(connection, "raw_place_names", names)
    add_frame(connection, "raw_place_name_area", wards_of(names, ground))
    return [one.rows_read for one in found]
