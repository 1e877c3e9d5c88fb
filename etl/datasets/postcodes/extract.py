"""Postcodes and their points: files of Code-Point Open, which have no header, or the ONS Postcode Directory."""

import re

import duckdb

from etl.sources.layout import read_layout
from etl.sources.points import Columns, load_points
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

CODE_POINT = Columns(count=10, kept={"postcode": 0}, east=2, north=3, called=("Eastings", "Northings"))
# ONS: with a blank before the last three, and the place in degrees.
DIRECTORY = {"pcds", "lat", "long"}
POSTCODE = re.compile(r"^[a-z]{1,2}\d[a-z\d]?_*\d[a-z]{2}$")


def recognises(file: SourceFile) -> bool:
    """A line of ten cells that begins with a postcode and three numbers, or the header of the directory."""
    if file.path.suffix.lower() not in TEXT_SUFFIXES:
        return False
    columns = file.columns
    is_code_point = len(columns) == CODE_POINT.count and POSTCODE.match(columns[0]) is not None
    return set(columns) >= DIRECTORY or (is_code_point and all(cell.isdecimal() for cell in columns[1:4]))


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load the postcodes near the area into raw_postcodes; return the rows read of each file."""
    return load_points(connection, "raw_postcodes", tuple(CODE_POINT.kept), files, _columns)


def _columns(file: SourceFile) -> Columns:
    """Where a file has what is read of it."""
    if not set(file.columns) >= DIRECTORY:
        return CODE_POINT
    places = {name: place for place, name in enumerate(file.columns)}
    return Columns(
        count=len(file.columns),
        kept={"postcode": places["pcds"]},
        east=places["long"],
        north=places["lat"],
        called=("long", "lat"),
        is_degrees=True,
        layout=read_layout(file.path),
    )
