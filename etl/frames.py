"""Small source files as frames: the road for everything but the police records."""

import json
from typing import Any

import duckdb
import pandas as pd

from etl.errors import SourceError
from etl.source_files import SourceFile, normalise


def read_text_frame(file: SourceFile) -> pd.DataFrame:
    """A CSV file as text columns with normalised names; an empty cell is null.

    Raises SourceError where a line has another number of fields than the header.
    """
    try:
        frame = pd.read_csv(file.path, dtype=str, encoding="utf-8-sig", skip_blank_lines=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{file.label}: cannot be read ({' '.join(str(error).split())}); correct the line or remove the file"
        ) from error
    return frame.rename(columns={name: normalise(str(name)) for name in frame.columns})


def read_features(file: SourceFile) -> list[dict[str, Any]]:
    """The features of a GeoJSON file, property names normalised.

    Raises SourceError where the coordinates are not longitudes and latitudes.
    """
    document = json.loads(file.path.read_text(encoding="utf-8-sig"))
    crs = str(document.get("crs", ""))
    if crs and "CRS84" not in crs and "4326" not in crs:
        raise SourceError(f"{file.label}: not in WGS84 longitude and latitude; download the GeoJSON in EPSG:4326")
    return [
        {**feature, "properties": {normalise(k): v for k, v in (feature.get("properties") or {}).items()}}
        for feature in document["features"]
    ]


def load_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    """Create ``table`` from a frame, all columns kept in their order, integers and text as they are."""
    # Registered, not inserted row by row: a frame of 35,000 rows loads at once.
    connection.register("incoming", frame)
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming")
    connection.unregister("incoming")


def load_text_files(
    connection: duckdb.DuckDBPyConnection, table: str, files: list[SourceFile], columns: tuple[str, ...]
) -> list[int]:
    """Load CSV files of one fixed header into ``table`` with file_id and line; return rows read of each.

    Raises SourceError where a column is missing.
    """
    frames, rows = [pd.DataFrame(columns=["file_id", "line", *columns], dtype="str")], []
    for file in files:
        frame = read_text_frame(file)
        if missing := [column for column in columns if column not in frame.columns]:
            raise SourceError(f"{file.label}: column {', '.join(missing)} is missing; add it to the header")
        frames.append(frame[list(columns)].assign(file_id=str(file.file_id), line=range(2, len(frame) + 2)))
        rows.append(len(frame))
    load_frame(connection, table, pd.concat(frames).astype("str"))
    return rows
