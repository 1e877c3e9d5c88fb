"""Writing the demonstration files in the formats of the genuine sources."""

import json
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import pandas as pd
import shapely
from shapely import Polygon

FORCE = "Essex Police (demonstration)"
STREET_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context\n"
)
ZIP_DATE = (2022, 4, 1, 0, 0, 0)
ZIP_LEVEL = 1


def write_street_files(folder: Path, records: pd.DataFrame, archive_until: str) -> None:
    """Write one street file a month; the months up to `archive_until` (YYYY-MM) go into one zip archive."""
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(folder / f"{archive_until}.zip", "w") as archive:
        for month, rows in records.groupby("month"):
            name = f"{month}/{month}-essex-street.csv"
            content = format_street_file(rows)
            if str(month) <= archive_until:
                # a fixed date, since the clock would make every archive differ
                archive.writestr(ZipInfo(name, ZIP_DATE), content, ZIP_DEFLATED, ZIP_LEVEL)
            else:
                write_text(folder / name, content)


def format_street_file(rows: pd.DataFrame) -> str:
    """Return the text of a street file with the given records, in their order."""
    columns = ["crime_id", "month", "location", "lsoa_code", "lsoa_name", "crime_type", "outcome"]
    texts = (rows[column].to_numpy(dtype=object) for column in columns)
    coordinates = format_coordinates(rows)
    lines = [
        f"{crime_id},{month},{FORCE},{FORCE},{coordinate},{location},{lsoa_code},{lsoa_name},{crime_type},{outcome},\n"
        for coordinate, crime_id, month, location, lsoa_code, lsoa_name, crime_type, outcome in zip(
            coordinates, *texts, strict=True
        )
    ]
    return STREET_HEADER + "".join(lines)


def format_coordinates(rows: pd.DataFrame) -> Iterable[str]:
    """Return 'longitude,latitude' with 6 decimals for each record, or ',' where there is none."""
    pairs = zip(rows["longitude"].to_numpy(), rows["latitude"].to_numpy(), strict=True)
    return ["," if np.isnan(longitude) else f"{longitude:.6f},{latitude:.6f}" for longitude, latitude in pairs]


def write_areas(path: Path, polygons: Iterable[Polygon], properties: pd.DataFrame) -> None:
    """Write a GeoJSON of WGS84 polygons, one feature a row of `properties`, in the same order."""
    features = [
        {"type": "Feature", "properties": row, "geometry": to_geojson(polygon)}
        for polygon, row in zip(polygons, properties.to_dict("records"), strict=True)
    ]
    write_text(path, json.dumps({"type": "FeatureCollection", "features": features}) + "\n")


def to_geojson(polygon: Polygon) -> dict[str, object]:
    """Return the geometry with 6 decimals."""
    rings = [polygon.exterior, *polygon.interiors]
    coordinates = [np.round(shapely.get_coordinates(ring), 6).tolist() for ring in rings]
    return {"type": "Polygon", "coordinates": coordinates}


def write_table(path: Path, table: pd.DataFrame) -> None:
    """Write a CSV with the columns of `table`."""
    write_text(path, table.to_csv(index=False, lineterminator="\n"))


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with the same line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
