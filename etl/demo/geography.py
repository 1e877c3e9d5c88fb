"""Schematic polygons: LSOAs and wards of the home district, and the districts around it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from etl.demo.tables import home_district, read_table

GRID_DEGREES = 1e-6
LONGITUDE_SCALE = 0.6225  # cosine of 51.5 degrees: cells are then nearest in metres, not in degrees

Polygons = NDArray[np.object_]


@dataclass(frozen=True)
class Geography:
    """WGS84 polygons on a grid of 1e-6 degrees, without gaps or overlaps.

    `lsoas` follow the rows of the table ward_points; `wards` and `districts` are keyed by code.
    """

    lsoas: list[Polygon]
    wards: dict[str, Polygon]
    districts: dict[str, Polygon]


def draw_geography() -> Geography:
    """Draw every area from the outlines and points in the tables."""
    ward_points, district_points = read_table("ward_points"), read_table("district_points")
    borough, force_area = read_outline("borough_outline"), read_outline("force_outline")
    home_cells = shapely.intersection(nearest_cells(ward_points), borough)
    around = shapely.difference(force_area, borough)
    other_cells = shapely.intersection(nearest_cells(district_points), around)
    cells = share_edges(np.concatenate([home_cells, other_cells]))
    lsoas, others = cells[: len(ward_points)], cells[len(ward_points) :]
    districts = {home_district(): merge(lsoas), **merge_by(others, district_points["district_code"])}
    return Geography(list(lsoas), merge_by(lsoas, ward_points["ward_code"]), dict(sorted(districts.items())))


def read_outline(name: str) -> Polygon:
    """Return the hand-drawn ring of the table `name` as a polygon."""
    return Polygon(read_table(name)[["longitude", "latitude"]].to_numpy())


def nearest_cells(points: pd.DataFrame) -> Polygons:
    """Return for each point (longitude, latitude) the ground nearer to it than to any other."""
    scale = np.array([LONGITUDE_SCALE, 1.0])
    scaled = shapely.MultiPoint(points[["longitude", "latitude"]].to_numpy() * scale)
    cells = shapely.voronoi_polygons(scaled, extend_to=scaled.buffer(1.0), ordered=True)
    return shapely.get_parts(shapely.transform(cells, lambda xy: xy / scale))


def share_edges(cells: Polygons) -> Polygons:
    """Return the cells rebuilt on the grid so that neighbours share every vertex of a common edge."""
    # rounding each cell alone would leave slivers where one edge meets two
    lines = shapely.union_all(shapely.boundary(cells), grid_size=GRID_DEGREES)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    face, owner = shapely.STRtree(cells).query(shapely.point_on_surface(faces), predicate="within")
    return np.array([merge(faces[face[owner == i]]) for i in range(len(cells))], dtype=object)


def merge_by(cells: Polygons, codes: pd.Series) -> dict[str, Polygon]:
    """Return one polygon for each code, in the order of codes."""
    return {code: merge(cells[(codes == code).to_numpy()]) for code in sorted(set(codes))}


def merge(cells: Polygons) -> Polygon:
    """Return the union of cells that share edges; ValueError where they do not hang together."""
    merged = shapely.get_parts(shapely.coverage_union_all(cells))
    if len(merged) != 1:
        raise ValueError(f"the areas form {len(merged)} pieces, not one")
    whole: Polygon = shapely.orient_polygons(merged[0])
    return whole
