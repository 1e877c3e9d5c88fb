"""Named places from GeoJSON or CSV: micro-areas, nuisance sites, order areas."""

import json
from dataclasses import asdict, fields
from typing import Any

import duckdb
import pandas as pd

from data.settings import REFERENCE
from etl.datasets.places.position import Position, from_cells, from_geometry
from etl.errors import SourceError
from etl.geography.locate import locate_points
from etl.sources.declared import former_names, header, read_declared, read_meta, require
from etl.sources.frames import load_frame, read_features
from etl.sources.layers import GEOJSON
from etl.sources.source_files import SourceFile

DATASET = "places"
POINTS = "CREATE VIEW place_point AS SELECT point_longitude AS longitude, point_latitude AS latitude FROM raw_places"
Cells = dict[str, str | None]
Row = tuple[int, Cells, Position]


def recognises(file: SourceFile) -> bool:
    """By its header, or by the properties of its first feature."""
    return {"place_id", "place_name"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_places, one row a line or feature, with its position; return the rows read of each file.

    Beside it raw_place_kind, from meta.yml; where the places lie is added to raw_point_area.
    Raises SourceError where a header is wrong, or a GeoJSON file is in another projection.
    """
    read = [_features(file) if file.path.suffix.lower() == GEOJSON else _lines(connection, file) for file in files]
    frames = [_tidy(file, rows) for file, (rows, _) in zip(files, read, strict=True)]
    columns = ["file_id", "is_reference", "line", *header(DATASET), "content", *_position_columns()]
    places = pd.concat([pd.DataFrame(columns=columns, dtype="str"), *frames])
    places = places.astype("str").astype({"file_id": "int32", "line": "int32"})
    load_frame(connection, "raw_places", places)
    kinds = [{"kind": kind, **words} for kind, words in read_meta(DATASET)["kinds"].items()]
    load_frame(connection, "raw_place_kind", pd.DataFrame(kinds).assign(display_order=range(1, len(kinds) + 1)))
    connection.execute(POINTS)
    locate_points(connection, "place_point")
    return [rows_read for _, rows_read in read]


def _position_columns() -> list[str]:
    # The cells of a line are kept as they stand, beside what was made of them.
    renamed = {"longitude": "point_longitude", "latitude": "point_latitude"}
    return [renamed.get(field.name, field.name) for field in fields(Position)]


def _tidy(file: SourceFile, rows: list[Row]) -> pd.DataFrame:
    origin = {"file_id": file.file_id, "is_reference": file.path.is_relative_to(REFERENCE)}
    tidy = []
    for line, cells, position in rows:
        found = dict(zip(_position_columns(), asdict(position).values(), strict=True))
        content = json.dumps([*cells.values(), position.geometry])
        tidy.append({**origin, "line": line, **cells, "content": content, **found})
    return pd.DataFrame(tidy)


def _lines(connection: duckdb.DuckDBPyConnection, file: SourceFile) -> tuple[list[Row], int]:
    """Each readable line of a CSV file with its position, and the rows read; the others are noted as refused."""
    frame, records = read_declared(connection, file, DATASET)
    rows = []
    for record in frame.to_dict("records"):
        cells = {name: _text(record[name]) for name in header(DATASET)}
        rows.append((int(record["line"]), cells, from_cells(cells)))
    return rows, records


def _features(file: SourceFile) -> tuple[list[Row], int]:
    """Each feature of a GeoJSON file, numbered from 1, with its position, and their number."""
    require(file, DATASET)
    try:
        features = read_features(file)
    except (AttributeError, TypeError, ValueError) as error:
        raise SourceError(f"{file.label}: not a GeoJSON feature collection; export the file again") from error
    rows = []
    for number, feature in enumerate(features, start=1):
        former = {name: feature["properties"].get(once) for once, name in former_names(DATASET).items()}
        properties = former | feature["properties"]
        cells = {name: _text(properties.get(name)) for name in header(DATASET)}
        geometry = feature.get("geometry")
        rows.append((number, cells, from_geometry(geometry) if geometry else from_cells(cells)))
    return rows, len(rows)


def _text(value: Any) -> str | None:
    """A cell or a property as text; empty, or spaces alone, is None."""
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return None
    return (str(value).lower() if isinstance(value, bool) else str(value).strip()) or None
