"""The grids of square cells over the area: which cells there are, their shapes, and the cell of each point."""

import json

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.model.schema import CELL_SIZES_M
from etl.errors import SourceError
from etl.geography.locate import BRITISH_NATIONAL_GRID, WGS84
from etl.sources.frames import load_frame

# About 60 bytes each while they are made: 1 GB.
MOST_CELLS = 15_000_000
WARDS = """
SELECT
    b.vintage, b.area_code, b.geometry,
    dense_rank() OVER (PARTITION BY b.district_code ORDER BY s.valid_from NULLS FIRST, b.vintage) = 1 AS is_first
FROM stg_boundaries AS b
JOIN stg_ward_set AS s ON b.vintage = s.vintage AND b.area_code = s.ward_code
WHERE b.area_type = 'ward' AND b.fate = 'loaded'
ORDER BY b.vintage, b.area_code
"""
POINTS = """
SELECT DISTINCT longitude, latitude FROM own_record
WHERE longitude IS NOT NULL AND source IN (SELECT source FROM dim_source WHERE audience = 'public')
ORDER BY ALL
"""


def make_grids(connection: duckdb.DuckDBPyConnection) -> None:
    """Create raw_cell, raw_cell_ward and raw_point_cell for every cell size.

    raw_cell: cell_size_m, cell_id, grid_column, grid_row, easting, northing, holds_point, geometry.
    raw_cell_ward: cell_size_m, cell_id, vintage, ward_code. raw_point_cell: cell_size_m, longitude, latitude, cell_id.
    """
    wards, points = connection.execute(WARDS).df(), connection.execute(POINTS).df()
    shapes = gpd.GeoDataFrame(
        wards.drop(columns="geometry"), geometry=[shape(json.loads(text)) for text in wards["geometry"]], crs=WGS84
    ).to_crs(BRITISH_NATIONAL_GRID)
    shapes["geometry"] = shapes.make_valid()
    # Loading newer wards must not move the grid: its extent is that of the first wards of each district.
    area = shapes.loc[shapes["is_first"], "geometry"].union_all()
    located = gpd.GeoSeries.from_xy(points["longitude"], points["latitude"], crs=WGS84).to_crs(BRITISH_NATIONAL_GRID)
    cells, cell_wards, point_cells = [], [], []
    for size in CELL_SIZES_M:
        grid = cells_inside(area, size)
        nearest = nearest_cells(located.get_coordinates().to_numpy(), grid)
        holding = grid.assign(holds_point=np.isin(np.arange(len(grid)), nearest))
        cells.append(with_shapes(holding, size).assign(cell_size_m=size))
        cell_wards.append(wards_of_cells(grid, shapes).assign(cell_size_m=size))
        point_cells.append(points.assign(cell_id=grid["cell_id"].to_numpy()[nearest], cell_size_m=size))
    load_frame(connection, "raw_cell", pd.concat(cells))
    load_frame(connection, "raw_cell_ward", pd.concat(cell_wards))
    load_frame(connection, "raw_point_cell", pd.concat(point_cells))


def cells_inside(area: BaseGeometry, size: int) -> pd.DataFrame:
    """The cells of ``size`` metres, counted from the south-west corner of the area's bounds, with their centre in it.

    area: in British National Grid. Returns cell_id (row × columns + column), grid_column, grid_row, easting, northing
    (of the centre, metres), in the order of cell_id. Raises SourceError where they would be too many for memory.
    """
    west, south, east, north = area.bounds
    columns, rows = (int(np.ceil(extent / size)) for extent in (east - west, north - south))
    if columns * rows > MOST_CELLS:
        raise SourceError(
            f"the area reaches over {(east - west) / 1000:,.0f} by {(north - south) / 1000:,.0f} km, too far for cells "
            f"of {size} m; see whether an outline has a corner that is wrong, or choose fewer districts"
        )
    row, column = (index.ravel() for index in np.indices((rows, columns)))
    easting, northing = west + (column + 0.5) * size, south + (row + 0.5) * size
    shapely.prepare(area)
    cells = pd.DataFrame(
        {
            "cell_id": np.arange(rows * columns, dtype=np.int32),
            "grid_column": column.astype(np.int32),
            "grid_row": row.astype(np.int32),
            "easting": easting,
            "northing": northing,
        }
    )
    return cells[shapely.contains_xy(area, easting, northing)].reset_index(drop=True)


def nearest_cells(points: NDArray[np.float64], cells: pd.DataFrame) -> NDArray[np.intp]:
    """The place in ``cells`` of the cell whose centre is nearest to each point (easting, northing).

    For a point inside a cell that is that cell; a point in none, on the edge of the area or beyond, goes to the
    nearest, so that no record is lost.
    """
    centres = shapely.STRtree(shapely.points(cells["easting"], cells["northing"]))
    return np.asarray(centres.nearest(shapely.points(points)), dtype=np.intp)


def with_shapes(cells: pd.DataFrame, size: int) -> pd.DataFrame:
    """The cells with their geometry as GeoJSON in WGS84, to six decimals (0.1 m); null where they hold no point."""
    drawn = cells[cells["holds_point"]]
    east, north = drawn["easting"].to_numpy(), drawn["northing"].to_numpy()
    half = size / 2
    squares = gpd.GeoSeries(
        shapely.box(east - half, north - half, east + half, north + half), drawn.index, crs=BRITISH_NATIONAL_GRID
    ).to_crs(WGS84)
    rounded = shapely.transform(squares.to_numpy(), lambda corners: corners.round(6))
    return cells.assign(geometry=pd.Series(shapely.to_geojson(rounded), drawn.index, dtype="str"))


def wards_of_cells(cells: pd.DataFrame, wards: gpd.GeoDataFrame) -> pd.DataFrame:
    """The ward of each vintage that holds the centre of the cell, or is nearest: cell_id, vintage, ward_code."""
    centres = shapely.points(cells["easting"], cells["northing"])
    found = []
    for vintage, own in wards.groupby("vintage"):
        shapes, codes = own.geometry.to_numpy(), own["area_code"].to_numpy(dtype=object)
        place = np.full(len(cells), -1)
        ward, cell = shapely.STRtree(centres).query(shapes, predicate="intersects")
        # Of two wards that share the point the lower code is written last.
        place[cell[::-1]] = ward[::-1]
        # Generalised outlines leave slivers between wards.
        place[place < 0] = shapely.STRtree(shapes).nearest(centres[place < 0])
        found.append(pd.DataFrame({"cell_id": cells["cell_id"], "vintage": vintage, "ward_code": codes[place]}))
    return pd.concat(found)
