"""Which ward, and where no LSOA is given which district, a point lies in."""

import json

import duckdb
import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

from etl.frames import load_frame

WGS84 = "EPSG:4326"


def locate_points(connection: duckdb.DuckDBPyConnection) -> None:
    """Create raw_point_area: longitude, latitude (as written), area_type, vintage, area_code.

    One row for each distinct point of raw_street_crime inside a ward of the chosen area, in each vintage, and
    inside a district. A point on a shared edge takes the area with the lower code.
    """
    # Records share some thousands of snap points: each distinct point is located once.
    points = connection.execute(
        "SELECT DISTINCT longitude, latitude FROM raw_street_crime WHERE longitude IS NOT NULL ORDER BY ALL"
    ).df()
    areas = connection.execute(
        "SELECT area_type, vintage, area_code, geometry FROM stg_boundaries "
        "WHERE fate = 'loaded' AND area_type IN ('ward', 'district') ORDER BY ALL"
    ).df()
    load_frame(connection, "raw_point_area", points_in_areas(points, areas))


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
