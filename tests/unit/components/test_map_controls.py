from typing import Any

import pytest

from components import map_controls
from components.figures.map_ground import CELLS, PLACES, WARDS
from tests.fixtures.served import Page, of_type
from tests.unit.components.test_panel import as_json

KINDS = [("motorbike_site", "Motorbike sites")]


def panel(values: dict[str, Any]) -> Page:
    return Page(as_json(map_controls.map_panel(KINDS, values)))


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
    page = Page(as_json(map_controls.map_panel([], {})))
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
    assert map_controls.clicked(click, CELLS, PLACES) == pick
