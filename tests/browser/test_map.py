"""The ward map: drawn from geometry that is fetched once, moved and clicked by the user."""

from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser import png, stored
from tests.browser.conftest import Visit
from tests.browser.driving import choose_month, choose_view, query, settle, state, until
from tests.browser.serving import Server

PLOT = "document.querySelector('#hotspots-map .js-plotly-plot')"
ZOOM = f"{PLOT}._fullLayout.map.zoom"
LARGEST_CALLBACK_BYTES = 50_000
WARD = "Grays Riverside"
# Between the points at which the colour of a ward is looked at.
STEP_PX = 7
# The pixel of the page where the middle of a ward is: the mean of the corners of its largest ring.
MIDDLE = """async (code) => {
    const plot = document.querySelector('#hotspots-map .js-plotly-plot');
    const shapes = await (await fetch(plot.data[0].geojson)).json();
    const shape = shapes.features.find((one) => [one.id, ...Object.values(one.properties)].includes(code)).geometry;
    const rings = shape.type === 'Polygon' ? [shape.coordinates[0]] : shape.coordinates.map((part) => part[0]);
    const ring = rings.sort((a, b) => b.length - a.length)[0];
    const mean = (place) => ring.reduce((sum, corner) => sum + corner[place], 0) / ring.length;
    const at = plot._fullLayout.map._subplot.map.project([mean(0), mean(1)]);
    const box = plot.querySelector('canvas').getBoundingClientRect();
    return [box.x + at.x, box.y + at.y];
}"""


@pytest.fixture
def code(demo_server: Server) -> str:
    return stored.ward_code(demo_server.store, WARD)


def colour_at(page: Page, code: str) -> str:
    """The colour on screen of most points around the middle of a ward: a road or a name may cross it."""
    x, y = page.evaluate(MIDDLE, code)
    steps = [(x + STEP_PX * right, y + STEP_PX * down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    shots = [page.screenshot(clip={"x": left, "y": top, "width": 1, "height": 1}) for left, top in steps]
    (most,) = Counter(tuple(png.pixels(shot)[1:4]) for shot in shots).most_common(1)
    return "rgb({}, {}, {})".format(*most[0])


def click_ward(page: Page, code: str) -> None:
    """Click the middle of a ward with the mouse."""
    page.locator("#hotspots-map").scroll_into_view_if_needed()
    x, y = page.evaluate(MIDDLE, code)
    # The map looks for what lies under the mouse when it moves, and only then for a click.
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    until(page, f"() => ({PLOT}._hoverdata || []).length > 0")
    page.mouse.click(x, y)


def test_map_draws_its_wards_in_the_colours_of_the_legend(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/hotspots")
    assert page.evaluate(f"{PLOT}.data[0].locations.length") == 20
    classes = page.locator("#hotspots-legend li").all_inner_texts()
    counts = [int(words.rsplit("(", 1)[1].rstrip(")")) for words in classes]
    assert sum(counts) == 20
    drawn: list[int] = page.evaluate(f"{PLOT}.data[0].z")
    assert [drawn.count(place) for place in range(len(counts))] == counts
    codes: list[str] = page.evaluate(f"{PLOT}.data[0].locations")
    for name in (WARD, "The Homesteads", "Orsett"):
        ward = stored.ward_code(demo_server.store, name)
        swatch = page.locator("#hotspots-legend .swatch").nth(drawn[codes.index(ward)])
        assert colour_at(page, ward) == swatch.evaluate("found => getComputedStyle(found).backgroundColor")


def test_geometry_is_fetched_once_and_changes_are_small(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/hotspots")
    fetched: list[str] = []
    sizes: list[int] = []

    def note(response: Response) -> None:
        if "/boundaries/" in response.url:
            fetched.append(response.url)
        if response.url.endswith("_dash-update-component") or "_dash-update-component?" in response.url:
            sizes.append(len(response.body()))

    page.on("response", note)
    for label in ("Rate per 1,000", "Change", "Wards"):
        choose_view(page, label)
    assert fetched == []
    assert sizes
    assert max(sizes) < LARGEST_CALLBACK_BYTES


def test_geometry_comes_from_the_address_of_the_build(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/perception")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/boundaries/" in request.url else None)
    page.get_by_role("link", name="Hotspots").click()
    settle(page)
    build = stored.ask(demo_server.store, "SELECT build_id FROM meta_build")[0][0]
    layers = ("ward-2004", "road-motorway", "road-a", "road-b")
    assert set(asked) == {f"{demo_server.url}/boundaries/{build}/{layer}" for layer in layers}


def test_a_moved_map_stays_where_it_is_when_the_measure_changes(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/hotspots")
    whole = page.evaluate(ZOOM)
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"() => Math.abs({ZOOM} - {whole} - 0.7) < 0.01")
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"() => Math.abs({ZOOM} - {whole} - 1.4) < 0.01")
    choose_view(page, "Rate per 1,000")
    choose_month(page, "from", "2021-07")
    assert page.evaluate(ZOOM) == pytest.approx(whole + 1.4, abs=0.01)
    assert page.evaluate(f"{PLOT}._fullLayout.map._subplot.map.getZoom()") == pytest.approx(whole + 1.4, abs=0.01)
    page.get_by_role("button", name="Zoom out").click()
    until(page, f"() => Math.abs({ZOOM} - {whole} - 0.7) < 0.01")
    page.get_by_role("button", name="Show the whole area").click()
    until(page, f"() => Math.abs({ZOOM} - {whole}) < 0.01")


def test_clicked_ward_is_picked_and_a_second_click_clears_it(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, "/hotspots")
    before: dict[str, Any] = state(page)
    click_ward(page, code)
    until(page, "() => document.querySelectorAll('tr.marked').length === 1")
    settle(page)
    assert query(page)["pick"] == [f"ward:{code}"]
    expect(page.locator("tr.marked th")).to_have_text(WARD)
    expect(page.locator("tr.marked")).to_have_attribute("aria-current", "true")
    expect(page.locator("#hotspots-detail h2")).to_have_text(WARD)
    count = stored.offences(demo_server.store, "2021-04", "2022-03", WARD)
    expect(page.locator("#hotspots-detail")).to_contain_text(f"{count:,} offences, April 2021 to March 2022")
    assert page.evaluate(f"{PLOT}.data[3].locations") == [code]
    assert state(page)["ward"] == before["ward"]
    click_ward(page, code)
    until(page, "() => document.querySelectorAll('tr.marked').length === 0")
    settle(page)
    assert "pick" not in query(page)
    assert state(page) == before


def test_points_add_up_to_the_records_with_a_place(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/hotspots?from=2025-01&to=2025-12&type=Burglary&points=1")
    shown = sum(page.evaluate(f"{PLOT}.data[5].marker.size"))
    assert shown == stored.offences(real_server.store, "2025-01", "2025-12", crime_type="Burglary")
