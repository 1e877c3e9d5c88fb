"""Geometry, sent to the browser once."""

import json
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache

import pandas as pd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.build import database
from data.model.schema import NoBuildError
from data.model.viewer import Viewer


def boundary_geojson(layer: str) -> str | None:
    """The GeoJSON of a layer of the current build, None where the viewer has no such layer."""
    with suppress(NoBuildError):
        found = database.rows("SELECT geojson FROM dim_boundary WHERE layer = $layer", layer=layer)
        return str(found[0][0]) if found else None
    return None


def bounds(layer: str, codes: Sequence[str]) -> tuple[float, float, float, float]:
    """West, south, east and north (degrees) of the areas of a layer that have these codes."""
    boxes = _layer_boxes(database.build_key(), layer).loc[list(codes)]
    (west, south), (east, north) = boxes[["west", "south"]].min(), boxes[["east", "north"]].max()
    return float(west), float(south), float(east), float(north)


@lru_cache(maxsize=8)
def _layer_boxes(_build: tuple[str, Viewer], layer: str) -> pd.DataFrame:
    shapes = _shapes(layer)
    return pd.DataFrame(shapely.bounds(list(shapes.values())), list(shapes), columns=["west", "south", "east", "north"])


def layer_middles(layer: str) -> pd.DataFrame:
    """Where the label of each area of a layer stands: longitude, latitude and radius of the room for it, by area_code.

    All in degrees; the radius is that of the widest circle within the area.
    """
    return _layer_middles(database.build_key(), layer)


@lru_cache(maxsize=8)
def _layer_middles(_build: tuple[str, Viewer], layer: str) -> pd.DataFrame:
    shapes = _shapes(layer)
    # The middle of the widest spot lies in the area; a centroid may not.
    circles = [shapely.maximum_inscribed_circle([one])[0] for one in shapes.values()]
    points = [[*shapely.get_coordinates(circle)[0], shapely.length(circle)] for circle in circles]
    index = pd.Index(list(shapes), name="area_code")
    return pd.DataFrame(points, index, columns=["longitude", "latitude", "radius"]).round(5)


def _shapes(layer: str) -> dict[str, BaseGeometry]:
    """The shape of each area of a layer by its code, none where the viewer has no such layer."""
    features = json.loads(boundary_geojson(layer) or '{"features": []}')["features"]
    return {one["id"]: shape(one["geometry"]) for one in features}
