"""Outlines of micro-areas, for a file, and how they lie to areas that are registered already."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.model.records import records
from data.statistics.space.grid import Floats, Grid
from data.statistics.space.projection import BRITISH_NATIONAL_GRID, WGS84, moved, transformer


def degrees(easting: Floats, northing: Floats) -> pd.DataFrame:
    """Longitude and latitude (five decimals, 1 m) of points in British National Grid, metres."""
    longitude, latitude = transformer(BRITISH_NATIONAL_GRID, WGS84).transform(easting, northing)
    return pd.DataFrame({"longitude": longitude, "latitude": latitude}).round(5)


def outline(cells: list[int], grid: Grid) -> BaseGeometry:
    """The kept cells at these places as one polygon in British National Grid."""
    size = grid.cell_size_m
    west, south = grid.west + grid.column[cells] * size, grid.south + grid.row[cells] * size
    merged: BaseGeometry = shapely.union_all(shapely.box(west, south, west + size, south + size)).simplify(0)
    return merged


def micro_area_geojson(areas: pd.DataFrame, grid: Grid) -> dict[str, Any]:
    """The micro-areas of ``candidate_micro_areas`` as GeoJSON features in WGS84, to six decimals (0.1 m)."""
    features = []
    for area in records(areas):
        polygon = moved(outline(area["cells"], grid), BRITISH_NATIONAL_GRID, WGS84)
        rounded = shapely.transform(polygon, lambda corners: corners.round(6))
        properties = {
            "area_rank": int(area["area_rank"]),
            "offence_count": int(area["offence_count"]),
            "share_pct": round(float(area["share_pct"]), 2),
            "area_km2": round(float(area["area_km2"]), 4),
        }
        geometry = json.loads(shapely.to_geojson(rounded))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def middles(areas: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Longitude and latitude (degrees, six decimals) of the middle of each micro-area."""
    points = [moved(outline(cells, grid).centroid, BRITISH_NATIONAL_GRID, WGS84) for cells in areas["cells"]]
    degrees = shapely.get_coordinates(points).round(6)
    return pd.DataFrame(degrees, columns=["longitude", "latitude"], index=areas.index)


def described(
    areas: pd.DataFrame,
    counts: Floats,
    grid: Grid,
    cells: pd.DataFrame,
    ward_names: Mapping[str, str],
    compared: pd.DataFrame | None,
) -> pd.DataFrame:
    """The candidates with the place and ward of their busiest cell, their middles, and how they compare.

    cells: location and ward_code, in the order of the grid; compared: the first frame of ``compared_with_registered``.
    """
    busiest = [max(held, key=lambda cell: counts[cell]) for held in areas["cells"]]
    rows = cells.iloc[busiest]
    named = areas.drop(columns="cells").assign(
        location=rows["location"].str.replace("On or near ", "").to_numpy(),
        ward_name=rows["ward_code"].map(dict(ward_names)).to_numpy(),
    )
    named = named.join(middles(areas, grid)) if len(areas) else named.assign(longitude=[], latitude=[])
    return named if compared is None else named.merge(compared, on="area_rank")


def compared_with_registered(
    areas: pd.DataFrame, registered: Mapping[str, Mapping[str, Any]], counts: Floats, grid: Grid
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The candidates against registered areas, and the registered against the candidates.

    registered: name → GeoJSON polygon in WGS84. A cell belongs to the registered area that holds its centre.
    First frame, a row a candidate: area_rank, overlap_pct (of its area that is registered), missed_count (offences in
    its cells that are not). Second, a row a registered area: name, offence_count, share_pct, area_km2, overlap_pct (of
    its area that is in a candidate).
    """
    outlines = [outline(cells, grid) for cells in areas["cells"]]
    known = {
        name: shapely.make_valid(moved(shape(dict(geometry)), WGS84, BRITISH_NATIONAL_GRID))
        for name, geometry in registered.items()
    }
    union, proposed = shapely.union_all(list(known.values())), shapely.union_all(outlines)
    is_known = _holds(union, grid)
    candidates = [
        (rank, _overlap_pct(own, union), int(sum(counts[cell] for cell in cells if not is_known[cell])))
        for rank, cells, own in zip(areas["area_rank"], areas["cells"], outlines, strict=True)
    ]
    total, rows = max(float(counts.sum()), 1), []
    for name, own in known.items():
        caught = int(counts[_holds(own, grid)].sum())
        rows.append((name, caught, 100 * caught / total, own.area / 1e6, _overlap_pct(own, proposed)))
    return (
        pd.DataFrame(candidates, columns=["area_rank", "overlap_pct", "missed_count"]),
        pd.DataFrame(rows, columns=["name", "offence_count", "share_pct", "area_km2", "overlap_pct"]),
    )


def _holds(area: BaseGeometry, grid: Grid) -> NDArray[np.bool_]:
    """Whether each cell's centre lies in the area."""
    size = grid.cell_size_m
    easting, northing = grid.west + (grid.column + 0.5) * size, grid.south + (grid.row + 0.5) * size
    return np.asarray(shapely.contains_xy(area, easting, northing), dtype=bool)


def _overlap_pct(area: BaseGeometry, other: BaseGeometry) -> float:
    return 100 * float(area.intersection(other).area) / float(area.area)
