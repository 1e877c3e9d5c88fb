"""Layers of areas and roads in the formats of geographic files, whatever grid they are drawn in."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS

from etl.errors import SourceError
from etl.sources.area_columns import names_an_area
from etl.sources.layout import UTF_8_MARK, UTF_16_MARKS, normalise
from etl.sources.road_columns import road_columns

GEOJSON = ".geojson"
# A .json file may be anything: it is known by what is in it.
JSON_SUFFIXES = {GEOJSON, ".json", ".topojson"}
LAYER_SUFFIXES = JSON_SUFFIXES | {".shp", ".gpkg"}
WGS84, WEB_MERCATOR, BRITISH_NATIONAL_GRID = "EPSG:4326", "EPSG:3857", "EPSG:27700"
# 0.01 m: what is moved from another grid is no finer.
DECIMALS = 7


def _source(path: Path) -> Path | bytes:
    """What the reader is given: the file, or its text in UTF-8 where it is JSON in other letters."""
    if path.suffix.lower() not in JSON_SUFFIXES:
        return path
    content = path.read_bytes()
    if content[:2] in UTF_16_MARKS:
        return content.decode("utf-16", "replace").encode()
    if content.startswith(UTF_8_MARK):
        # The reader finds single features again by their place in the file, and the mark puts it out.
        return content.removeprefix(UTF_8_MARK)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").encode()
    return path


@contextmanager
def _explained(label: str, suffix: str) -> Iterator[None]:
    """Say in one line that a file is no layer, where the reader says so; what it only warns of is checked later."""
    kind = {GEOJSON: "GeoJSON feature collection", ".shp": "Shapefile", ".gpkg": "GeoPackage"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (DataSourceError, DataLayerError, OSError, ValueError, RuntimeError) as error:
        reason = str(error).split(";")[0].replace("\n", " ")[:120]
        named = kind.get(suffix, "GeoJSON or TopoJSON file")
        raise SourceError(f"{label}: not a {named} ({reason}); download it again or remove it") from error


def _layer(path: Path) -> tuple[str | None, tuple[str, ...]]:
    """The layer of a file that is read, and its properties as they are written.

    The first with codes of areas, else the last with roads (the most of them, of several), else the first of all.
    """
    facts = path.stat()
    return _found_layer(path, facts.st_size, facts.st_mtime_ns)


# A national file takes seconds to look through, and is asked of three times.
@lru_cache(maxsize=64)
def _found_layer(path: Path, _size: int, _changed: int) -> tuple[str | None, tuple[str, ...]]:
    source = _source(path)
    if path.suffix.lower() == GEOJSON or isinstance(source, bytes):
        return None, tuple(pyogrio.read_info(source)["fields"])
    layers = [str(name) for name, _ in pyogrio.list_layers(source)]
    found = [(layer, tuple(pyogrio.read_info(source, layer=layer)["fields"])) for layer in layers]
    if not found:
        raise ValueError("it holds no layer")
    roads = [one for one in found if road_columns(tuple(map(normalise, one[1])))]
    areas = [one for one in found if names_an_area(tuple(map(normalise, one[1])))]
    return [*areas[:1], *roads[-1:], found[0]][0]


def layer_columns(path: Path, label: str) -> tuple[str, ...]:
    """The normalised property names of a file's layer; none where it cannot be opened as one.

    Raises SourceError where a .geojson file is none, or holds nothing: what it is meant to be is beyond doubt.
    """
    suffix = path.suffix.lower()
    try:
        with _explained(label, suffix):
            columns = _layer(path)[1]
            if not columns and suffix == GEOJSON:
                raise ValueError("it holds no feature with properties")
    except SourceError:
        if suffix == GEOJSON:
            raise
        return ()
    return tuple(normalise(name) for name in columns)


def read_properties(path: Path, label: str) -> pd.DataFrame:
    """The properties of every feature in the order of the file, with normalised names; the index is the feature's.

    Raises SourceError where two names are one.
    """
    with _explained(label, path.suffix.lower()):
        frame = pyogrio.read_dataframe(
            _source(path), layer=_layer(path)[0], read_geometry=False, fid_as_index=True, use_arrow=False
        )
    frame = frame.rename(columns=normalise)
    if twice := sorted(frame.columns[frame.columns.duplicated()]):
        raise SourceError(f"{label}: property “{twice[0]}” occurs twice; keep one of them")
    return frame


def read_outlines(path: Path, label: str, features: Sequence[int]) -> gpd.GeoSeries:
    """The geometry of some features in longitude and latitude, null where none can be read, by the feature's index.

    Raises SourceError where the file does not say what its numbers are, and they do not show it.
    """
    with _explained(label, path.suffix.lower()):
        frame = pyogrio.read_dataframe(
            _source(path), layer=_layer(path)[0], columns=[], fids=list(features), fid_as_index=True,
            use_arrow=False, on_invalid="ignore",
        )  # fmt: skip
    outlines = frame.geometry.force_2d()
    drawn_in = _grid(outlines, frame.crs)
    if drawn_in is None:
        raise SourceError(f"{label}: coordinates are not longitude and latitude; download the GeoJSON in EPSG:4326")
    if drawn_in == CRS(WGS84):
        return outlines.set_crs(WGS84, allow_override=True)
    moved = outlines.set_crs(drawn_in, allow_override=True).to_crs(WGS84)
    return gpd.GeoSeries(shapely.transform(moved.to_numpy(), _rounded), index=moved.index, crs=WGS84)


def read_lines(path: Path, label: str, near: gpd.GeoSeries) -> tuple[gpd.GeoDataFrame, int]:
    """The features about an area, with normalised names and in its grid, and how many the file has in all.

    near: the area, in its grid, in which the lines are taken to be where a file does not say in which they are.
    """
    layer = _layer(path)[0]
    with _explained(label, path.suffix.lower()):
        info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
        box = tuple(near.to_crs(info["crs"] or near.crs).total_bounds)
        frame = pyogrio.read_dataframe(path, layer=layer, bbox=box, fid_as_index=True, use_arrow=False)
    lines = frame.set_crs(info["crs"] or near.crs, allow_override=True).to_crs(near.crs).rename(columns=normalise)
    return lines, int(info["features"])


def _grid(outlines: gpd.GeoSeries, declared: CRS | None) -> CRS | None:
    """What the numbers are: as declared, where that can be, else the grid that they fit."""
    if declared is not None and not declared.is_geographic:
        return declared
    bounds = outlines[~(outlines.isna() | outlines.is_empty)].total_bounds
    if not len(bounds) or not np.isfinite(bounds).all() or np.abs(bounds).max() <= 180:
        return declared or CRS(WGS84)
    west, south, east, north = bounds
    # GeoJSON without a word on it is in degrees by its standard, and in metres from some programs.
    if 1_000 <= west <= east <= 700_000 and 1_000 <= south <= north <= 1_300_000:
        return CRS(BRITISH_NATIONAL_GRID)
    if -1_100_000 <= west <= east <= 400_000 and 6_200_000 <= south <= north <= 8_800_000:
        return CRS(WEB_MERCATOR)
    return None


def _rounded(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    return corners.round(DECIMALS)
