"""Geometry, sent to the browser once."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.build import database
from data.model.schema import NoBuildError


def boundary_geojson(layer: str) -> str | None:
    """The GeoJSON of a layer of the current build, None where the viewer has no such layer."""
    with suppress(NoBuildError):
        found = database.rows("SELECT geojson FROM dim_boundary WHERE layer = $layer", layer=layer)
        return str(found[0][0]) if found else None
    return None


def bounds(layer: str, codes: Sequence[str]) -> tuple[float, float, float, float]:
    """West, south, east and north (degrees) of the areas of a layer with these codes, of all where none is drawn."""
    every = _layer_boxes(layer)
    boxes = [box for code, box in every.items() if code in codes] or list(every.values()) or [(np.nan,) * 4]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


@database.per_build
def _layer_boxes(layer: str) -> dict[str, tuple[float, float, float, float]]:
    return {code: one.bounds for code, one in layer_shapes(layer).items()}


@database.per_build
def layer_middles(layer: str) -> pd.DataFrame:
    """Where the label of each area of a layer stands: longitude, latitude and radius of the room for it, by area_code.

    All in degrees; the radius is that of the widest circle within the area.
    """
    shapes = layer_shapes(layer)
    # The middle of the widest spot lies in the area; a centroid may not.
    circles = [shapely.maximum_inscribed_circle([one])[0] for one in shapes.values()]
    points = [[*shapely.get_coordinates(circle)[0], shapely.length(circle)] for circle in circles]
    index = pd.Index(list(shapes), name="area_code")
    return pd.DataFrame(points, index, columns=["longitude", "latitude", "radius"]).round(5)


@database.per_build
def layer_shapes(layer: str) -> Mapping[str, BaseGeometry]:
    """The areas of a layer by their codes (cells by their ids, as text), in degrees; empty where there is no layer."""
    features = json.loads(boundary_geojson(layer) or '{"features": []}')["features"]
    return {str(one["id"]): shape(one["geometry"]) for one in features}


# A ring of a polygon: x to the east, y to the north.
Ring = tuple[tuple[float, float], ...]
# The share of a layer's width that its outlines may be off when they are thinned: less than a pixel of a small map.
THINNED = 1 / 700


@database.per_build
def layer_outlines(layer: str) -> dict[str, tuple[Ring, ...]]:
    """The outlines of a layer for a small map, by area code: thinned, edges still shared, one unit both ways.

    Degrees of latitude, those of longitude shortened to match; nothing where there is no such layer.
    """
    shapes = layer_shapes(layer)
    if not shapes:
        return {}
    polygons = np.array(list(shapes.values()), dtype=object)
    west, south, east, north = shapely.total_bounds(polygons)
    shortened = np.cos(np.radians((south + north) / 2))
    thinned = shapely.coverage_simplify(polygons, (east - west) * THINNED)
    flat = shapely.transform(thinned, lambda points: np.round(points * [shortened, 1], 5))
    return {code: _rings(polygon) for code, polygon in zip(shapes, flat, strict=True)}


def _rings(polygon: Any) -> tuple[Ring, ...]:
    """Every ring of one polygon or of several, holes too."""
    parts = shapely.get_parts(polygon)
    return tuple(tuple(ring.coords) for part in parts for ring in (part.exterior, *part.interiors))
