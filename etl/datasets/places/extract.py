"""Named places from GeoJSON or CSV: micro-areas, nuisance sites, order areas."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from typing import Any

import duckdb
import pandas as pd

from data.settings import REFERENCE
from etl.datasets import read_meta
from etl.datasets.places.position import Position, from_cells, from_geometry
from etl.declared import header, read_declared, require
from etl.errors import SourceError
from etl.frames import load_frame, read_features
from etl.locate import points_in_areas, wards_and_districts
from etl.source_files import SourceFile

MISSING = None
DATASET = "places"
Cells = dict[str, str | None]


def recognises(file: SourceFile) -> bool:
    """By its header, or by the properties of its first feature."""
    return {"place_id", "place_name"} <= set(file.columns)


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_places, one row a line or feature, with its position; return the rows read of each file.

    Beside it raw_place_kind, from meta.yml, and raw_place_area, the wards and districts that the places lie in.
    Raises SourceError where a header is wrong, or a GeoJSON file is in another projection.
    """
    frames = [_tidy(file) for file in files]
    columns = ["file_id", "is_reference", "line", *header(DATASET), "content", *_position_columns()]
    places = pd.concat([pd.DataFrame(columns=columns, dtype="str"), *frames]).astype("str")
    load_frame(connection, "raw_places", places)
    kinds = [{"kind": kind, **words} for kind, words in read_meta(DATASET)["kinds"].items()]
    load_frame(connection, "raw_place_kind", pd.DataFrame(kinds).assign(display_order=range(1, len(kinds) + 1)))
    points = places.loc[places["point_longitude"].notna(), ["point_longitude", "point_latitude"]].drop_duplicates()
    points.columns = ["longitude", "latitude"]
    load_frame(connection, "raw_place_area", points_in_areas(points, wards_and_districts(connection)))
    return [len(frame) for frame in frames]


def _position_columns() -> list[str]:
    # The cells of a line are kept as they stand, beside what was made of them.
    renamed = {"longitude": "point_longitude", "latitude": "point_latitude"}
    return [renamed.get(field.name, field.name) for field in fields(Position)]


def _tidy(file: SourceFile) -> pd.DataFrame:
    is_reference = file.path.is_relative_to(REFERENCE)
    rows = []
    for line, cells, position in _features(file) if _is_geojson(file) else _lines(file):
        found = dict(zip(_position_columns(), asdict(position).values(), strict=True))
        content = json.dumps([*cells.values(), position.geometry])
        rows.append(
            {"file_id": file.file_id, "is_reference": is_reference, "line": line} | cells | {"content": content} | found
        )
    return pd.DataFrame(rows)


def _is_geojson(file: SourceFile) -> bool:
    return file.path.suffix.lower() == ".geojson"


def _lines(file: SourceFile) -> Iterator[tuple[int, Cells, Position]]:
    """Each line of a CSV file: its number, its cells, its position."""
    for row in read_declared(file, DATASET).to_dict("records"):
        cells = {name: _text(row[name]) for name in header(DATASET)}
        yield int(row["line"]), cells, from_cells(cells)


def _features(file: SourceFile) -> Iterator[tuple[int, Cells, Position]]:
    """Each feature of a GeoJSON file: its number, from 1, its properties, its position; others are left unread."""
    require(file, DATASET)
    try:
        features = read_features(file)
    except (AttributeError, TypeError, ValueError) as error:
        raise SourceError(f"{file.label}: not a GeoJSON feature collection; export the file again") from error
    for number, feature in enumerate(features, start=1):
        cells = {name: _text(feature["properties"].get(name)) for name in header(DATASET)}
        geometry = feature.get("geometry")
        yield number, cells, from_geometry(geometry) if geometry else from_cells(cells)


def _text(value: Any) -> str | None:
    """A cell or a property as text; empty, or spaces alone, is None."""
    if value is None or (isinstance(value, float) and pd.isna(value)):
        return None
    return (str(value).lower() if isinstance(value, bool) else str(value).strip()) or None
