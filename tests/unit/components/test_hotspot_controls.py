from typing import Any

import pandas as pd
import pytest
from dash import html

from components.figures.map_ground import CELLS, PLACES, WARDS
from components.panels import hotspots, ward_layer
from tests.fixtures.map_frames import shown, wards
from tests.fixtures.selections import COUNT, selection
from tests.fixtures.served import Page, of_type
from tests.unit.components.test_panel import as_json

KINDS = [("motorbike_site", "Motorbike sites")]


def panel(values: dict[str, Any]) -> Page:
    return Page(as_json(hotspots.map_panel(KINDS, values)))


def test_controls_are_drawn_as_the_address_sets_them() -> None:
    page = panel({"layer": "cells", "measure": "change_pct", "show": "quarters", "cell": "250",
                  "places": ["motorbike_site"], "points": True})  # fmt: skip
    kinds = ("RadioItems", "Select", "Checklist", "Switch")
    found = {
        node["props"]["id"]["key"]: node["props"]["value"] for kind in kinds for node in of_type(page.response, kind)
    }
    assert found == {
        "layer": "cells", "measure": "change_pct", "show": "quarters", "cell": "250", "places": ["motorbike_site"],
        "points": True,
    }  # fmt: skip


def test_a_viewer_without_places_has_no_switches() -> None:
    page = Page(as_json(hotspots.map_panel([], {})))
    switches = next(node for node in of_type(page.response, "Fieldset") if "Places" in str(node))
    assert switches["props"]["hidden"] is True


@pytest.mark.parametrize(
    ("click", "pick"),
    [
        ({"points": [{"curveNumber": WARDS, "location": "W1"}]}, "ward:W1"),
        ({"points": [{"curveNumber": CELLS, "location": 70}]}, "cell:70"),
        ({"points": [{"curveNumber": PLACES, "customdata": "m1"}]}, "place:m1"),
        ({"points": [{"curveNumber": 5, "lon": 0.3}]}, ""),
        ({"points": []}, ""),
        (None, ""),
    ],
)
def test_a_click_picks_what_it_hit(click: dict[str, Any] | None, pick: str) -> None:
    assert hotspots.clicked(click, CELLS, PLACES) == pick


def test_a_second_pick_of_the_same_is_none() -> None:
    offered = ["W1", "W2"]
    assert hotspots.chosen_by("ward:W1", offered, offered, "") == (["W1"], "")
    assert hotspots.chosen_by("ward:W1", ["W1"], offered, "cell:3") == (offered, "")
    assert hotspots.chosen_by("cell:3", offered, offered, "") == (None, "cell:3")
    assert hotspots.chosen_by("cell:3", offered, offered, "cell:3") == (None, "")


def test_the_file_of_wards_has_the_codes_the_intervals_and_the_source() -> None:
    layer = ward_layer.ward_layer(shown(), wards())
    (file,) = Page(as_json(hotspots.ward_tools(layer, shown(), COUNT))).downloads
    assert file.name == "wards-offence_count-2024-12.csv"
    assert file.notes[-1] == "# Source: data.police.uk"
    head, first, *_ = file.body.splitlines()
    assert any(line.startswith("# Wards: all 3 of Westmere") for line in file.notes)
    assert head.startswith("Ward,Rank by number,Offences,")
    assert "Per 1,000, upper 95%" in head
    assert first.startswith("Beech,1,60,30,")


def test_points_are_listed_and_saved_with_the_words_that_they_are_no_address() -> None:
    layer = ward_layer.ward_layer(shown(), wards())
    points = pd.DataFrame({"location": ["X"], "offence_count": [7], "longitude": [0.1], "latitude": [51.5]})
    page = Page(as_json(html.Div(hotspots.point_tools(layer, points, selection()))))
    assert page.table("The 1 snap points with most records, of 1")[0]["Records"] == "7"
    assert "a point is no address" in page.downloads[0].notes[0]
    assert hotspots.point_tools(layer, hotspots.no_points(), selection()) == []


def test_places_for_partners_mark_the_words_that_a_picture_of_the_map_bears() -> None:
    layer = ward_layer.ward_layer(shown(), wards())
    assert layer.marked("").words == layer.words
    assert layer.marked("OFFICIAL-SENSITIVE").words.line.endswith("Places: OFFICIAL-SENSITIVE.")
