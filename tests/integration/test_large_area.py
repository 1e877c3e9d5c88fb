"""The layer of cells of an area of some 5,000 km²: what is sent and computed is by the cells with points."""

import json
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from dash import Dash

from etl.publish.publishing import current
from tests.fixtures.served import ask
from tests.fixtures.small_raw import (
    DISTRICT,
    EAST,
    EAST_LSOA,
    WEST,
    WEST_LSOA,
    build_small,
    query,
    record,
    square,
    write_features,
    write_small_raw,
)

POINTS = 3000
MOST_SECONDS = 1


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    places = np.random.default_rng(11).uniform((0.001, 52.001), (0.999, 52.649), (POINTS, 2)).round(6)
    lines = [
        record(number, place=(east, north), lsoa=WEST_LSOA if east < 0.5 else EAST_LSOA)
        for number, (east, north) in enumerate(places.tolist(), start=1)
    ]
    raw = write_small_raw(folder / "raw", {"2024-01": lines})
    district: dict[str, object] = {"LAD24CD": DISTRICT, "LAD24NM": "Westmere"}
    wards: list[tuple[dict[str, object], object]] = [
        ({"WD24CD": code, "WD24NM": name, **district}, square(west, west + 0.5, 52.0, 52.65))
        for code, name, west in ((WEST, "West", 0.0), (EAST, "East", 0.5))
    ]
    write_features(raw / "boundaries" / "wards.geojson", wards)
    write_features(raw / "boundaries" / "districts.geojson", [(district, square(0.0, 1.0, 52.0, 52.65))])
    build_small(raw, folder / "store")
    return folder / "store"


@pytest.mark.parametrize("size", [100, 150, 250])
def test_only_cells_with_points_are_drawn_and_sent(
    store: Path, use_store: Callable[[Path], None], dashboard: Dash, size: int
) -> None:
    use_store(store)
    path = current(store)
    assert path is not None
    ((every, holding, geojson),) = query(
        path,
        "SELECT count(*), count(*) FILTER (WHERE holds_point), any_value(geojson) FROM dim_cell "
        f"JOIN dim_boundary ON layer = 'cell-{size}' WHERE cell_size_m = {size}",
    )
    assert isinstance(every, int)
    assert every * size**2 == pytest.approx(4.9e9, rel=0.03)
    assert POINTS * 0.98 < int(str(holding)) <= POINTS
    assert len(json.loads(str(geojson))["features"]) == holding
    page = ask(dashboard, "hotspots", f"?layer=cells&cell={size}")
    (cells,) = (trace for trace in page.figure("hotspots-map")["data"] if len(trace.get("locations", ())) > 2)
    assert len(cells["locations"]) == len(cells["z"]) == len(cells["customdata"]) == holding
    assert f"{every:,} small spots" in page.text


@pytest.mark.parametrize("show", ["counts", "quarters", "last_year"])
def test_a_question_that_was_not_asked_before_is_answered_at_once(
    store: Path, use_store: Callable[[Path], None], dashboard: Dash, show: str
) -> None:
    use_store(store)
    ask(dashboard, "hotspots")
    started = perf_counter()
    ask(dashboard, "hotspots", f"?layer=cells&cell=100&show={show}&type=Burglary")
    assert perf_counter() - started < MOST_SECONDS
