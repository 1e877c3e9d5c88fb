import pandas as pd

from data.outputs.csv import csv_text
from data.reports.hotspots.micro_areas import MicroAreas, candidate_panel, registered_panel
from tests.fixtures.selections import map_request

CANDIDATES = pd.DataFrame(
    {
        "area_rank": [1, 2], "offence_count": [60, 30], "share_pct": [60.0, 30.0], "area_km2": [0.2025, 0.18],
        "side_m": [450, 450], "location": ["High Street", "Station"], "ward_name": ["Alder", "Beech"],
        "longitude": [0.3, 0.31], "latitude": [51.5, 51.51],
    }
)  # fmt: skip
REGISTERED = pd.DataFrame(
    {"name": ["Micro 1"], "offence_count": [50], "share_pct": [50.0], "area_km2": [0.1], "overlap_pct": [80.0]}
)
SHAPES = {"type": "FeatureCollection"}
MARKING = "OFFICIAL-SENSITIVE"
COMPARED = MicroAreas(CANDIDATES.assign(overlap_pct=[75.0, 0.0], missed_count=[10, 30]), SHAPES, REGISTERED, MARKING)


def test_candidates_have_crimes_area_and_share() -> None:
    panel = candidate_panel(map_request(), MicroAreas(CANDIDATES, SHAPES))
    assert panel.words.finding == "2 candidate micro-areas hold 90% on 0.4 km²"
    assert panel.table is not None
    first = {one.heading: one.show(one.values(panel.table.frame)[0]) for one in panel.table.columns}
    assert first == {
        "About here": "1. High Street", "Ward": "Alder", "Offences": "60", "Share of all, %": "60.0", "km²": "0.20"
    }  # fmt: skip
    assert panel.marking == ""


def test_candidates_are_offered_as_a_table_with_positions_and_as_shapes() -> None:
    panel = candidate_panel(map_request(), MicroAreas(CANDIDATES, SHAPES))
    assert csv_text(panel).splitlines()[-1] == "2. Station,Beech,30,30,0.18,0.31,51.51"
    assert (panel.kinds, panel.shapes) == (["csv", "geojson"], {"type": "FeatureCollection"})


def test_a_candidate_is_shown_on_the_map_and_picks_nothing() -> None:
    table = candidate_panel(map_request(), MicroAreas(CANDIDATES, SHAPES)).table
    assert table is not None
    assert table.frame[table.picks].tolist() == ["", ""]


def test_candidates_say_how_they_lie_to_registered_areas_and_are_marked() -> None:
    panel = candidate_panel(map_request(), COMPARED)
    assert panel.table is not None
    assert panel.table.columns[-1].heading == "Offences outside registered areas"
    assert panel.table.columns[-1].values(panel.table.frame) == [10, 30]
    assert csv_text(panel).startswith(f"# {MARKING}\n# 2 candidate micro-areas")


def test_registered_areas_are_a_marked_panel_that_says_what_they_miss() -> None:
    panel = registered_panel(map_request(), COMPARED, REGISTERED)
    said = "1 registered micro-areas hold 50%; the candidates hold 40 offences that lie in none of them."
    assert said in panel.words.caption
    assert panel.marking == MARKING
    assert csv_text(panel).startswith(f"# {MARKING}\n# Registered micro-areas")
    assert csv_text(panel).splitlines()[-1] == "Micro 1,50,50,0.1,80"
