"""Roads as a small map needs them: joined, with few corners, and their numbers at a few points."""

import json
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

from etl.geography.locate import BRITISH_NATIONAL_GRID, WGS84

# The share of the roads' extent that a line may be off: less than a pixel of the map; never less than some metres.
THINNED, LEAST_M = 1 / 2000, 8.0
DECIMALS = 5
# A number is repeated after this share of the extent, and this often at most.
APART, MOST_LABELS = 1 / 4, 4
PLACES = (0.5, 0.25, 0.75)
LABELLED = ("motorway", "a")


def road_layers(links: gpd.GeoDataFrame) -> pd.DataFrame:
    """A row a class of roads (road_class): geometry, as GeoJSON in degrees, and west, south, east, north.

    links: road_class, road_number (null for none) and geometry, in metres.
    """
    tolerance = max(LEAST_M, _extent(links) * THINNED)
    rows = []
    for road_class, own in links.groupby("road_class"):
        lines = [line.simplify(tolerance) for _, line in _joined(own)]
        together = shapely.multilinestrings([part for line in lines for part in _parts(line)])
        drawn = gpd.GeoSeries([together], crs=BRITISH_NATIONAL_GRID).to_crs(WGS84).iloc[0]
        drawn = shapely.transform(drawn, lambda corners: np.round(corners, DECIMALS))
        text = json.dumps(json.loads(shapely.to_geojson(drawn)), separators=(",", ":"))
        rows.append((road_class, text, len(own), *(float(edge) for edge in drawn.bounds)))
    columns = ["road_class", "geometry", "links", "west", "south", "east", "north"]
    types = {"road_class": "str", "geometry": "str", "links": "int64"} | dict.fromkeys(columns[3:], "float64")
    return pd.DataFrame(rows, columns=columns).astype(types)


def road_labels(links: gpd.GeoDataFrame) -> pd.DataFrame:
    """Where the numbers of motorways and A roads stand: road_number, road_class, longitude, latitude; motorways first.

    links: as ``road_layers``.
    """
    apart, rows = _extent(links) * APART, []
    for road_class in LABELLED:
        for number, line in _joined(links[(links["road_class"] == road_class) & links["road_number"].notna()]):
            rows += [(number, road_class, point) for point in _spread(line, apart)]
    at = gpd.GeoSeries([point for *_, point in rows], crs=BRITISH_NATIONAL_GRID).to_crs(WGS84)
    frame = pd.DataFrame([row[:2] for row in rows], columns=["road_number", "road_class"], dtype="str")
    return frame.assign(
        longitude=at.x.round(DECIMALS).astype("float64"), latitude=at.y.round(DECIMALS).astype("float64")
    )


def _extent(links: gpd.GeoDataFrame) -> float:
    """The longer side of what the links reach over, metres."""
    if links.empty:
        return 0.0
    west, south, east, north = links.total_bounds
    return float(max(east - west, north - south))


def _joined(links: gpd.GeoDataFrame) -> Iterator[tuple[str, BaseGeometry]]:
    """Each number with its links joined to lines, those without a number together."""
    for number, own in links.groupby(links["road_number"].fillna("")):
        lines = [part for line in own.geometry for part in _parts(shapely.force_2d(line))]
        if lines:
            yield str(number), linemerge(MultiLineString(lines))


def _parts(line: BaseGeometry) -> list[LineString]:
    return [part for part in shapely.get_parts(line) if isinstance(part, LineString)]


def _spread(line: BaseGeometry, apart: float) -> list[BaseGeometry]:
    """Points along a road, the middle of its longest part first, none nearer than ``apart`` to another."""
    found: list[BaseGeometry] = []
    for part in sorted(_parts(line), key=shapely.length, reverse=True):
        for place in PLACES:
            point = part.interpolate(place, normalized=True)
            if len(found) < MOST_LABELS and all(point.distance(other) >= apart for other in found):
                found.append(point)
    return found
