"""The ground of the map, and the search that leads onto it."""

import pytest
from playwright.sync_api import Page, Response, expect

from components.figures.map_ground import NAMED, PLACES
from tests.browser import stored
from tests.browser.conftest import Visit
from tests.browser.driving import choose_view, query, settle, until
from tests.browser.serving import Server

PLOT = "document.querySelector('#hotspots-map .js-plotly-plot')"
MAP = f"{PLOT}._fullLayout.map._subplot.map"
LARGEST_GROUND_BYTES = 150_000


def drawn(page: Page, layer: str) -> list[str]:
    """What is written on the map of a kind of names, those that had to give way left out."""
    found: list[str] = page.evaluate(
        f"{MAP}.queryRenderedFeatures({{layers: ['plotly-trace-layer-ground-{layer}-symbol']}})"
        ".map((one) => one.properties.text)"
    )
    return found


def distance_px(page: Page, trace: int) -> float:
    """How far the first point of a trace is from the middle of the map."""
    found: float = page.evaluate(
        f"""() => {{
            const plot = {PLOT}, {{lon, lat}} = plot.data[{trace}], at = {MAP}.project([lon[0], lat[0]]);
            return Math.hypot(at.x - plot.clientWidth / 2, at.y - plot.clientHeight / 2);
        }}"""
    )
    return found


def test_roads_are_fetched_once_and_towns_are_named(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/perception")
    fetched: dict[str, int] = {}

    def note(response: Response) -> None:
        if "/road-" in response.url:
            assert response.url not in fetched
            fetched[response.url] = len(response.body())

    page.on("response", note)
    page.get_by_role("link", name="Hotspots").click()
    settle(page)
    assert {url.rsplit("/", 1)[1] for url in fetched} == {"road-motorway", "road-a", "road-b"}
    assert sum(fetched.values()) < LARGEST_GROUND_BYTES
    until(page, f"() => {MAP}.areTilesLoaded() && !{MAP}.isMoving()")
    assert {"Saltbury", "Easthope"} <= set(drawn(page, "town"))
    assert "A990" in drawn(page, "road")
    choose_view(page, "Small spots")
    assert len(fetched) == 3
    assert {"Saltbury", "Easthope"} <= set(drawn(page, "town"))


@pytest.mark.parametrize(
    ("typed", "name", "code"),
    [("zz12 2a", "ZZ12 2AA", "ZZ122AA"), ("great ten", "Great Tenby", "osgb4000000099000007")],
)
def test_a_postcode_and_a_village_lead_to_their_ward_and_their_place_on_the_map(
    begin: Visit, demo_server: Server, typed: str, name: str, code: str
) -> None:
    page = begin(demo_server, "/")
    page.get_by_label("Find a place").fill(typed)
    page.get_by_role("link", name=name).click()
    page.wait_for_url("**/hotspots?*")
    settle(page)
    orsett = stored.ward_code(demo_server.store, "Orsett")
    assert (query(page)["ward"], query(page)["pick"]) == ([orsett], [f"name:{code}"])
    expect(page.locator("#hotspots-detail h2").first).to_have_text(name)
    expect(page.locator("#hotspots-detail")).to_contain_text("Orsett")
    assert page.evaluate(f"{PLOT}.data[{NAMED}].text") == [name]
    until(page, f"() => !{MAP}.isMoving() && {MAP}.getZoom() > 12")
    assert distance_px(page, NAMED) < 5


def test_orsett_heath_leads_to_its_ward_and_into_the_picture(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, "/")
    page.get_by_label("Find a place").fill("Orsett Heath")
    page.get_by_role("link", name="Orsett Heath, Chadwell St Mary").click()
    page.wait_for_url("**/hotspots?*")
    settle(page)
    assert query(page)["ward"] == [stored.ward_code(real_server.store, "Chadwell St Mary")]
    picked = query(page)["pick"][0].removeprefix("place:")
    labels: list[str] = page.evaluate(f"{PLOT}.data[{PLACES}].customdata")
    at = page.evaluate(
        f"""(place) => {{
            const plot = {PLOT}, {{lon, lat}} = plot.data[{PLACES}];
            const {{x, y}} = {MAP}.project([lon[place], lat[place]]);
            return [x / plot.clientWidth, y / plot.clientHeight];
        }}""",
        labels.index(picked),
    )
    assert all(0 < share < 1 for share in at)
