"""Which ward, and where no LSOA is given which district, a point lies in."""

import json

import duckdb
import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

from etl.frames import add_frame

WGS84 = "EPSG:4326"


def locate_points(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Add the points of a table to raw_point_area: longitude, latitude (as written), area_type, vintage, area_code.

    One row for each distinct point inside a ward of the chosen area, in each vintage, and inside a district. A point on
    a shared edge takes the area with the lower code.
    """
    # Records share some thousands of snap points: each distinct point is located once.
    points = connection.execute(
        f"SELECT DISTINCT longitude, latitude FROM {table} ANTI JOIN raw_point_area USING (longitude, latitude) "
        "WHERE try_cast(longitude AS DOUBLE) BETWEEN -180 AND 180 AND try_cast(latitude AS DOUBLE) BETWEEN -90 AND 90 "
        "ORDER BY ALL"
    ).df()
    add_frame(connection, "raw_point_area", points_in_areas(points, wards_and_districts(connection)))


def wards_and_districts(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The areas that a point can lie in, in every vintage: area_type, vintage, area_code, geometry (GeoJSON)."""
    return connection.execute(
        "SELECT area_type, vintage, area_code, geometry FROM stg_boundaries "
        "WHERE fate = 'loaded' AND area_type IN ('ward', 'district') ORDER BY ALL"
    ).df()


def points_in_areas(points: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Join points (longitude, latitude as text) to areas (area_type, vintage, area_code, geometry as GeoJSON)."""
    located = gpd.GeoDataFrame(
        points,
        geometry=gpd.points_from_xy(points["longitude"].astype(float), points["latitude"].astype(float)),
        crs=WGS84,
    )
    shapes = gpd.GeoDataFrame(
        areas.drop(columns="geometry"),
        geometry=[shape(json.loads(text)) for text in areas["geometry"]],
        crs=WGS84,
    )
    # On an edge a point touches two areas: the lower code wins, in every build alike.
    joined = located.sjoin(shapes, predicate="intersects").drop(columns=["geometry", "index_right"])
    keys = ["longitude", "latitude", "area_type", "vintage"]
    return pd.DataFrame(joined.sort_values([*keys, "area_code"]).drop_duplicates(keys))
