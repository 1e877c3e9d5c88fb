"""Small source files as frames: the road for everything but the police records."""

import json
from collections.abc import Sequence
from typing import Any

import duckdb
import pandas as pd

from etl.errors import SourceError
from etl.sources.layout import Layout, normalise, read_layout
from etl.sources.lines import Refused, read_records
from etl.sources.source_files import SourceFile


def read_text_frame(connection: duckdb.DuckDBPyConnection, file: SourceFile) -> tuple[pd.DataFrame, int]:
    """A text file as text columns with normalised names, each row with its line; an empty cell is null.

    Lines that cannot be read go to raw_reject. Returns the rows and the number of records read, refused ones too.
    Raises SourceError where the header cannot be read.
    """
    layout = read_layout(file.path)
    header = _header(file, layout)
    records = list(read_records(file.path, len(header), layout))
    refused = [record for record in records if isinstance(record, Refused)]
    refuse(connection, file, refused)
    lines = [record[0] for record in records if not isinstance(record, Refused)]
    # Cell by cell: a hundred columns of ages take longer one by one.
    cells = [[field.strip() or None for field in record[1]] for record in records if not isinstance(record, Refused)]
    text = pd.DataFrame(cells, columns=header, dtype="str")
    return pd.concat([pd.Series(lines, name="line", dtype="int64"), text], axis=1), len(records)


def _header(file: SourceFile, layout: Layout) -> list[str]:
    names = list(layout.columns)
    if not any(names):
        raise SourceError(f"{file.label}: its first line is no header; give the columns their names there")
    if twice := sorted({name for name in names if names.count(name) > 1 or not name}):
        raise SourceError(f"{file.label}: column “{twice[0]}” occurs twice or has no name; correct the header")
    return names


def refuse(connection: duckdb.DuckDBPyConnection, file: SourceFile, refused: Sequence[Refused]) -> None:
    """List lines of a file in raw_reject."""
    if refused:
        connection.executemany(
            "INSERT INTO raw_reject VALUES (?, ?, ?, ?)",
            [(file.file_id, line.line, line.reason, line.content) for line in refused],
        )


def read_features(file: SourceFile) -> list[dict[str, Any]]:
    """The features of a GeoJSON file, property names normalised.

    Raises SourceError where the coordinates are not longitudes and latitudes.
    """
    document = json.loads(file.path.read_text(encoding="utf-8-sig"))
    crs = str(document.get("crs") or "")
    if crs and "CRS84" not in crs and "4326" not in crs:
        raise SourceError(f"{file.label}: not in WGS84 longitude and latitude; download the GeoJSON in EPSG:4326")
    return [
        {**feature, "properties": {normalise(k): v for k, v in (feature.get("properties") or {}).items()}}
        for feature in document["features"]
    ]


def load_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """Create ``table`` from a frame, all columns kept in their order, integers and text as they are."""
    # DuckDB finds the frame by the name that it has here: one of 35,000 rows loads at once.
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM frame")


def add_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """Add a frame's rows to ``table``, by the names of its columns."""
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM frame")
