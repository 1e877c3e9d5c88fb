"""Motorways, A and B roads of the area from OS Open Roads or OS Open Zoomstack: thinned for the map."""

import duckdb
import geopandas as gpd
import pandas as pd

from etl.datasets.roads.thinned import road_labels, road_layers
from etl.geography.locate import area_ground
from etl.sources.frames import add_frame
from etl.sources.layers import LAYER_SUFFIXES, read_lines
from etl.sources.points import leave_out
from etl.sources.road_columns import road_columns
from etl.sources.source_files import SourceFile

AROUND_M = 1000
# Zoomstack calls the A roads of the primary network by that name.
CLASSES = {"Motorway": "motorway", "A Road": "a", "Primary": "a", "B Road": "b"}
TABLES = """
CREATE TABLE raw_roads (
    file_id INTEGER, feature BIGINT, road_id VARCHAR, road_class VARCHAR, road_number VARCHAR
);
CREATE TABLE raw_road_layer (
    road_class VARCHAR, geometry VARCHAR, links BIGINT, west DOUBLE, south DOUBLE, east DOUBLE, north DOUBLE
);
CREATE TABLE raw_road_label (road_number VARCHAR, road_class VARCHAR, longitude DOUBLE, latitude DOUBLE);
"""
LINKS = ("file_id", "feature", "road_id", "road_class", "road_number")


def recognises(file: SourceFile) -> bool:
    """A layer with the class and the number of roads, as the products of Ordnance Survey name them."""
    return file.path.suffix.lower() in LAYER_SUFFIXES and road_columns(file.columns) is not None


def extract(connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
    """Load into raw_roads a row a link of a main road near the area, and what the map draws of all of them.

    raw_road_layer: road_class, geometry and bounds of its roads; raw_road_label: where their numbers stand. Returns the
    links read of each file.
    """
    connection.execute(TABLES)
    if not files:
        return []
    near = area_ground(connection).buffer(AROUND_M)
    frames, rows = [], []
    for file in files:
        links, total = _links(file, near)
        leave_out(connection, file, {"outside": total - len(links)})
        frames.append(links)
        rows.append(total)
    roads = pd.concat(frames, ignore_index=True)
    add_frame(connection, "raw_roads", pd.DataFrame(roads[list(LINKS)]))
    # Where files are cut by tiles, what crosses an edge is in both.
    once = roads.drop_duplicates("road_id")
    add_frame(connection, "raw_road_layer", road_layers(once))
    add_frame(connection, "raw_road_label", road_labels(once))
    return rows


def _links(file: SourceFile, near: gpd.GeoSeries) -> tuple[gpd.GeoDataFrame, int]:
    """The links of main roads near the area, cut where they leave it, and how many the file has in all."""
    named = road_columns(file.columns)
    assert named is not None
    links, total = read_lines(file.path, file.label, near)
    links["road_class"] = links[named.road_class].map(CLASSES)
    links = links[links["road_class"].notna() & links.intersects(near.iloc[0])]
    identified = next((name for name in ("id", "identifier") if name in links.columns), None)
    links = links.assign(
        file_id=file.file_id,
        feature=links.index,
        # Without an identifier a link is told by where it lies.
        road_id=links[identified] if identified else links.geometry.to_wkt(),
        road_number=links[named.number],
        geometry=links.intersection(near.iloc[0]),
    )
    return links[[*LINKS, "geometry"]], total
