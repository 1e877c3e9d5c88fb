import json
from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Polygon, box, mapping

from data.statistics.space.grid import Floats
from data.statistics.space.micro_area_shapes import (
    compared_with_registered,
    degrees,
    described,
    micro_area_geojson,
    middles,
    outline,
)
from data.statistics.space.micro_areas import block_side, candidate_micro_areas
from tests.fixtures.grids import full, grid_of


def counted(rows: int, columns: int, counts: dict[tuple[int, int], int]) -> Floats:
    """Counts of a full grid, given by row and column."""
    laid = np.zeros((rows, columns))
    for place, count in counts.items():
        laid[place] = count
    return laid.ravel()


@pytest.mark.parametrize(("size", "cells", "side"), [(100, 4, 400), (150, 3, 450), (250, 2, 500), (1000, 1, 1000)])
def test_a_micro_area_is_some_450_m_across(size: int, cells: int, side: int) -> None:
    assert block_side(size) == cells
    found = candidate_micro_areas(counted(9, 9, {(4, 4): 1}), full(9, 9, size))
    assert found["side_m"].tolist() == [side]
    assert found["area_km2"].tolist() == pytest.approx([side**2 / 1e6])


@pytest.mark.parametrize(("size", "cells"), [(99, 5), (101, 4), (129, 3), (128, 4), (179, 3), (181, 2)])
def test_a_micro_area_has_the_whole_cells_nearest_to_450_m(size: int, cells: int) -> None:
    assert block_side(size) == cells


def test_the_blocks_with_most_offences_come_first_and_do_not_overlap() -> None:
    grid = full(8, 10)
    counts = counted(8, 10, {(1, 1): 5, (1, 3): 4, (3, 1): 3, (6, 8): 7, (6, 6): 2})
    found = candidate_micro_areas(counts, grid, 3)
    # Rows 1 to 3 and columns 1 to 3 hold 5 + 4 + 3; the north-east 7 + 2; then nothing is left.
    assert found["offence_count"].tolist() == [12, 9]
    assert found["area_rank"].tolist() == [1, 2]
    assert found["share_pct"].tolist() == pytest.approx([100 * 12 / 21, 100 * 9 / 21])
    assert found.loc[0, "cells"] == [10 * row + column for row in (1, 2, 3) for column in (1, 2, 3)]


def test_no_two_areas_share_a_cell_and_each_counts_its_own() -> None:
    grid = grid_of(np.random.default_rng(1).random((30, 30)) < 0.9)
    counts = np.random.default_rng(2).negative_binomial(0.3, 0.1, len(grid)).astype(float)
    found = candidate_micro_areas(counts, grid)
    assert len(found) == 11
    assert found["offence_count"].is_monotonic_decreasing
    for one, other in combinations(found["cells"], 2):
        assert not set(one) & set(other)
    for area in found.to_dict("records"):
        assert counts[area["cells"]].sum() == area["offence_count"]
        assert area["area_km2"] == pytest.approx(len(area["cells"]) * 0.0225)


def test_the_first_is_the_best_of_all_blocks() -> None:
    counts = np.random.default_rng(3).poisson(1, 400).astype(float)
    laid = counts.reshape(20, 20)
    best = max(laid[row : row + 3, column : column + 3].sum() for row in range(18) for column in range(18))
    assert candidate_micro_areas(counts, full(20, 20), 1)["offence_count"].tolist() == [best]


def test_of_equal_blocks_the_one_around_its_offences_is_taken() -> None:
    found = candidate_micro_areas(counted(9, 9, {(4, 4): 8}), full(9, 9), 1)
    assert found.loc[0, "cells"] == [9 * row + column for row in (3, 4, 5) for column in (3, 4, 5)]


def test_a_block_at_the_edge_has_only_the_cells_that_are_there() -> None:
    found = candidate_micro_areas(counted(5, 5, {(0, 0): 8}), full(5, 5), 1)
    assert found.loc[0, "cells"] == [0, 1, 5, 6]
    assert found.loc[0, "area_km2"] == pytest.approx(4 * 0.0225)


def test_the_block_beside_one_that_is_taken_is_whole() -> None:
    found = candidate_micro_areas(counted(3, 9, {(1, 4): 5, (1, 1): 4, (1, 7): 3}), full(3, 9))
    assert found["offence_count"].tolist() == [5, 4, 3]
    assert [len(cells) for cells in found["cells"]] == [9, 9, 9]


def test_without_offences_there_is_no_candidate() -> None:
    found = candidate_micro_areas(np.zeros(25), full(5, 5))
    assert found.empty
    assert micro_area_geojson(found, full(5, 5)) == {"type": "FeatureCollection", "features": []}
    assert middles(found, full(5, 5)).empty


COUNTS = counted(8, 10, {(1, 1): 5, (1, 3): 4, (3, 1): 3, (6, 8): 7, (6, 6): 2})
GRID = full(8, 10)
AREAS = candidate_micro_areas(COUNTS, GRID)


def in_bng(geometry: object) -> Polygon:
    """A GeoJSON polygon in British National Grid."""
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    polygon = gpd.GeoDataFrame.from_features([feature], crs="EPSG:4326").to_crs("EPSG:27700").geometry.iloc[0]
    assert isinstance(polygon, Polygon)
    return polygon


def test_the_file_holds_each_area_where_it_lies() -> None:
    features = json.loads(json.dumps(micro_area_geojson(AREAS, GRID)))["features"]
    assert [f["properties"] for f in features] == [
        {"area_rank": 1, "offence_count": 12, "share_pct": 57.14, "area_km2": 0.2025},
        {"area_rank": 2, "offence_count": 9, "share_pct": 42.86, "area_km2": 0.2025},
    ]
    expected = box(560150, 180150, 560600, 180600)
    assert in_bng(features[0]["geometry"]).symmetric_difference(expected).area < 500
    assert len(features[0]["geometry"]["coordinates"][0]) == 5
    assert all(round(value, 6) == value for value in np.ravel(features[0]["geometry"]["coordinates"]))


def test_the_middle_of_an_area_is_in_degrees() -> None:
    found = middles(AREAS, GRID)
    middle = gpd.GeoSeries.from_xy(found["longitude"], found["latitude"], crs="EPSG:4326").to_crs("EPSG:27700")
    assert middle.iloc[0].x == pytest.approx(560375, abs=0.2)
    assert middle.iloc[0].y == pytest.approx(180375, abs=0.2)


def test_cells_apart_make_one_outline_of_their_own() -> None:
    assert outline([0, 1, 10, 11], GRID).equals(box(560000, 180000, 560300, 180300))


def registered(*boxes: tuple[int, int, int, int]) -> dict[str, dict[str, object]]:
    """Squares of the grid by columns and rows (west, south, east, north) as GeoJSON in WGS84."""
    corners = np.array(boxes) * 150 + [560000, 180000, 560000, 180000]
    shapes = [box(*corner) for corner in corners.tolist()]
    moved = gpd.GeoSeries(shapes, crs="EPSG:27700").to_crs("EPSG:4326")
    return {f"Area {place}": mapping(shape) for place, shape in enumerate(moved, start=1)}


def test_candidates_are_compared_with_registered_areas() -> None:
    # The first registered area takes two of the three columns of the first candidate, the second lies elsewhere.
    known = registered((1, 1, 3, 4), (0, 5, 3, 8))
    candidates, areas = compared_with_registered(AREAS, known, COUNTS, GRID)
    assert candidates["overlap_pct"].tolist() == pytest.approx([200 / 3, 0], abs=0.1)
    assert candidates["missed_count"].tolist() == [4, 9]
    assert areas["name"].tolist() == ["Area 1", "Area 2"]
    assert areas["offence_count"].tolist() == [8, 0]
    assert areas["share_pct"].tolist() == pytest.approx([100 * 8 / 21, 0])
    assert areas["area_km2"].tolist() == pytest.approx([0.135, 0.2025], rel=0.001)
    assert areas["overlap_pct"].tolist() == pytest.approx([100, 0], abs=0.1)


def test_with_nothing_registered_everything_is_missed() -> None:
    candidates, areas = compared_with_registered(AREAS, {}, COUNTS, GRID)
    assert candidates["missed_count"].tolist() == AREAS["offence_count"].tolist()
    assert candidates["overlap_pct"].tolist() == [0, 0]
    assert areas.empty


def test_with_no_candidate_registered_areas_still_have_their_counts() -> None:
    none = candidate_micro_areas(np.zeros(80), GRID)
    candidates, areas = compared_with_registered(none, registered((1, 1, 3, 4)), COUNTS, GRID)
    assert candidates.empty
    assert areas[["offence_count", "overlap_pct"]].to_numpy().tolist() == [[8, 0]]


CELLS = pd.DataFrame({
    "location": [f"On or near Street {place}" for place in range(80)],
    "ward_code": ["north" if place >= 40 else "south" for place in range(80)],
})  # fmt: skip


def test_an_area_is_described_by_its_busiest_cell() -> None:
    compared, _ = compared_with_registered(AREAS, registered((1, 1, 3, 4)), COUNTS, GRID)
    names = {"north": "North", "south": "South"}
    found = described(AREAS, COUNTS, GRID, CELLS, names, compared)
    # The busiest cells lie in row 1, column 1 and in row 6, column 8, of ten columns.
    assert found[["location", "ward_name"]].to_numpy().tolist() == [["Street 11", "South"], ["Street 68", "North"]]
    assert found[["longitude", "latitude"]].equals(middles(AREAS, GRID))
    assert found["overlap_pct"].tolist() == pytest.approx([200 / 3, 0], abs=0.1)
    assert found["missed_count"].tolist() == [4, 9]
    alone = described(AREAS, COUNTS, GRID, CELLS, names, None)
    assert alone.columns.tolist() == [*AREAS.columns.drop("cells"), "location", "ward_name", "longitude", "latitude"]


def test_without_an_area_there_is_nothing_to_describe() -> None:
    none = described(candidate_micro_areas(np.zeros(80), GRID), np.zeros(80), GRID, CELLS, {}, None)
    assert none.empty
    assert {"location", "ward_name", "longitude", "latitude"} <= set(none.columns)


def test_points_are_told_in_degrees_to_a_metre() -> None:
    found = degrees(np.array([560375.0]), np.array([180375.0]))
    expected = gpd.GeoSeries.from_xy([560375], [180375], crs="EPSG:27700").to_crs("EPSG:4326").iloc[0]
    assert found.to_numpy().tolist() == [[round(expected.x, 5), round(expected.y, 5)]]
    assert found.columns.tolist() == ["longitude", "latitude"]
