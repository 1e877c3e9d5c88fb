"""The ward map: drawn from geometry that is fetched once, moved, clicked and picked from by the user."""

from collections import Counter
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from components.figures import theme
from components.figures.map_ground import PLACES, POINTS
from tests.browser import stored
from tests.browser.conftest import Visit, visiting
from tests.browser.driving import (
    choose_month,
    choose_view,
    control,
    query,
    settle,
    start_anew,
    state,
    until,
)
from tests.browser.serving import Server
from tests.browser.test_keyboard import tab_to

PLOT = "document.querySelector('#hotspots-map .js-plotly-plot')"
MAP = f"{PLOT}._fullLayout.map._subplot.map"
ZOOM = f"{PLOT}._fullLayout.map.zoom"
CENTRE = f"{PLOT}._fullLayout.map.center"
# Whether the map shows all of what it opens on.
HOLDS = f"""(() => {{
    const seen = {PLOT}._fullLayout.map._subplot.map.getBounds();
    const [west, south, east, north] = JSON.parse({PLOT}.layout.meta);
    return seen.contains([west, south]) && seen.contains([east, north]);
}})()"""
LARGEST_CALLBACK_BYTES = 50_000
LARGEST_GROUND_BYTES = 150_000
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
# The colours of the picture at pixels of the page: a picture can be read while it is drawn, not after.
COLOURS = f"""(places) => new Promise((told) => {{
    const map = {MAP}, drawn = map.getCanvas(), box = drawn.getBoundingClientRect();
    map.once('render', () => {{
        const picture = new OffscreenCanvas(drawn.width, drawn.height).getContext('2d');
        picture.drawImage(drawn, 0, 0);
        const colour = ([x, y]) => picture.getImageData(x - box.x, y - box.y, 1, 1).data.slice(0, 3).join(', ');
        told(places.map((place) => `rgb(${{colour(place)}})`));
    }});
    map.triggerRepaint();
}})"""


class View(NamedTuple):
    """What a map shows: its title, what the switch says, how many points, and what the address says of them."""

    title: str
    switched: list[str]
    points: int
    asked: list[str] | None


class Walk(NamedTuple):
    """What the server was asked for when a user came to the map from another page and looked at its views."""

    # Of the geometry: what the map was first drawn with, how large its roads were, and what came later.
    first: list[str]
    road_bytes: int
    later: list[str]
    # Of an answer to a change of what wards show, the largest.
    change_bytes: int
    # What was written on the map at first, and over the small spots.
    names: set[str]
    spots_names: set[str]
    # Where the map opened, was moved to by hand, and was in the end, as Plotly has it and as it was drawn.
    zooms: tuple[float, float, float, float]
    # Of changes, of small spots, of these with points, and each of two times that the user went back.
    views: list[View]


def written(page: Page) -> set[str]:
    """The towns and roads named on the map, those that had to give way left out."""
    until(page, f"() => {MAP}.areTilesLoaded() && !{MAP}.isMoving()")
    layers = [f"plotly-trace-layer-ground-{layer}-symbol" for layer in ("town", "road")]
    found: list[str] = page.evaluate(
        f"layers => {MAP}.queryRenderedFeatures({{layers}}).map((one) => one.properties.text)", layers
    )
    return set(found)


def view(page: Page) -> View:
    switched = page.locator("#hotspots-switch [aria-current]").all_inner_texts()
    points: int = page.evaluate(f"{PLOT}.data[{POINTS}].lon.length")
    assert control(page, "points").is_checked() == (points > 0)
    return View(page.locator("#hotspots-words h2").inner_text(), switched, points, query(page).get("points"))


@pytest.fixture(scope="module")
def walk(profile: BrowserContext, demo_server: Server) -> Walk:
    """What was asked for in a tab in which no map was drawn yet."""
    with visiting(profile) as visit:
        return walked(visit(demo_server, "/perception"))


def walked(page: Page) -> Walk:
    """From a page of the survey to the map, which is moved, shown in each view and for other months."""
    fetched: list[str] = []
    roads: list[int] = []
    answers: list[int] = []

    def note(response: Response) -> None:
        if "/boundaries/" in response.url:
            fetched.append(response.url)
        if "/road-" in response.url:
            roads.append(len(response.body()))
        if "_dash-update-component" in response.url:
            answers.append(len(response.body()))

    page.on("response", note)
    page.get_by_role("link", name="Hotspots").click()
    settle(page)
    first, names, whole = fetched.copy(), written(page), page.evaluate(ZOOM)
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"() => Math.abs({ZOOM} - {whole} - 0.7) < 0.01")
    moved = page.evaluate(ZOOM)
    changes: list[int] = []
    for label in ("Rate per 1,000", "Small spots", "Change"):
        answers.clear()
        choose_view(page, label)
        changes += answers if label != "Small spots" else []
    choose_month(page, "from", "2021-07")
    views = [view(page)]
    choose_view(page, "Small spots")
    spots_names = written(page)
    zooms = (whole, moved, *page.evaluate(f"[{ZOOM}, {MAP}.getZoom()]"))
    road_bytes, later = sum(roads), fetched[len(first) :]
    views.append(view(page))
    control(page, "points").check()
    settle(page)
    views.append(view(page))
    for _ in range(2):
        page.go_back()
        settle(page)
        views.append(view(page))
    page.remove_listener("response", note)
    return Walk(first, road_bytes, later, max(changes), names, spots_names, zooms, views)


def show(page: Page, search: str) -> None:
    """Have what an open map shows changed as its switch does: nothing of it is drawn anew that stays."""
    page.evaluate("search => dash_clientside.set_props('url', {search})", search)
    settle(page)


@pytest.fixture(scope="module")
def opened(begin: Visit, demo_server: Server) -> Page:
    """The page of the file, on which the map of wards was drawn."""
    return begin(demo_server, "/hotspots")


@pytest.fixture
def ward_map(opened: Page) -> Page:
    """The map of wards, whole and with nothing picked: what a test left there is taken back, not all drawn anew."""
    show(opened, "")
    opened.get_by_role("button", name="Show the whole area").click()
    settle(opened)
    return opened


@pytest.fixture
def code(demo_server: Server) -> str:
    return stored.ward_code(demo_server.store, WARD)


def colour_of(page: Page, code: str) -> str:
    """The colour of most points around the middle of a ward: a road or a name may cross it."""
    x, y = page.evaluate(MIDDLE, code)
    places = [(x + STEP_PX * right, y + STEP_PX * down) for right in (-1, 0, 1) for down in (-1, 0, 1)]
    colours: list[str] = page.evaluate(COLOURS, places)
    return Counter(colours).most_common(1)[0][0]


def click_map(page: Page, x: float, y: float) -> None:
    """Click a pixel of the map with the mouse."""
    # The map looks for what lies under the mouse when it moves, and only then for a click.
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    until(page, f"() => ({PLOT}._hoverdata || []).length > 0")
    page.mouse.click(x, y)


def click_ward(page: Page, code: str) -> None:
    """Click the middle of a ward with the mouse."""
    page.locator("#hotspots-map").scroll_into_view_if_needed()
    click_map(page, *page.evaluate(MIDDLE, code))


def test_the_chosen_ward_is_whole_and_outlined_among_its_coloured_neighbours(opened: Page, code: str) -> None:
    show(opened, f"?ward={code}")
    assert_whole_and_outlined(opened)


def assert_whole_and_outlined(page: Page) -> None:
    """That a map on which a ward is chosen shows all of it."""
    until(page, f"() => {HOLDS}")
    assert page.evaluate(f"{PLOT}.data[0].locations.length") == 20
    expect(page.locator("#hotspots-legend")).to_contain_text(f"outlined: {WARD}")
    # A drawing that was under way puts the map elsewhere, without anybody having moved it: it goes back.
    page.evaluate(f"{PLOT}._fullLayout.map._subplot.map.setZoom(16)")
    until(page, f"() => {HOLDS}")


def test_the_map_is_drawn_from_the_geometry_of_the_build(walk: Walk, demo_server: Server) -> None:
    build = stored.ask(demo_server.store, "SELECT build_id FROM meta_build")[0][0]
    layers = ("ward-2004", "road-motorway", "road-a", "road-b")
    assert sorted(walk.first) == sorted(f"{demo_server.url}/boundaries/{build}/{layer}" for layer in layers)


def test_geometry_is_fetched_once_and_changes_are_small(walk: Walk) -> None:
    assert [url.rsplit("/", 1)[1] for url in walk.later] == ["cell-150"]
    assert walk.road_bytes < LARGEST_GROUND_BYTES
    assert walk.change_bytes < LARGEST_CALLBACK_BYTES


def test_towns_and_roads_are_named_whatever_is_drawn_on_them(walk: Walk) -> None:
    assert {"Saltbury", "Easthope", "A990"} <= walk.names
    assert {"Saltbury", "Easthope"} <= walk.spots_names


def test_a_moved_map_stays_where_it_is_whatever_it_shows(walk: Walk) -> None:
    whole, moved, said, drawn = walk.zooms
    assert moved == pytest.approx(whole + 0.7, abs=0.01)
    assert (said, drawn) == pytest.approx((moved, moved), abs=0.01)


def test_back_undoes_the_view_and_the_points(walk: Walk) -> None:
    changed, spots, pointed, without, back = walk.views
    assert changed.switched[0] == "Change"
    assert changed.title != spots.title
    assert (spots.points, spots.asked) == (0, None)
    assert (pointed.title, pointed.asked) == (spots.title, ["1"])
    assert pointed.points > 0
    assert (without, back) == (spots, changed)


def test_map_draws_its_wards_in_the_colours_of_the_legend(ward_map: Page, demo_server: Server) -> None:
    assert ward_map.evaluate(f"{PLOT}.data[0].locations.length") == 20
    classes = ward_map.locator("#hotspots-legend li").all_inner_texts()
    counts = [int(words.rsplit("(", 1)[1].rstrip(")")) for words in classes]
    assert sum(counts) == 20
    drawn: list[int] = ward_map.evaluate(f"{PLOT}.data[0].z")
    assert [drawn.count(place) for place in range(len(counts))] == counts
    codes: list[str] = ward_map.evaluate(f"{PLOT}.data[0].locations")
    for name in (WARD, "The Homesteads", "Orsett"):
        ward = stored.ward_code(demo_server.store, name)
        swatch = ward_map.locator("#hotspots-legend .swatch").nth(drawn[codes.index(ward)])
        assert colour_of(ward_map, ward) == swatch.evaluate("found => getComputedStyle(found).backgroundColor")


def test_clicked_ward_is_picked_and_a_second_click_clears_it(ward_map: Page, demo_server: Server, code: str) -> None:
    before: dict[str, Any] = state(ward_map)
    click_ward(ward_map, code)
    until(ward_map, "() => document.querySelectorAll('tr.marked').length === 1")
    settle(ward_map)
    assert query(ward_map)["pick"] == [f"ward:{code}"]
    expect(ward_map.locator("tr.marked th")).to_have_text(WARD)
    expect(ward_map.locator("tr.marked")).to_have_attribute("aria-current", "true")
    expect(ward_map.locator("#hotspots-detail h2")).to_have_text(WARD)
    count = stored.offences(demo_server.store, "2021-04", "2022-03", WARD)
    expect(ward_map.locator("#hotspots-detail")).to_contain_text(f"{count:,} offences, April 2021 to March 2022")
    assert ward_map.evaluate(f"{PLOT}.data[3].locations") == [code]
    assert state(ward_map)["ward"] == before["ward"]
    click_ward(ward_map, code)
    until(ward_map, "() => document.querySelectorAll('tr.marked').length === 0")
    settle(ward_map)
    assert "pick" not in query(ward_map)
    assert state(ward_map) == before


def test_a_row_is_picked_by_keyboard_and_keeps_the_focus(ward_map: Page, demo_server: Server) -> None:
    first = ward_map.locator("#hotspots-ranking .pick").first
    name = first.inner_text()
    first.focus()
    expect(ward_map.locator(".map-ring")).to_have_text(name)
    ward_map.keyboard.press("Enter")
    until(ward_map, "() => document.querySelectorAll('#hotspots-ranking tr.marked').length === 1")
    settle(ward_map)
    assert query(ward_map)["pick"] == [f"ward:{stored.ward_code(demo_server.store, name)}"]
    expect(ward_map.locator("#hotspots-detail h2")).to_have_text(name)
    expect(ward_map.locator("#hotspots-ranking .pick").first).to_be_focused()
    expect(ward_map.locator("#hotspots-ranking .pick").first).to_have_attribute("aria-pressed", "true")
    ward_map.keyboard.press("Enter")
    until(ward_map, "() => document.querySelectorAll('#hotspots-ranking tr.marked').length === 0")
    settle(ward_map)
    assert "pick" not in query(ward_map)


def test_the_list_of_changes_has_room_beside_a_bar_and_says_that_it_goes_on_below(
    begin: Visit, real_server: Server
) -> None:
    page = begin(real_server, "/hotspots?measure=change_pct&ward=E05002235&from=2025-01&to=2025-12")
    room = page.locator("#hotspots-ranking .table-scroll")
    # The bars of the list and of the page, of 15 px each.
    room.evaluate("room => { room.style.width = `${room.clientWidth - 21}px`; }")
    assert room.evaluate("room => room.scrollWidth - room.clientWidth") <= 0
    assert "More below" in room.evaluate("room => getComputedStyle(room, '::after').content")
    room.evaluate("room => room.scrollTo(0, room.scrollHeight)")
    until(page, "() => !document.querySelector('#hotspots-ranking .longer')")


def test_the_map_is_moved_by_keys_and_buttons_and_goes_back(ward_map: Page) -> None:
    whole, zoom = ward_map.evaluate(CENTRE), ward_map.evaluate(ZOOM)
    ward_map.get_by_role("button", name="Zoom in").focus()
    ward_map.keyboard.press("ArrowRight")
    until(ward_map, f"() => {CENTRE}.lon > {whole['lon']} + 0.02")
    ward_map.keyboard.press("ArrowUp")
    until(ward_map, f"() => {CENTRE}.lat > {whole['lat']} + 0.005")
    ward_map.keyboard.press("+")
    until(ward_map, f"() => {ZOOM} > {zoom} + 0.6")
    ward_map.keyboard.press("0")
    until(ward_map, f"() => Math.abs({ZOOM} - {zoom}) < 0.01 && Math.abs({CENTRE}.lon - {whole['lon']}) < 0.001")
    ward_map.get_by_role("button", name="Move west").click()
    until(ward_map, f"() => {CENTRE}.lon < {whole['lon']} - 0.02")
    ward_map.get_by_role("button", name="Zoom in").click()
    until(ward_map, f"() => Math.abs({MAP}.getZoom() - {zoom} - 0.7) < 0.01")
    start_anew(ward_map)
    tab_to(ward_map, ward_map.get_by_role("button", name="Zoom in"))
    ward_map.keyboard.press("Enter")
    until(ward_map, f"() => Math.abs({MAP}.getZoom() - {zoom} - 1.4) < 0.01")
    ward_map.get_by_role("button", name="Zoom out").click()
    until(ward_map, f"() => Math.abs({ZOOM} - {zoom} - 0.7) < 0.01")
    ward_map.get_by_role("button", name="Show the whole area").click()
    until(ward_map, f"() => Math.abs({ZOOM} - {zoom}) < 0.01 && Math.abs({CENTRE}.lon - {whole['lon']}) < 0.001")


def test_back_and_forward_leave_the_map_as_it_lies(ward_map: Page) -> None:
    zoom = ward_map.evaluate(ZOOM)
    ward_map.get_by_role("button", name="Zoom in").click()
    until(ward_map, f"() => Math.abs({ZOOM} - {zoom} - 0.7) < 0.01")
    ward_map.locator("#hotspots-ranking [data-pick]").first.click()
    until(ward_map, "() => location.search.includes('pick=ward')")
    settle(ward_map)
    for turn in (ward_map.go_back, ward_map.go_forward):
        turn()
        settle(ward_map)
        assert ward_map.evaluate(f"{MAP}.getZoom()") == pytest.approx(zoom + 0.7, abs=0.01)


def test_a_link_opens_the_map_whole_after_the_way_back_has_left_it(opened: Page) -> None:
    page = opened
    menu = page.locator(".site-header")
    menu.get_by_role("link", name="Summary").click()
    settle(page)
    menu.get_by_role("link", name="Hotspots").click()
    settle(page)
    zoom = page.evaluate(f"{MAP}.getZoom()")
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"() => Math.abs({ZOOM} - {zoom} - 0.7) < 0.01")
    page.go_back()
    expect(page.locator("#hotspots-map")).to_have_count(0)
    settle(page)
    menu.get_by_role("link", name="Hotspots").click()
    settle(page)
    assert page.evaluate(f"{MAP}.getZoom()") == pytest.approx(zoom, abs=0.01)


def test_places_are_switched_on_drawn_and_have_a_card_by_click(ward_map: Page) -> None:
    control(ward_map, "places").get_by_label("Motorbike nuisance sites").check()
    settle(ward_map)
    assert query(ward_map)["places"] == ["motorbike_site"]
    labels: list[str] = ward_map.evaluate(f"{PLOT}.data[{PLACES}].text")
    assert labels == [f"▲{number}" for number in range(1, len(labels) + 1)]
    assert len(labels) == 8
    place = ward_map.evaluate(f"{PLOT}.data[{PLACES}].customdata[0]")
    at = ward_map.evaluate(
        f"""() => {{
            const plot = {PLOT};
            const at = {MAP}.project([plot.data[{PLACES}].lon[0], plot.data[{PLACES}].lat[0]]);
            const box = plot.querySelector('canvas').getBoundingClientRect();
            return [box.x + at.x, box.y + at.y];
        }}"""
    )
    click_map(ward_map, *at)
    until(ward_map, "() => location.search.includes('pick=place')")
    settle(ward_map)
    assert query(ward_map)["pick"] == [f"place:{place}"]
    expect(ward_map.locator("#hotspots-detail h2")).to_contain_text("▲1")
    expect(ward_map.locator("#hotspots-places tr.marked")).to_have_count(1)
    assert ward_map.evaluate(f"{PLOT}.data[{PLACES}].marker.color[0]") == theme.OUTLINE
