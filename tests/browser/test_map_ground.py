"""The search that leads onto the map."""

from playwright.sync_api import expect

from components.figures.map_ground import NAMED
from tests.browser import stored
from tests.browser.conftest import NOWHERE, Visit
from tests.browser.driving import query, settle, until
from tests.browser.serving import Server
from tests.browser.test_map import MAP, PLOT

# How far the first point of a trace is from the middle of the map.
DISTANCE_PX = f"""(trace) => {{
    const plot = {PLOT}, {{lon, lat}} = plot.data[trace], at = {MAP}.project([lon[0], lat[0]]);
    return Math.hypot(at.x - plot.clientWidth / 2, at.y - plot.clientHeight / 2);
}}"""


def test_a_postcode_and_a_village_lead_to_their_ward_and_their_place_on_the_map(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, NOWHERE)
    orsett = stored.ward_code(demo_server.store, "Orsett")
    # The second from the map that the first led to.
    for typed, name, code in (
        ("zz12 2a", "ZZ12 2AA", "ZZ122AA"),
        ("great ten", "Great Tenby", "osgb4000000099000007"),
    ):
        page.get_by_label("Find a place").fill(typed)
        page.get_by_role("link", name=name).click()
        page.wait_for_url(f"**/hotspots?*{code}*")
        settle(page)
        assert (query(page)["ward"], query(page)["pick"]) == ([orsett], [f"name:{code}"])
        expect(page.locator("#hotspots-detail h2").first).to_have_text(name)
        expect(page.locator("#hotspots-detail")).to_contain_text("Orsett")
        assert page.evaluate(f"{PLOT}.data[{NAMED}].text") == [name]
        until(page, f"() => !{MAP}.isMoving() && {MAP}.getZoom() > 12")
        until(page, f"() => ({DISTANCE_PX})({NAMED}) < 5")
