"""Postcodes and their points: files of Code-Point Open, which have no header, or the ONS Postcode Directory."""

import re

import duckdb
import pandas as pd

from etl.geography.area_ground import Ground, area_ground, placed, wards_of
from etl.sources.frames import add_frame
from etl.sources.layout import read_layout
from etl.sources.points import Columns, Found, read_points
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

MISSING = None
CODE_POINT = Columns(count=10, kept={"postcode": 0}, east=2, north=3, called=("Eastings", "Northings"))
# ONS: with a blank before the last three, and the place in degrees.
DIRECTORY = {"pcds", "lat", "long"}
TABLES = """
CREATE TABLE raw_postcodes (file_id INTEGER, line INTEGER, postcode VARCHAR, longitude VARCHAR, latitude VARCHAR);
CREATE TABLE raw_postcode_area (
    longitude VARCHAR, latitude VARCHAR, area_type VARCHAR, vintage VARCHAR, area_code VARCHAR
);
"""
POSTCODE = re.compile(r"^[a-z]{1,2}\d[a-z\d]?_*\d[a-z]{2}$")


def recognises(file: SourceFile) -> bool:
    """A line of ten cells that begins with a postcode and three numbers, or the header of the directory."""
    if file.path.suffix.lower() not in TEXT_SUFFIXES:
        return False
    columns = file.columns
    is_code_point = len(columns) == CODE_POINT.count and POSTCODE.match(columns[0]) is not None
    return set(columns) >= DIRECTORY or (is_code_point and all(cell.isdecimal() for cell in columns[1:4]))


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load the postcodes near the area into raw_postcodes, and into raw_postcode_area the wards that they lie in.

    Returns the rows read of each file.
    """
    connection.execute(TABLES)
    if not files:
        return []
    ground = area_ground(connection)
    found = [_read(connection, file, ground) for file in files]
    postcodes = pd.concat([placed(one.frame, is_degrees) for one, is_degrees in found], ignore_index=True)
    add_frame(connection, "raw_postcodes", postcodes)
    add_frame(connection, "raw_postcode_area", wards_of(postcodes, ground))
    return [one.rows_read for one, _ in found]


def _read(connection: duckdb.DuckDBPyConnection, file: SourceFile, ground: Ground) -> tuple[Found, bool]:
    """The postcodes of one file near the area, and whether they are placed by degrees."""
    columns = CODE_POINT
    if set(file.columns) >= DIRECTORY:
        places = {name: place for place, name in enumerate(file.columns)}
        columns = Columns(
            count=len(file.columns),
            kept={"postcode": places["pcds"]},
            east=places["long"],
            north=places["lat"],
            called=("long", "lat"),
            is_degrees=True,
            layout=read_layout(file.path),
        )
    return read_points(connection, file, columns, ground.box(columns.is_degrees)), columns.is_degrees
