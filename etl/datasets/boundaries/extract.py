"""Boundaries of wards, LSOAs and districts from GeoJSON, under any of ONS's property names."""

import json
from typing import Any

import duckdb
import pandas as pd
from shapely.geometry import shape

from etl.errors import SourceError
from etl.sources.area_columns import AreaColumn, code_columns, finest, name_column
from etl.sources.frames import load_frame, read_features
from etl.sources.source_files import SourceFile

MISSING = "no ward boundaries found; add ONS's GeoJSON of wards with a property such as WD24CD"
COLUMNS = [
    "file_id", "area_type", "area_code", "area_name", "lsoa_vintage", "district_code", "geometry",
    "west", "south", "east", "north",
]  # fmt: skip

CURE = "remove it and add the file of your area, or set DASHBOARD_AREA to the area of this one"
KNOWN_CODES = """
SELECT unnest([lsoa_code, ward_code, district_code]) AS code FROM stg_lookup_vintage
"""
OWN_WARDS = """
SELECT ward_code FROM stg_ward WHERE district_code IN (SELECT district_code FROM chosen_district)
"""


def recognises(file: SourceFile) -> bool:
    """A GeoJSON file whose features carry an area code; a place may carry one too, and is none."""
    is_geojson = file.path.suffix.lower() == ".geojson"
    return is_geojson and finest(file.columns) is not None and "place_id" not in file.columns


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_boundaries, one row a feature; return the rows read of each file.

    Raises SourceError where no area of a file is known, no file draws a ward of the chosen area, or a geometry is
    not an area.
    """
    frames = [_tidy(file) for file in files]
    known = {code for (code,) in connection.execute(KNOWN_CODES).fetchall()}
    own_wards = {code for (code,) in connection.execute(OWN_WARDS).fetchall()}
    districts = {code for (code,) in connection.execute("SELECT district_code FROM chosen_district").fetchall()}
    ward_files = []
    for file, frame in zip(files, frames, strict=True):
        # A file of somewhere else is a mistake worth stopping for: the map would be empty.
        if not (set(frame["area_code"]) & known or set(frame["district_code"]) & districts):
            raise SourceError(f"{file.label}: none of its {_areas(frame)} is in the lookups; {CURE}")
        if frame["area_type"].iloc[0] == "ward":
            ward_files.append((file, frame))
    drawn = [set(frame["area_code"]) & own_wards or set(frame["district_code"]) & districts for _, frame in ward_files]
    if not ward_files:
        raise SourceError(MISSING)
    if not any(drawn):
        file, frame = ward_files[0]
        raise SourceError(f"{file.label}: none of its {_areas(frame)} is in {', '.join(sorted(districts))}; {CURE}")
    load_frame(connection, "raw_boundaries", pd.concat([pd.DataFrame(columns=COLUMNS), *frames]))
    return [len(frame) for frame in frames]


def _areas(frame: pd.DataFrame) -> str:
    return f"{len(frame)} areas ({frame['area_code'].iloc[0]}, …)"


def _tidy(file: SourceFile) -> pd.DataFrame:
    code = finest(file.columns)
    assert code is not None
    district = next(iter(code_columns(file.columns, "district")), code)
    named = name_column(file.columns, code)
    rows = []
    for feature in read_features(file):
        properties, geometry = feature["properties"], feature.get("geometry")
        bounds = _bounds(file, code, properties, geometry)
        names = (properties[code.column], properties.get(named or ""))
        lsoa_vintage = code.vintage if code.area_type == "lsoa" else None
        home = properties.get(district.column) if district.area_type == "district" else None
        rows.append((file.file_id, code.area_type, *names, lsoa_vintage, home, json.dumps(geometry), *bounds))
    return pd.DataFrame(rows, columns=COLUMNS)


def _bounds(
    file: SourceFile, code: AreaColumn, properties: dict[str, object], geometry: Any
) -> tuple[float, float, float, float]:
    """West, south, east, north; a feature without a code or a polygon cannot be used, and the file is refused."""
    if not properties.get(code.column):
        raise SourceError(f"{file.label}: a feature has no {code.column}; download the file again")
    area = shape(geometry) if geometry else None
    if area is None or area.geom_type not in {"Polygon", "MultiPolygon"}:
        raise SourceError(f"{file.label}: {properties[code.column]} has no polygon; download the file again")
    west, south, east, north = area.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise SourceError(
            f"{file.label}: coordinates are not longitude and latitude; download the GeoJSON in EPSG:4326"
        )
    return west, south, east, north
