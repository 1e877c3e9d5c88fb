import json
from pathlib import Path

import pandas as pd
import pytest

from etl.geography.locate import points_in_areas
from tests.fixtures.small_raw import (
    DISTRICT,
    WEST,
    query,
    record,
    square,
    write,
    write_features,
    write_small_raw,
)
from tests.fixtures.small_tables import CUBE, STREET, staged_small

AREAS = pd.DataFrame(
    {
        "area_type": ["ward", "ward", "district", "ward"],
        "vintage": ["2004", "2004", "2024", "2026"],
        "area_code": ["W2", "W1", "D1", "N1"],
        "geometry": [json.dumps(square(*edges)) for edges in ((0.0, 0.1), (0.1, 0.2), (0.0, 0.2), (0.0, 0.2))],
    }
)

NEWER = (("E05910001", "North", (0.0, 0.12)), ("E05910002", "South", (0.12, 0.2)))


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


def test_a_point_beyond_wards_that_have_no_lookup_takes_the_nearest(tmp_path: Path) -> None:
    raw = write_small_raw(tmp_path / "raw", {"2024-01": [record(1), record(2, place=(0.21, 52.05))]})
    newer: list[tuple[dict[str, object], object]] = [
        ({"WD26CD": code, "WD26NM": name, "LAD26CD": DISTRICT}, square(*edges)) for code, name, edges in NEWER
    ]
    write_features(raw / "newer.geojson", newer)
    write(
        raw / "register.csv", "vintage,first_code,last_code,valid_from,valid_to\n2026,E05910000,E05919999,2026-05-07,\n"
    )
    found = query(
        staged_small(raw, STREET, CUBE), "SELECT vintage, record_id, ward_code FROM fct_crime_ward ORDER BY ALL"
    )
    assert [row for row in found if row[0] == "2026"] == [("2026", 1, "E05910001"), ("2026", 2, "E05910002")]
    assert [code for vintage, _, code in found if vintage != "2026"] == [WEST, WEST]
