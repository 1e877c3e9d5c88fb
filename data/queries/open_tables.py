"""What only the open tables ask: the areas of a build, and their outlines."""

import json
from typing import Any

import pandas as pd

from data.build import database


@database.per_build
def areas() -> pd.DataFrame:
    """Districts, wards and LSOAs by level, vintage and code: the columns of dim_area, area_type as level."""
    return database.frame(
        """
        SELECT
            area_code, vintage, area_name, area_type AS level, valid_from, valid_to, district_code, population,
            population_year
        FROM dim_area
        ORDER BY CASE area_type WHEN 'district' THEN 1 WHEN 'ward' THEN 2 ELSE 3 END, vintage, area_code
        """
    )


@database.per_build
def outlines() -> dict[tuple[str, str], Any]:
    """The GeoJSON geometry of every area that has one, by code and vintage."""
    found = database.rows(
        "SELECT vintage, geojson FROM dim_boundary WHERE area_type IN ('district', 'ward', 'lsoa') ORDER BY layer"
    )
    return {
        (str(one["id"]), vintage): one["geometry"]
        for vintage, geojson in found
        for one in json.loads(geojson)["features"]
    }


@database.per_build
def place_shapes() -> dict[str, Any]:
    """The GeoJSON geometry of every place that has one, by its id."""
    found = database.rows("SELECT place_id, geometry FROM dim_place WHERE geometry IS NOT NULL")
    return {place_id: json.loads(geometry) for place_id, geometry in found}


@database.per_build
def build_named() -> tuple[str, str]:
    """The id of the build that is read, and when it was made, ISO 8601 in UTC."""
    build_id, built_at = database.rows("SELECT build_id, built_at FROM meta_build")[0]
    return str(build_id), f"{built_at:%Y-%m-%dT%H:%M:%SZ}"
