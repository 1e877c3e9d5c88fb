"""Which ward, and where no LSOA is given which district, a point lies in."""

import json

import duckdb
import geopandas as gpd
import pandas as pd
from shapely import STRtree
from shapely.geometry import shape

from etl.sources.frames import add_frame

WGS84, BRITISH_NATIONAL_GRID = "EPSG:4326", "EPSG:27700"
# Outlines are generalised: wards by some 20 m, districts, which are drawn for maps of the whole, by up to 450 m. Nearer
# to an edge than this the LSOA, which the police take from exact outlines, knows better.
WELL_INSIDE_M = {"ward": 50, "district": 500}
# Points of records whose LSOA is of another district than the ward that holds them, or is in no lookup.
DOUBTED = {
    "ward": """
    SELECT DISTINCT p.longitude, p.latitude, d.district_code AS area_code
    FROM {table} AS r
    JOIN raw_point_area AS p ON r.longitude = p.longitude AND r.latitude = p.latitude AND p.area_type = 'ward'
    JOIN point_district AS d ON p.longitude = d.longitude AND p.latitude = d.latitude
    WHERE r.fate = 'loaded' AND r.district_code NOT IN (SELECT district_code FROM chosen_district)
    ORDER BY ALL
    """,
    "district": """
    SELECT DISTINCT p.longitude, p.latitude, p.area_code
    FROM {table} AS r
    JOIN raw_point_area AS p ON r.longitude = p.longitude AND r.latitude = p.latitude AND p.area_type = 'district'
    WHERE r.fate = 'outside' AND r.lsoa_code IS NOT NULL
    ORDER BY ALL
    """,
}
OUTLINES = """
SELECT district_code, geometry FROM stg_boundaries WHERE area_type = $area_type AND fate = 'loaded' ORDER BY ALL
"""


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
    if not points.empty:
        add_frame(connection, "raw_point_area", points_in_areas(points, wards_and_districts(connection)))


def locate_within(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Add to raw_point_area, as of area_type ``within``, points well inside a district whatever their LSOA says.

    table: with longitude, latitude (as written), fate, lsoa_code and district_code. Only points that are in doubt are
    looked at.
    """
    for area_type, query in DOUBTED.items():
        points = connection.execute(query.format(table=table)).df()
        if not points.empty:
            outlines = connection.execute(OUTLINES, {"area_type": area_type}).df()
            found = _well_inside(points, outlines, WELL_INSIDE_M[area_type])
            add_frame(connection, "raw_point_area", found.assign(area_type="within"))


def _well_inside(points: pd.DataFrame, outlines: pd.DataFrame, metres: float) -> pd.DataFrame:
    """The points (longitude, latitude, area_code) that lie further than ``metres`` inside the outline of their area."""
    located = gpd.GeoSeries.from_xy(points["longitude"].astype(float), points["latitude"].astype(float), crs=WGS84)
    located = located.to_crs(BRITISH_NATIONAL_GRID)
    is_inside = pd.Series(False, index=points.index)
    for code, own in points.groupby("area_code"):
        area = _in_metres(outlines[outlines["district_code"] == code]).make_valid().union_all()
        is_inside[own.index] = located[own.index].within(area.buffer(-metres))
    return points[is_inside]


def _in_metres(outlines: pd.DataFrame) -> gpd.GeoSeries:
    """Outlines (geometry, GeoJSON) in British National Grid."""
    shapes = [shape(json.loads(text)) for text in outlines["geometry"]]
    return gpd.GeoSeries(shapes, crs=WGS84).to_crs(BRITISH_NATIONAL_GRID)


WARDLESS = """
WITH ward_point AS (
    SELECT DISTINCT CAST(longitude AS DOUBLE) AS longitude, CAST(latitude AS DOUBLE) AS latitude, vintage
    FROM raw_point_area
    WHERE area_type = 'ward'
)

SELECT DISTINCT r.longitude, r.latitude, v.vintage
FROM own_record AS r
CROSS JOIN (SELECT DISTINCT vintage FROM stg_boundaries WHERE area_type = 'ward' AND fate = 'loaded') AS v
ANTI JOIN ward_point AS p ON r.longitude = p.longitude AND r.latitude = p.latitude AND v.vintage = p.vintage
ANTI JOIN stg_lsoa_ward AS l ON r.lsoa_code = l.lsoa_code AND v.vintage = l.vintage
WHERE r.longitude IS NOT NULL AND r.ward_code IS NULL
ORDER BY ALL
"""


def locate_at_nearest(connection: duckdb.DuckDBPyConnection) -> None:
    """Add the nearest ward to raw_point_area for the area's points that lie in no ward of a vintage.

    Newer wards come as outlines without a lookup: a point on a pier is in none, and has no LSOA to fall back on.
    """
    points = connection.execute(WARDLESS).df()
    areas = wards_and_districts(connection)
    for vintage, own in points.groupby("vintage"):
        wards = areas[(areas["area_type"] == "ward") & (areas["vintage"] == vintage)]
        located = gpd.GeoSeries.from_xy(own["longitude"], own["latitude"], crs=WGS84).to_crs(BRITISH_NATIONAL_GRID)
        nearest = STRtree(_in_metres(wards).to_numpy()).nearest(located.to_numpy())
        found = own.astype({"longitude": "str", "latitude": "str"}).assign(
            area_type="ward", area_code=wards["area_code"].to_numpy()[nearest]
        )
        add_frame(connection, "raw_point_area", found)


def area_ground(connection: duckdb.DuckDBPyConnection) -> gpd.GeoSeries:
    """The chosen area as one outline, its wards of every vintage together, in metres of the National Grid."""
    areas = wards_and_districts(connection)
    whole = _in_metres(areas[areas["area_type"] == "ward"]).make_valid().union_all()
    return gpd.GeoSeries([whole], crs=BRITISH_NATIONAL_GRID)


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
