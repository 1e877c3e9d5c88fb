"""Fictitious named places and their monthly reports, in the documented form of both files."""

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import Point, Polygon

from etl.demo.files import to_geojson, write_table, write_text
from etl.demo.geography import LONGITUDE_SCALE, Geography
from etl.demo.places import Places
from etl.demo.tables import home_district, read_table
from etl.sources.declared import header

SEED = 20220630
SOURCE = "Demonstration data, made up"
VIOLENCE = "Violence and sexual offences"
MICRO_AREAS = 11  # as many as Op Grip had in 2021/22
MICRO_AREA_RADIUS_M = 200
MICRO_AREA_DISTANCE_M = 500
METRES_PER_DEGREE = 111_200.0
CORNERS = 6
SUMMER_SWING = 0.5


def write_named_places(folder: Path, geography: Geography, places: Places) -> None:
    """Write outlines as GeoJSON, points and names as CSV, and the monthly reports of both."""
    table = read_table("named_places_fictitious")
    outlined = table["form"] == "outline"
    features = [*micro_areas(places), *(outline(row, geography) for row in table[outlined].to_dict("records"))]
    collection = {"type": "FeatureCollection", "features": features}
    write_text(folder / "demonstration_outlines.geojson", json.dumps(collection) + "\n")
    write_table(folder / "demonstration_places.csv", listed(table[~outlined], geography))
    write_table(folder / "demonstration_place_reports.csv", draw_reports(table, np.random.default_rng(SEED)))


def micro_areas(places: Places) -> list[dict[str, Any]]:
    """Features around the points where violence weighs most, none of which overlap; always for partners."""
    at_home = np.flatnonzero(places.points["district_code"] == home_district())
    violence = read_table("crime_types")["crime_type"].tolist().index(VIOLENCE)
    heaviest = at_home[np.argsort(-places.weights[at_home, violence], kind="stable")]
    coordinates = places.points[["longitude", "latitude"]].to_numpy()
    chosen: list[NDArray[np.float64]] = []
    for point in coordinates[heaviest]:
        apart = [np.hypot(*((point - other) * (LONGITUDE_SCALE, 1.0))) * METRES_PER_DEGREE for other in chosen]
        if len(chosen) < MICRO_AREAS and min(apart, default=np.inf) >= MICRO_AREA_DISTANCE_M:
            chosen.append(point)
    words = {"kind": "micro_area", "audience": "partner", "cited_source": SOURCE, "active_from": "2021-04-01"}
    return [
        feature(
            {"place_id": f"demo-micro-{number:02}", "place_name": f"Demonstration micro-area {number:02}"} | words,
            hexagon(Point(point), MICRO_AREA_RADIUS_M),
        )
        for number, point in enumerate(chosen, start=1)
    ]


def outline(row: dict[Hashable, Any], geography: Geography) -> dict[str, Any]:
    """A feature in the middle of the ward that a row of the table names."""
    keys = ("place_id", "place_name", "kind", "audience", "active_from", "active_to", "description", "what_was_done")
    words = {key: row[key] for key in keys if pd.notna(row[key])}
    middle = geography.wards[row["ward_code"]].representative_point()
    return feature(words | {"is_approximate": True, "cited_source": SOURCE}, hexagon(middle, row["radius_m"]))


def feature(properties: dict[str, Any], polygon: Polygon) -> dict[str, Any]:
    """A GeoJSON feature with 6 decimals."""
    return {"type": "Feature", "properties": properties, "geometry": to_geojson(polygon)}


def hexagon(middle: Point, radius_m: float) -> Polygon:
    """Six corners at a distance in metres from the middle, in degrees."""
    angles = np.arange(CORNERS) * 2 * np.pi / CORNERS
    radius = radius_m / METRES_PER_DEGREE
    return Polygon(
        np.column_stack([middle.x + radius / LONGITUDE_SCALE * np.cos(angles), middle.y + radius * np.sin(angles)])
    )


def listed(table: pd.DataFrame, geography: Geography) -> pd.DataFrame:
    """Points and names under the documented header; a place known by name only has no position."""
    frame = table.assign(cited_source=SOURCE, area_code=home_district())
    for column, axis in (("longitude", "x"), ("latitude", "y")):
        frame[column] = [
            round(getattr(geography.wards[ward].representative_point(), axis), 4) if form == "point" else None
            for ward, form in zip(frame["ward_code"], frame["form"], strict=True)
        ]
    frame["is_approximate"] = (frame["form"] == "point").astype(str).str.lower()
    return frame.reindex(columns=list(header("places")))


def draw_reports(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Counts of every month in which a place was active, more in summer; the months of a gap have no row."""
    months = read_table("monthly_shape")["month"].to_numpy(dtype=str)
    summer = 1 - SUMMER_SWING * np.cos(2 * np.pi * (np.array([int(month[5:]) for month in months]) - 1) / 12)
    drawn = []
    for row in table.to_dict("records"):
        counts = rng.poisson(row["monthly_mean"] * summer)
        frame = pd.DataFrame({"place_id": row["place_id"], "period_month": months, "measure": row["measure"]})
        active = between(months, str(row["active_from"])[:7], str(row["active_to"])[:7])
        in_gap = between(months, row["gap_from"], row["gap_to"]) if pd.notna(row["gap_from"]) else ~active
        drawn.append(frame.assign(count=counts, audience=row["audience"], cited_source=SOURCE)[active & ~in_gap])
    return pd.concat(drawn)[list(header("place_reports"))]


def between(months: NDArray[np.str_], first: str, last: str) -> NDArray[np.bool_]:
    """Whether each month (YYYY-MM) lies from ``first`` to ``last``; "nan" stands for no end."""
    return np.asarray((months >= first) & ((last == "nan") | (months <= last)))
