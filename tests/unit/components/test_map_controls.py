from typing import Any

import pytest

from components import map_controls
from components.figures.map_ground import CELLS, PLACES, WARDS
from data.reports.hotspots.views import Switch, View
from data.reports.panel import Link
from tests.fixtures.selections import selection
from tests.fixtures.served import Page, of_type
from tests.unit.components.test_panel import as_json

KINDS = [("motorbike_site", "Motorbike sites")]


def panel(values: dict[str, Any]) -> Page:
    return Page(as_json(map_controls.map_panel(KINDS, values)))


def test_controls_are_drawn_as_the_address_sets_them() -> None:
    page = panel({"places": ["motorbike_site"], "points": True, "operations": True})
    kinds = ("Checklist", "Switch")
    found = {
        node["props"]["id"]["key"]: node["props"]["value"] for kind in kinds for node in of_type(page.response, kind)
    }
    assert found == {"places": ["motorbike_site"], "points": True, "operations": True}


def test_a_switch_is_of_links_of_which_the_one_shown_is_current() -> None:
    here, there = Link("Wards", "/hotspots", selection()), Link("Change", "/hotspots", selection(measure="change_pct"))
    (bar,) = map_controls.switches([Switch("Show", [View(here, True), View(there, False)])])
    links = list(of_type(as_json(bar), "Link"))
    assert [link["props"]["href"].partition("measure=")[2] for link in links] == ["", "change_pct"]
    assert [span["props"].get("aria-current") for link in links for span in of_type(link, "Span")] == ["true", None]


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


def test_the_sheet_of_what_is_picked_closes_by_picking_the_same_again() -> None:
    sheet = as_json(map_controls.sheet([], "ward:W1"))
    (close,) = of_type(sheet, "Button")
    assert (close["props"]["children"], close["props"]["data-pick"]) == ("Close", "ward:W1")
    assert (sheet["props"]["data-picked"], sheet["props"]["tabIndex"]) == ("ward:W1", "-1")
