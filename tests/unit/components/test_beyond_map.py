import json

import numpy as np
import pandas as pd

from components.panels import beyond_map
from data.statistics.space.concentration import concentration
from tests.fixtures.map_frames import shown
from tests.fixtures.selections import choices, months, period
from tests.fixtures.served import Page
from tests.unit.components.test_panel import as_json

AREAS = pd.DataFrame(
    {
        "area_rank": [1, 2], "offence_count": [60, 30], "share_pct": [60.0, 30.0], "area_km2": [0.2025, 0.18],
        "side_m": [450, 450], "location": ["High Street", "Station"], "ward_name": ["Alder", "Beech"],
        "longitude": [0.3, 0.31], "latitude": [51.5, 51.51],
    }
)  # fmt: skip
REGISTERED = pd.DataFrame(
    {"name": ["Micro 1"], "offence_count": [50], "share_pct": [50.0], "area_km2": [0.1], "overlap_pct": [80.0]}
)
MARKING = "OFFICIAL-SENSITIVE"
METHODS = {"plain_counts": "Plain counts", "kernel_density": "Kernel density"}
AREA_NAMES = {"point_cells": "cells that hold a snap point", "all_cells": "all cells"}
FOLDS = [(period("2024-01", "2024-06"), period("2024-07", "2024-09"))]


def results(folds: int = 1) -> pd.DataFrame:
    rows = [
        {"method": method, "area": area, "area_share": share, "fold_count": folds, "interval_from": "bootstrap",
         "pai": 12.0, "pai_lower_ci": 10.5, "pai_upper_ci": 13.5, "pei": 0.9, "pei_lower_ci": 0.8, "pei_upper_ci": 0.95}
        for method in METHODS for area in AREA_NAMES for share in (0.01, 0.02, 0.05)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def accuracy(winner: str | None, folds: int = 1) -> Page:
    panel = beyond_map.accuracy_panel(shown(), results(), FOLDS * folds, winner, METHODS, AREA_NAMES, 10)
    return Page(as_json(panel))


def test_concentration_names_the_fewest_cells_that_hold_half() -> None:
    held = concentration(np.array([8.0, 5.0, 2.0, 1.0]))
    panel = beyond_map.concentration_panel(shown(), held.curve, held.half_cell_count, held.cell_count, (2, 4))
    page = Page(as_json(panel))
    assert "Half of all crime lies in 1 of 4 cells" in page.text
    assert "Of records of every type, anti-social behaviour among them, half lie in 2 of 4 cells." in page.text
    figure = page.figure("hotspots-curve")
    assert figure["data"][1]["y"][-1] == 100
    assert figure["data"][2]["y"] == [50]


def test_candidates_have_crimes_area_share_and_two_files() -> None:
    page = Page(as_json(beyond_map.micro_area_panel(shown(), AREAS, '{"type":"FeatureCollection"}', None, "")))
    assert "2 candidate micro-areas hold 90% on 0.4 km²" in page.text
    rows = page.table("2 candidate")
    assert rows[0] == {
        "About here": "1. High Street", "Ward": "Alder", "Offences": "60", "Share of all, %": "60.0", "km²": "0.20"
    }  # fmt: skip
    table, shapes = page.downloads
    assert (table.name, shapes.name) == ("micro-areas-2024-12.csv", "micro-areas-2024-12.geojson")
    assert json.loads(shapes.body) == {"type": "FeatureCollection"}
    assert "Registered" not in page.text


def test_registered_areas_are_compared_and_everything_beside_them_is_marked() -> None:
    compared = AREAS.assign(overlap_pct=[75.0, 0.0], missed_count=[10, 30])
    page = Page(as_json(beyond_map.micro_area_panel(shown(), compared, "{}", REGISTERED, MARKING)))
    assert page.text.startswith(MARKING)
    words = "1 registered micro-areas hold 50%; the candidates hold 40 offences that lie in none of them."
    assert words in page.text
    assert page.table("2 candidate")[1]["Offences outside registered areas"] == "30"
    assert page.table("Registered")[0]["Covered by candidates, %"] == "80"
    tables = [file for file in page.downloads if file.name.endswith(".csv")]
    assert [MARKING in file.notes[0] for file in tables] == [True, True]


def test_no_ranking_is_named_under_four_trials() -> None:
    page = accuracy(None)
    assert "No ranking is named best" in page.text
    assert "1 of the four trials needed to name one." in page.text


def test_the_ranking_that_won_is_named_with_its_trials() -> None:
    assert "Best of 2 rankings in 4 trials: Kernel density" in accuracy("kernel_density", 4).text
    assert "Best of 2 rankings in 4 trials: Plain counts" in accuracy("plain_counts", 4).text


def test_every_index_has_its_interval_over_both_areas_and_the_line_stands_at_ten() -> None:
    page = accuracy(None)
    rows = page.table("No ranking")
    assert len(rows) == 12
    assert {row["Area"] for row in rows} == set(AREA_NAMES.values())
    assert (rows[0]["PAI"], rows[0]["95%"]) == ("12.0", "10.5 to 13.5")
    assert (rows[0]["PEI, %"], rows[0]["95%, PEI"]) == ("90", "80 to 95")
    figure = page.figure("hotspots-pai")
    assert figure["layout"]["shapes"][0]["y0"] == 10
    assert [trace["name"] for trace in figure["data"]] == ["Plain counts", "Kernel density"]
    assert figure["data"][0]["error_y"]["array"] == [1.5] * 3


def test_too_few_months_are_no_test() -> None:
    panel = beyond_map.accuracy_panel(shown(), results(), [], None, METHODS, AREA_NAMES, 10)
    assert "needs nine months without a gap" in Page(as_json(panel)).text


def test_a_source_without_cells_and_months_that_are_absent_are_refused() -> None:
    assert beyond_map.refusal(shown()) is None
    assert "partner's records are not drawn so finely" in str(beyond_map.refusal(shown(source="recorded_crime")))
    absent = shown(choices=choices(months("2024-02", "2024-12")))
    assert str(beyond_map.refusal(absent)).startswith("No total is given")
    assert "Nothing is chosen" in str(beyond_map.refusal(shown(wards=())))
