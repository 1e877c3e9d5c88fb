"""The register of operations, and where each one was: what the viewer may see."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.build import database
from data.model.schema import DEFAULT_CELL_SIZE_M as SIZE_M
from data.model.verdict import Refusal
from data.queries.cells import grid_cells
from data.statistics.effect.ground import Area, Ground
from data.statistics.space.projection import BRITISH_NATIONAL_GRID, WGS84, moved

# A place known as a point stands for the block of squares about it, as large as a micro-area.
BLOCK = 3
MOST_AREAS = 200


class Located(NamedTuple):
    """The areas of an operation, or why there are none; is_approximate: whether one is not known well."""

    areas: Sequence[Area] = ()
    refusal: Refusal = Refusal.NONE
    is_approximate: bool = False


@database.per_build
def operations() -> pd.DataFrame:
    """The operations of the register, by name: the columns of dim_operation."""
    return database.frame("SELECT * FROM dim_operation ORDER BY operation_name, operation_id")


@database.per_build
def ground(vintage: str) -> Ground:
    """The squares of the usual size in which any open record ever lay, in the order of ``monthly_by_cell``."""
    cells = grid_cells(SIZE_M, vintage, only_points=True)
    return Ground(cells["grid_row"].to_numpy(dtype=np.intp), cells["grid_column"].to_numpy(dtype=np.intp), SIZE_M)


@database.per_build
def located(refs: str, vintage: str) -> Located:
    """The areas that a register or an address names, each of its squares of the usual size.

    refs: as in the register: names parted by semicolons, or GeoJSON. An area of which no square holds a point of the
    police, or that holds no middle of a square, is refused.
    """
    if not refs:
        return Located(refusal=Refusal.NO_AREA)
    cells = grid_cells(SIZE_M, vintage)
    if refs.startswith("{"):
        found: list[Found] = [(None, "", one, False) for one in _shapes(refs)]
    else:
        found = [one for ref in refs.split("; ")[:MOST_AREAS] for one in _named(ref, cells)]
    if not found:
        return Located(refusal=Refusal.NO_AREA)
    # Two that share squares are one patch of ground, counted once.
    areas = _apart([_area(one, cells) for one in found])
    has_point = ground(vintage).held(areas).any(axis=1) if areas else np.zeros(0, dtype=bool)
    if (len(areas) < len(found) and not areas) or not has_point.all():
        return Located(refusal=Refusal.NO_POINT)
    return Located(areas, is_approximate=any(is_rough for *_, is_rough in found))


Found = tuple[pd.DataFrame | None, str, BaseGeometry | None, bool]


def _named(ref: str, cells: pd.DataFrame) -> list[Found]:
    """What one name stands for: squares or an outline, its name, and whether it is known roughly."""
    kind, _, name = ref.partition(":")
    if kind == "ward":
        own = cells[cells["ward_code"] == name]
        return [(own, name, None, False)] if len(own) else []
    if kind == "cell":
        own = cells[cells["cell_id"].astype(str) == name]
        return [(own, _location(own, name), None, False)] if len(own) else []
    column = {"place": "place_id", "kind": "kind"}.get(kind)
    if column is None:
        return []
    places = _places()
    return [
        (None, place, shape(json.loads(geometry)), bool(is_rough))
        for place, geometry, is_rough in places.loc[
            places[column] == name, ["place_name", "geometry", "is_approximate"]
        ].itertuples(index=False)
        if isinstance(geometry, str)
    ]


def _location(cell: pd.DataFrame, name: str) -> str:
    """What most records of a square give as their location, else its id."""
    found = cell["location"].iloc[0]
    return str(found) if isinstance(found, str) and found else name


@database.per_build
def _places() -> pd.DataFrame:
    return database.frame(
        "SELECT place_id, kind, place_name, geometry, is_approximate FROM dim_place ORDER BY place_id"
    )


def _shapes(text: str) -> list[BaseGeometry]:
    """The outlines of a GeoJSON text, none where it is none."""
    try:
        given = json.loads(text)
        features = given["features"] if given.get("type") == "FeatureCollection" else [given]
        outlines = [shape(feature.get("geometry") or feature) for feature in features[:MOST_AREAS]]
    # Whatever an address holds here is an outline that is not known, not a failure.
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError, IndexError):
        return []
    return [one for one in outlines if one.geom_type in ("Polygon", "MultiPolygon") and one.is_valid]


def _of(rows: pd.DataFrame, name: str) -> Area:
    row, column = (rows[one].to_numpy(dtype=np.intp) for one in ("grid_row", "grid_column"))
    return Area(row, column, name)


def _area(found: Found, cells: pd.DataFrame) -> Area:
    """The squares that are named, those whose middle lies in an outline, or the block about a point."""
    rows, name, outline, _ = found
    if rows is not None or outline is None:
        return _of(cells.iloc[:0] if rows is None else rows, name)
    drawn = moved(outline, WGS84, BRITISH_NATIONAL_GRID)
    east, north = cells["easting"].to_numpy(), cells["northing"].to_numpy()
    if drawn.geom_type == "Point":
        ((point_east, point_north),) = shapely.get_coordinates(drawn)
        nearest = cells.iloc[int(np.argmin(np.hypot(east - point_east, north - point_north)))]
        near = (cells["grid_row"] - nearest["grid_row"]).abs().le(BLOCK // 2)
        return _of(cells[near & (cells["grid_column"] - nearest["grid_column"]).abs().le(BLOCK // 2)], name)
    return _of(cells[shapely.contains_xy(drawn, east, north)], name)


def _apart(areas: Sequence[Area]) -> list[Area]:
    """The areas without the squares that one before them has."""
    taken: set[tuple[int, int]] = set()
    found = []
    for area in areas:
        pairs = list(zip(area.row.tolist(), area.column.tolist(), strict=True))
        kept = np.array([pair not in taken for pair in pairs], dtype=bool)
        taken.update(pairs)
        if kept.any():
            found.append(Area(area.row[kept], area.column[kept], area.name))
    return found
