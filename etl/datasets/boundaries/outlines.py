"""Outlines of areas: repaired where lines cross, and refused where they cannot be those of an area."""

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from etl.errors import SourceError
from etl.sources.layers import read_outlines
from etl.sources.source_files import SourceFile

# Longitudes and latitudes of the United Kingdom.
WEST, SOUTH, EAST, NORTH = -9.0, 49.0, 3.0, 61.0
# The widest ward, in the Highlands, spans two degrees.
WIDEST_DEGREES = 3.0
BOUNDS = ["west", "south", "east", "north"]


def checked_outlines(file: SourceFile, codes: pd.Series, area_type: str) -> pd.DataFrame:
    """The outline of each area (codes by feature) as GeoJSON with its bounds: geometry, west, south, east, north.

    Raises SourceError naming file and area where one is no area, lies beyond the United Kingdom or is wider than any
    ward or LSOA.
    """
    if codes.empty:
        return pd.DataFrame(columns=["geometry", *BOUNDS]).astype(dict.fromkeys(BOUNDS, "float64"))
    outlines = read_outlines(file.path, file.label, [int(feature) for feature in codes.index]).reindex(codes.index)
    shapes = [_area(shape, f"{file.label}: {code}") for shape, code in zip(outlines, codes, strict=True)]
    bounds = shapely.bounds(shapes)
    for code, edges in zip(codes, bounds, strict=True):
        _check_bounds(f"{file.label}: {code}", edges.tolist(), area_type)
    frame = pd.DataFrame(bounds, index=codes.index, columns=BOUNDS)
    return frame.assign(geometry=shapely.to_geojson(shapes))


def _area(shape: BaseGeometry | None, named: str) -> BaseGeometry:
    """A polygon or several, whole and without crossings."""
    if shape is None or shape.is_empty or all(part.geom_type != "Polygon" for part in _parts(shape)):
        raise SourceError(f"{named} has no polygon; download the file again")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise SourceError(f"{named} has a corner that is no number; download the file again")
    # Generalised outlines cross themselves now and then: what they enclose is kept, and loose lines are not.
    if not shape.is_valid or shape.geom_type == "GeometryCollection":
        shape = shapely.union_all([part for part in _parts(shapely.make_valid(shape)) if part.geom_type == "Polygon"])
    if shape.is_empty or not shape.area:
        raise SourceError(f"{named} has an outline that encloses nothing; download the file again")
    return shape


def _parts(shape: BaseGeometry) -> list[BaseGeometry]:
    nested = getattr(shape, "geoms", None)
    return [shape] if nested is None else [part for one in nested for part in _parts(one)]


def _check_bounds(named: str, edges: list[float], area_type: str) -> None:
    west, south, east, north = edges
    reach = f"{named} reaches from {west:.2f} to {east:.2f} degrees east and {south:.2f} to {north:.2f} north"
    if not (west >= WEST and east <= EAST and south >= SOUTH and north <= NORTH):
        raise SourceError(
            f"{reach}, beyond the United Kingdom; see whether longitude and latitude are exchanged, or coordinates are "
            "not longitude and latitude, and download the file again in EPSG:4326"
        )
    if area_type != "district" and max(east - west, north - south) > WIDEST_DEGREES:
        raise SourceError(f"{reach}, wider than any {area_type}; a corner of it is wrong: download the file again")
