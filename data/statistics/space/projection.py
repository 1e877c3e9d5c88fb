"""Degrees (WGS84) to metres of the British National Grid and back."""

from functools import cache

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

WGS84, BRITISH_NATIONAL_GRID = "EPSG:4326", "EPSG:27700"


@cache
def transformer(source: str, target: str) -> Transformer:
    """What moves points, east or longitude first, from one of them to the other: to make it takes 60 ms."""
    return Transformer.from_crs(source, target, always_xy=True)


def moved(geometry: BaseGeometry, source: str, target: str) -> BaseGeometry:
    """A geometry of one of them in the other."""
    transform = transformer(source, target).transform
    found: BaseGeometry = shapely.transform(geometry, lambda points: np.column_stack(transform(*points.T)))
    return found
