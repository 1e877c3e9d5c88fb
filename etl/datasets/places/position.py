"""Where a place lies: from a geometry, degrees, metres of the National Grid, or nothing but a name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from etl.geography.locate import BRITISH_NATIONAL_GRID, WGS84

UNITED_KINGDOM = (-9.0, 49.0, 3.0, 61.0)
NATIONAL_GRID_EXTENT = (0.0, 0.0, 700_000.0, 1_300_000.0)
DECIMALS = 6


@dataclass(frozen=True)
class Position:
    """A place on the map, or why it cannot be put there.

    geometry: GeoJSON in longitude and latitude; longitude, latitude: a point inside it, degrees as text; west to north:
    its bounds. All are None for a place known by name only, and where reason says what is wrong.
    """

    geometry: str | None = None
    longitude: str | None = None
    latitude: str | None = None
    west: float | None = None
    south: float | None = None
    east: float | None = None
    north: float | None = None
    reason: str | None = None


def from_geometry(geometry: Any) -> Position:
    """The position of a GeoJSON point, polygon or multipolygon."""
    try:
        drawn = shape(geometry)
    # Whatever a stranger's file holds here must become a refused line, not a traceback.
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError):
        return Position(reason="geometry cannot be read")
    if drawn.is_empty or drawn.geom_type not in {"Point", "Polygon", "MultiPolygon"}:
        return Position(reason=f"geometry is {drawn.geom_type}, not a point, polygon or multipolygon")
    if not _is_within(drawn.bounds, UNITED_KINGDOM):
        return Position(reason="coordinates are not longitude and latitude in the United Kingdom; export in EPSG:4326")
    if not drawn.is_valid:
        return Position(reason=f"outline is not valid ({explain_validity(drawn)})")
    return _position(drawn, json.dumps(geometry))


def from_cells(cells: Mapping[str, str | None]) -> Position:
    """The position that the columns of a line give, in degrees or in metres."""
    degrees, metres = (cells["longitude"], cells["latitude"]), (cells["easting"], cells["northing"])
    given = [pair for pair in (degrees, metres) if any(pair)]
    if not given:
        return Position()
    if len(given) == 2:
        return Position(reason="both longitude, latitude and easting, northing are given; keep one pair")
    names, extent = (
        ("longitude and latitude", UNITED_KINGDOM) if any(degrees) else ("easting and northing", NATIONAL_GRID_EXTENT)
    )
    if None in given[0]:
        return Position(reason=f"only one of {names} is given")
    numbers = [_number(text) for text in given[0]]
    if not _is_within((*numbers, *numbers), extent):
        return Position(reason=f"{names} are not a place in the United Kingdom")
    point = Point(numbers) if any(degrees) else _from_national_grid(*numbers)
    return _position(point, json.dumps({"type": "Point", "coordinates": [point.x, point.y]}))


def _position(drawn: BaseGeometry, geometry: str) -> Position:
    # A crescent's centroid lies outside it: a place must lie in the ward that its point does.
    inside = drawn.centroid if drawn.covers(drawn.centroid) else drawn.representative_point()
    return Position(geometry, str(round(inside.x, DECIMALS)), str(round(inside.y, DECIMALS)), *drawn.bounds)


def _number(text: str | None) -> float:
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def _is_within(bounds: tuple[float, ...], extent: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return extent[0] <= west <= east <= extent[2] and extent[1] <= south <= north <= extent[3]


def _from_national_grid(easting: float, northing: float) -> Point:
    point = gpd.GeoSeries([Point(easting, northing)], crs=BRITISH_NATIONAL_GRID).to_crs(WGS84).iloc[0]
    return Point(round(point.x, DECIMALS), round(point.y, DECIMALS))
