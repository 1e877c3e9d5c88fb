import json

import pandas as pd
import pytest

from etl.locate import points_in_areas
from tests.fixtures.small_raw import square

AREAS = pd.DataFrame(
    {
        "area_type": ["ward", "ward", "district", "ward"],
        "vintage": ["2004", "2004", "2024", "2026"],
        "area_code": ["W2", "W1", "D1", "N1"],
        "geometry": [json.dumps(square(*edges)) for edges in ((0.0, 0.1), (0.1, 0.2), (0.0, 0.2), (0.0, 0.2))],
    }
)


@pytest.mark.parametrize(
    ("longitude", "expected"),
    [
        ("0.05", [("district", "2024", "D1"), ("ward", "2004", "W2"), ("ward", "2026", "N1")]),
        ("0.150", [("district", "2024", "D1"), ("ward", "2004", "W1"), ("ward", "2026", "N1")]),
        ("0.1", [("district", "2024", "D1"), ("ward", "2004", "W1"), ("ward", "2026", "N1")]),
        ("0.25", []),
    ],
)
def test_a_point_lies_in_one_area_of_each_kind_and_vintage(
    longitude: str, expected: list[tuple[str, str, str]]
) -> None:
    points = pd.DataFrame({"longitude": [longitude], "latitude": ["52.05"]})
    found = points_in_areas(points, AREAS)
    assert [tuple(row) for row in found[["area_type", "vintage", "area_code"]].to_numpy().tolist()] == expected
    assert found["longitude"].tolist() == [longitude] * len(expected)


def test_no_points_lie_nowhere() -> None:
    points = pd.DataFrame({"longitude": [], "latitude": []}, dtype="str")
    assert points_in_areas(points, AREAS).empty
