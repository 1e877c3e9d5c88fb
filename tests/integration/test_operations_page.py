"""The page Operations on the demonstration build: what partners see of it, and what the public does not."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from tests.fixtures.served import OUTPUTS, Page, ask, asked, post

SECRETS = (
    "Op Grip",
    "Demonstration micro-area",
    "demo-micro",
    "OFFICIAL-SENSITIVE",
    "48,000",
    "48000",
)
VIOLENCE = "violent and sexual offences"


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(demo_store)


def partners(dashboard: Dash, partner: dict[str, str], search: str) -> Page:
    return Page(post(dashboard, OUTPUTS["operations"], *asked("operations", search), partner).get_json())


def test_partners_see_the_operation_beside_places_like_it(dashboard: Dash, partner: dict[str, str]) -> None:
    page = partners(dashboard, partner, "?operation=thurrock-op-grip")
    assert page.heading == f"Op Grip: no clear effect on {VIOLENCE}"
    rows = page.table("Every operation")
    assert len(rows) == 6
    assert "14% reduction on violent crime and 17% on overall crime" in page.text
    assert "paragraph 3.3" in page.text
    assert "These areas stand out as high." in page.text
    # The year of choosing is left out.
    assert "April 2019 to March 2020" in page.text


def test_the_public_gets_neither_a_partners_operation_nor_anything_computed_from_it(dashboard: Dash) -> None:
    for search in ("", "?operation=thurrock-op-grip", "?operation=own&ward=E05002235&from=2021-07&to=2021-12"):
        answer = post(dashboard, OUTPUTS["operations"], *asked("operations", search))
        text = json.dumps(answer.get_json(), ensure_ascii=False)
        assert "Op Caesar" in text
        assert [word for word in SECRETS if word.lower() in text.lower()] == []
    layout = dashboard.server.test_client().get("/_dash-layout").get_data(as_text=True)
    assert "Op Grip" not in layout


def test_the_public_family_is_of_public_operations_alone(dashboard: Dash) -> None:
    page = ask(dashboard, "operations", "?operation=thurrock-safer-streets-grays")
    assert "Judged together with all 5 operations." in page.text
    assert len(page.table("Every operation")) == 5


def test_both_smallest_falls_name_the_months_that_they_are_from(dashboard: Dash) -> None:
    page = ask(dashboard, "operations", "?operation=thurrock-safer-streets-grays")
    assert "A fall smaller than 353 (31%) against July to December 2019 would most likely" in page.text
    assert "would show a fall of 16% or more against October 2021 to March 2022." in page.text
    assert "The operation itself is judged on July to December 2019 and July to December 2021." in page.text
    shown = {row["How long"]: row["Against"] for row in page.table("What could an operation show here?")}
    assert shown["6 months"] == "October 2021 to March 2022"


def test_no_file_tells_the_public_of_it(dashboard: Dash, partner: dict[str, str]) -> None:
    client = dashboard.server.test_client(use_cookies=False)
    for panel in ("operations-months", "operations-difference", "operations-table"):
        address = f"/files/csv/{panel}?operation=thurrock-op-grip"
        assert "Op Grip" in client.get(address, headers=partner).text, panel
        answer = client.get(address)
        assert (answer.status_code, "Op Grip" in answer.text) == (200, False), panel


def test_what_is_too_few_to_tell_has_no_per_cent_and_no_fall_larger_than_all_of_it(dashboard: Dash) -> None:
    page = ask(dashboard, "operations", "?operation=own&ward=E05002245&type=Robbery&from=2021-10&to=2022-03")
    assert page.heading == "Areas of your own: too few robberies to tell"
    (inside, *_) = page.table("The difference that is left")
    assert (inside["Before"], inside["Smallest fall seen"]) == ("2", "none")
    assert "In per cent of expected" not in inside
    assert "Even the end of all of it, against October 2020 to March 2021, could have gone unseen." in page.text
    assert "As a rate ratio" not in page.text


@pytest.mark.parametrize("panel", ["operations-difference", "operations-so-far", "operations-compared"])
def test_a_file_names_the_months_that_are_judged(dashboard: Dash, panel: str) -> None:
    text = file_text(dashboard, panel)
    assert "; July to December 2021 against July to December 2019" in text


def test_one_area_is_not_said_to_be_areas(dashboard: Dash) -> None:
    assert "# Crimes in the area. Smallest fall:" in file_text(dashboard, "operations-plan")


def file_text(dashboard: Dash, panel: str) -> str:
    address = f"/files/csv/{panel}?operation=thurrock-safer-streets-grays"
    return str(dashboard.server.test_client().get(address).text)


def test_areas_of_your_own_are_at_most_possible(dashboard: Dash) -> None:
    page = ask(dashboard, "operations", "?operation=own&ward=E05002235&from=2021-07&to=2021-12")
    assert page.heading.startswith("Areas of your own: ")
    assert "This sum was chosen by hand" in page.text


def test_a_drawn_outline_is_judged_and_one_too_small_is_refused(dashboard: Dash) -> None:
    drawn = '{"type":"Polygon","coordinates":[[[0.30,51.47],[0.34,51.47],[0.34,51.50],[0.30,51.50],[0.30,51.47]]]}'
    small = '{"type":"Polygon","coordinates":[[[0.30,51.47],[0.3001,51.47],[0.3001,51.4701],[0.30,51.47]]]}'
    months = "&from=2021-07&to=2021-12"
    assert "cannot be judged" not in ask(dashboard, "operations", f"?operation=own&shape={drawn}{months}").heading
    page = ask(dashboard, "operations", f"?operation=own&shape={small}{months}")
    assert page.heading == "Areas of your own: its effect cannot be judged"
    assert "no police point of its own" in page.text
    assert "cannot be judged" in ask(dashboard, "operations", f"?operation=own&shape=nonsense{months}").heading


def test_a_place_that_is_left_out_gives_way_to_the_next(dashboard: Dash) -> None:
    search = "?operation=thurrock-safer-streets-grays"
    page = ask(dashboard, "operations", search)
    first = page.table("Places it is compared with")
    (out, *_) = re.findall(r"without=(\d+)", json.dumps(page.response))
    again = ask(dashboard, "operations", f"{search}&without={out}").table("Places it is compared with")
    assert len(again) == len(first) == 2
    assert first[0] not in again
    assert first[1] in again
    assert len(ask(dashboard, "operations", f"{search}&each=1").table("Places it is compared with")) == 1


def test_an_operation_that_is_not_known_is_said_to_be_so(dashboard: Dash) -> None:
    assert "is not known here" in " ".join(ask(dashboard, "operations", "?operation=nobody").notices)


def test_an_operation_of_which_nothing_is_known_says_so(dashboard: Dash) -> None:
    page = ask(dashboard, "operations", "?operation=thurrock-op-irish-lions")
    assert page.heading == "Op Irish Lions: its effect cannot be judged"
    assert "Where it was is not known here" in page.text
    assert "55 PSPO tickets" in page.text


def hotspots(dashboard: Dash, search: str, headers: dict[str, str] | None = None) -> str:
    answer = post(dashboard, OUTPUTS["hotspots"], *asked("hotspots", search), headers)
    return json.dumps(answer.get_json(), ensure_ascii=False)


def test_operations_are_a_layer_of_the_map_and_each_leads_to_what_came_of_it(
    dashboard: Dash, partner: dict[str, str]
) -> None:
    off, on = (hotspots(dashboard, search, partner) for search in ("", "?operations=1"))
    assert "Op Grip" not in off
    assert "◎3 Op Grip" in on
    assert "OFFICIAL-SENSITIVE" in on
    picked = hotspots(dashboard, "?operations=1&pick=place:operation.thurrock-op-grip", partner)
    assert "What came of Op Grip?" in picked
    assert "operation=thurrock-op-grip" in picked
    card = hotspots(dashboard, "?places=micro_area&pick=place:demo-micro-01", partner)
    assert "What came of Op Grip?" in card


def test_the_layer_shows_the_public_what_is_public_alone(dashboard: Dash) -> None:
    # A sum of pounds may be part of a coordinate.
    for search in ("?operations=1", "?operations=1&pick=place:operation.thurrock-op-grip"):
        shown = hotspots(dashboard, search)
        assert "◎4 Safer Streets Grays" in shown
        assert [word for word in SECRETS[:4] if word.lower() in shown.lower()] == []
