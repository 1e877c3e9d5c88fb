"""Where the chosen area lies, for what is drawn under its map and searched in it."""

import json
from typing import NamedTuple

import duckdb
import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

from etl.geography.locate import BRITISH_NATIONAL_GRID, WGS84, points_in_areas

WARDS = """
SELECT area_type, vintage, area_code, geometry FROM stg_boundaries
WHERE fate = 'loaded' AND area_type = 'ward'
ORDER BY ALL
"""
DECIMALS = 6


class Box(NamedTuple):
    """West, south, east and north, in metres or in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, east: float, north: float) -> bool:
        """Whether a point lies in it."""
        return self.west <= east <= self.east and self.south <= north <= self.north


class Ground(NamedTuple):
    """The wards of the chosen area in every vintage (area_type, vintage, area_code, geometry), and all as one outline.

    outline: in metres of the National Grid.
    """

    wards: pd.DataFrame
    outline: gpd.GeoSeries

    def box(self, is_degrees: bool = False) -> Box:
        """The bounds of the area."""
        found = self.outline.to_crs(WGS84) if is_degrees else self.outline
        return Box(*(float(edge) for edge in found.total_bounds))


def area_ground(connection: duckdb.DuckDBPyConnection) -> Ground:
    """Where the chosen area lies."""
    wards = connection.execute(WARDS).df()
    shapes = gpd.GeoSeries([shape(json.loads(text)) for text in wards["geometry"]], crs=WGS84)
    whole = shapes.to_crs(BRITISH_NATIONAL_GRID).make_valid().union_all()
    return Ground(wards, gpd.GeoSeries([whole], crs=BRITISH_NATIONAL_GRID))


def placed(points: pd.DataFrame, is_degrees: bool) -> pd.DataFrame:
    """Points (east, north; metres of the National Grid unless degrees) with longitude and latitude, as text."""
    located = gpd.GeoSeries.from_xy(points["east"], points["north"], crs=WGS84 if is_degrees else BRITISH_NATIONAL_GRID)
    degrees = located.to_crs(WGS84)
    return points.drop(columns=["east", "north"]).assign(
        longitude=degrees.x.round(DECIMALS).astype("str"), latitude=degrees.y.round(DECIMALS).astype("str")
    )


def wards_of(points: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """The wards that points (longitude, latitude as text) lie in, one row a point and vintage: with area_code."""
    distinct = points[["longitude", "latitude"]].drop_duplicates().reset_index(drop=True)
    return points_in_areas(distinct, ground.wards)
