"""The layers of the map: cells and places drawn, picked by mouse and keyboard, and what stands without WebGL."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from components.figures import theme
from components.figures.map_ground import PLACES
from tests.browser import png, stored
from tests.browser.conftest import Visit
from tests.browser.driving import COUNT_REQUESTS, DESKTOP, PHONE, Size, choose_view, control, query, settle, until
from tests.browser.looking import overflow, violations
from tests.browser.serving import Server, serve
from tests.browser.test_files import numbers

PLOT = "document.querySelector('#hotspots-map .js-plotly-plot')"
MAP = f"{PLOT}._fullLayout.map._subplot.map"
ZOOM = f"{PLOT}._fullLayout.map.zoom"
CENTRE = f"{PLOT}._fullLayout.map.center"
CELLS = "/hotspots?layer=cells&show=counts"
SHARED = ("/_dash-component-suites/", "/bootstrap/", "/assets/")
FIRST_VIEW_BYTES = 1_000_000
NO_WEBGL2 = """
    const given = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind.startsWith('webgl') || kind === 'experimental-webgl' ? null : given.call(this, kind, ...rest);
    };
"""


def colours_on(page: Page) -> set[str]:
    """The colours of the areas that the map has on screen."""
    # The lines of a picture are filtered: of the picture it is asked only that it is none of one colour.
    assert len(set(png.pixels(page.locator("#hotspots-frame").screenshot()))) > 20
    drawn: list[str] = page.evaluate(
        f"""() => {{
            const map = {MAP};
            const shades = map.queryRenderedFeatures().map((one) => one.layer.paint && one.layer.paint['fill-color']);
            return shades.filter(Boolean).map(String);
        }}"""
    )
    return set(drawn)


def drawn_cells(page: Page) -> int:
    """How many cells have a class in the browser."""
    count: int = page.evaluate(f"{PLOT}._fullData[1].z.filter((z) => z !== '').length")
    return count


@pytest.mark.parametrize("show", ["counts", "quarters", "last_year"])
def test_every_view_of_the_cells_is_drawn_in_the_classes_of_its_legend(
    visit: Visit, real_server: Server, show: str
) -> None:
    page = visit(real_server, f"/hotspots?from=2025-01&to=2025-12&layer=cells&show={show}")
    counts = [
        int(words.rsplit("(", 1)[1].rstrip(")").replace(",", ""))
        for words in page.locator("#hotspots-legend li").all_inner_texts()
    ]
    assert sum(counts) == drawn_cells(page) > 50
    assert len(colours_on(page)) >= min(3, sum(count > 0 for count in counts))
    expect(page.locator("#hotspots-note")).to_contain_text("the police move each record to a nearby point")


def test_cells_are_fetched_once_and_a_moved_map_stays_where_it_is(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/hotspots")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/boundaries/" in request.url else None)
    page.get_by_role("button", name="Zoom in").click()
    until(page, f"() => {ZOOM} > 10.4")
    zoom = page.evaluate(ZOOM)
    for label in ("Small spots", "Wards", "Small spots", "Change", "Small spots"):
        choose_view(page, label)
    assert query(page)["layer"] == ["cells"]
    assert [urlsplit(url).path.rsplit("/", 1)[1] for url in fetched] == ["cell-150"]
    assert page.evaluate(ZOOM) == pytest.approx(zoom, abs=0.01)


def test_a_row_is_picked_by_keyboard_and_keeps_the_focus(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/hotspots")
    first = page.locator("#hotspots-ranking .pick").first
    name = first.inner_text()
    first.focus()
    expect(page.locator(".map-ring")).to_have_text(name)
    page.keyboard.press("Enter")
    until(page, "() => document.querySelectorAll('#hotspots-ranking tr.marked').length === 1")
    settle(page)
    assert query(page)["pick"] == [f"ward:{stored.ward_code(demo_server.store, name)}"]
    expect(page.locator("#hotspots-detail h2")).to_have_text(name)
    expect(page.locator("#hotspots-ranking .pick").first).to_be_focused()
    expect(page.locator("#hotspots-ranking .pick").first).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    until(page, "() => document.querySelectorAll('#hotspots-ranking tr.marked').length === 0")
    settle(page)
    assert "pick" not in query(page)


def test_a_cell_is_picked_in_the_table_outlined_on_the_map_and_left_by_a_button(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, CELLS)
    first = page.locator("#hotspots-ranking .pick").first
    name = first.inner_text()
    first.click()
    until(page, f"() => {PLOT}.data[4].locations.length === 1")
    settle(page)
    assert query(page)["pick"] == [f"cell:{page.evaluate(f'{PLOT}.data[4].locations[0]')}"]
    expect(page.locator("#hotspots-detail h2")).to_have_text(name)
    page.get_by_role("button", name="Show the wards again").click()
    until(page, f"() => {PLOT}.data[4].locations.length === 0")
    settle(page)
    assert "pick" not in query(page)


def test_on_a_phone_a_pick_opens_a_sheet_in_sight_which_gives_the_focus_back(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/hotspots", PHONE)
    row = page.locator("#hotspots-ranking .pick").first
    name = row.inner_text()
    row.click()
    sheet = page.locator(".sheet")
    expect(sheet.locator("h2").first).to_have_text(name)
    expect(sheet).to_be_focused()
    expect(sheet).to_be_in_viewport(ratio=0.9)
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)
    expect(row).to_be_focused()
    row.click()
    expect(sheet).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)


def test_one_finger_scrolls_the_page_over_the_map(browser: Browser, demo_server: Server) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=demo_server.url, has_touch=True, is_mobile=True
    )
    context.add_init_script(COUNT_REQUESTS)
    page = context.new_page()
    page.goto("/hotspots")
    settle(page)
    page.locator("#hotspots-map").scroll_into_view_if_needed()
    box = page.locator("#hotspots-map").bounding_box()
    assert box is not None
    x, y, before = box["x"] + 60, box["y"] + 250, page.evaluate(f"[scrollY, {ZOOM}, {CENTRE}.lat]")
    touch = context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 12):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 15 * step}]})
        page.wait_for_timeout(30)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, f"() => scrollY > {before[0] + 100}")
    assert page.evaluate(f"[{ZOOM}, {CENTRE}.lat]") == before[1:]
    context.close()


def test_another_cell_size_leaves_the_pick(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, CELLS)
    page.locator("#hotspots-ranking .pick").first.click()
    until(page, "() => location.search.includes('pick=')")
    settle(page)
    choose_view(page, "250 m")
    assert query(page)["cell"] == ["250"]
    assert "pick" not in query(page)
    assert page.evaluate(f"{PLOT}.data[1].geojson").endswith("/cell-250")


def test_the_map_is_moved_by_keys_and_goes_back(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/hotspots")
    whole, zoom = page.evaluate(CENTRE), page.evaluate(ZOOM)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("ArrowRight")
    until(page, f"() => {CENTRE}.lon > {whole['lon']} + 0.02")
    page.keyboard.press("ArrowUp")
    until(page, f"() => {CENTRE}.lat > {whole['lat']} + 0.005")
    page.keyboard.press("+")
    until(page, f"() => {ZOOM} > {zoom} + 0.6")
    page.keyboard.press("0")
    until(page, f"() => Math.abs({ZOOM} - {zoom}) < 0.01 && Math.abs({CENTRE}.lon - {whole['lon']}) < 0.001")
    page.get_by_role("button", name="Move west").click()
    until(page, f"() => {CENTRE}.lon < {whole['lon']} - 0.02")


def test_places_are_switched_on_drawn_and_have_a_card_by_click(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/hotspots")
    control(page, "places").get_by_label("Motorbike nuisance sites").check()
    settle(page)
    assert query(page)["places"] == ["motorbike_site"]
    labels: list[str] = page.evaluate(f"{PLOT}.data[{PLACES}].text")
    assert labels == [f"▲{number}" for number in range(1, len(labels) + 1)]
    assert len(labels) == 8
    place = page.evaluate(f"{PLOT}.data[{PLACES}].customdata[0]")
    at = page.evaluate(
        f"""() => {{
            const plot = {PLOT};
            const at = {MAP}.project([plot.data[{PLACES}].lon[0], plot.data[{PLACES}].lat[0]]);
            const box = plot.querySelector('canvas').getBoundingClientRect();
            return [box.x + at.x, box.y + at.y];
        }}"""
    )
    page.mouse.move(at[0] - 2, at[1])
    page.mouse.move(*at)
    until(page, f"() => ({PLOT}._hoverdata || []).length > 0")
    page.mouse.click(*at)
    until(page, "() => location.search.includes('pick=place')")
    settle(page)
    assert query(page)["pick"] == [f"place:{place}"]
    expect(page.locator("#hotspots-detail h2")).to_contain_text("▲1")
    expect(page.locator("#hotspots-places tr.marked")).to_have_count(1)
    assert page.evaluate(f"{PLOT}.data[{PLACES}].marker.color[0]") == theme.OUTLINE


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_cells_places_and_every_section_are_accessible(visit: Visit, demo_server: Server, size: Size) -> None:
    address = f"{CELLS}&places=motorbike_site&places=order_area&pick=place:demo-moto-1&points=1"
    page = visit(demo_server, address, size)
    assert violations(page) == []
    page = visit(demo_server, "/analysis", size)
    for title in ("How few places", "Where might patrols go", "How good is this map"):
        page.get_by_role("button", name=title).click()
        settle(page)
        expect(page.locator(".accordion-collapse.show h2").first).to_be_visible()
        page.wait_for_timeout(400)
        assert violations(page, "#analysis-sections") == [], title
        assert overflow(page) <= 0


def test_how_many_micro_areas_are_proposed_is_chosen_and_a_row_leads_to_the_map(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, "/analysis")
    page.get_by_role("button", name="Where might patrols go").click()
    settle(page)
    rows = page.locator("#analysis-micro-areas tbody tr")
    expect(rows).to_have_count(11)
    control(page, "areas").select_option("4")
    settle(page)
    expect(rows).to_have_count(4)
    assert query(page)["areas"] == ["4"]
    row = page.locator("#analysis-micro-areas .pick").first
    longitude = float(str(row.get_attribute("data-at")).split()[0])
    row.click()
    page.wait_for_url("**/hotspots?*")
    settle(page)
    until(page, f"() => {ZOOM} > 13 && Math.abs({CENTRE}.lon - {longitude}) < 0.001")


def test_every_cell_with_a_point_is_saved_when_asked_for(begin: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = begin(demo_server, CELLS)
    path = numbers(page, page.locator("#hotspots-tools"), tmp_path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    cells = stored.ask(demo_server.store, "SELECT count(*) FROM dim_cell WHERE cell_size_m = 150 AND holds_point")[0][0]
    assert "_hotspots-cells_2021-04-to-2022-03_" in path.name
    assert len([line for line in lines if not line.startswith("#")]) == cells + 1
    assert lines[2].startswith("# Wards: all 20 of Thurrock")
    assert "(demonstration data)" in lines[3]


def test_the_first_view_is_small(visit: Visit, real_server: Server) -> None:
    page = visit(real_server, "/perception")
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        # The map's worker is a script of Plotly's own, which makes it an address of its own.
        if not (response.url.startswith("blob:") or urlsplit(response.url).path.startswith(SHARED)):
            sizes[response.url] = sizes.get(response.url, 0) + len(response.body())

    page.on("response", note)
    page.goto(f"{real_server.url}/hotspots?layer=cells")
    settle(page)
    assert any("cell-150" in url for url in sizes)
    assert sum(sizes.values()) < FIRST_VIEW_BYTES, sizes


def opened(browser: Browser, server: Server, address: str, script: str) -> tuple[Page, list[str], Callable[[], None]]:
    """A page on which a script runs first, the errors that it threw, and what closes it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server.url)
    context.add_init_script(COUNT_REQUESTS + script)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    return page, errors, context.close


def test_without_webgl2_there_is_a_message_and_the_table_and_no_error(browser: Browser, demo_server: Server) -> None:
    page, errors, close = opened(browser, demo_server, "/hotspots?layer=cells", NO_WEBGL2)
    expect(page.locator("#hotspots-nomap")).to_contain_text("this browser has no WebGL2")
    expect(page.locator("#hotspots-stage")).to_be_hidden()
    expect(page.locator("#hotspots-ranking tbody tr")).to_have_count(50)
    page.locator("#hotspots-ranking .pick").first.click()
    expect(page.locator("#hotspots-detail h2")).to_contain_text(", ")
    assert errors == []
    close()


def test_tiles_are_asked_of_their_own_server_alone_and_the_map_draws_without_them(
    browser: Browser, demo_store: Path, tmp_path: Path
) -> None:
    tiles = "http://127.0.0.1:9"
    with serve(demo_store, tmp_path / "log.txt", DASHBOARD_BASEMAP=f"{tiles}/{{z}}/{{x}}/{{y}}.png") as server:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server.url)
        context.add_init_script(COUNT_REQUESTS)
        page, asked = context.new_page(), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/hotspots")
        until(page, f"() => !!({PLOT} && {PLOT}._fullLayout && {PLOT}._fullLayout.map)")
        until(page, f"() => !!{MAP} && {MAP}.isStyleLoaded() && {MAP}.queryRenderedFeatures().length >= 20")
        foreign = {urlsplit(url).netloc for url in asked if url.startswith("http")} - {urlsplit(server.url).netloc}
        assert foreign == {"127.0.0.1:9"}
        context.close()
