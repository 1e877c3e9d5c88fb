"""Small spots on the map, the map on a phone, and what stands without WebGL."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from tests.browser import png, stored
from tests.browser.conftest import NOWHERE, Visit, visiting, watching
from tests.browser.driving import DESKTOP, PHONE, choose_view, control, query, settle, turn_to, until
from tests.browser.looking import overflow, sized, violations
from tests.browser.serving import Server
from tests.browser.test_files import numbers
from tests.browser.test_map import CENTRE, MAP, PLOT, WARD, ZOOM, assert_whole_and_outlined, show

CELLS = "?from=2025-01&to=2025-12&layer=cells&show=counts"
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


@pytest.fixture(scope="module")
def anew(profile: BrowserContext, real_server: Server) -> Iterator[tuple[Page, dict[str, int]]]:
    """A page on which the small spots of the real files were loaded, and what each answer took, in bytes.

    Without what all pages share.
    """
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        # The map's worker is a script of Plotly's own, which makes it an address of its own.
        if not (response.url.startswith("blob:") or urlsplit(response.url).path.startswith(SHARED)):
            sizes[response.url] = sizes.get(response.url, 0) + len(response.body())

    with watching() as watch, profile.new_page() as page:
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        watch(page, real_server)
        page.on("response", note)
        page.goto(f"{real_server.url}/hotspots{CELLS}")
        settle(page)
        page.remove_listener("response", note)
        yield page, sizes


def test_the_first_view_is_small(anew: tuple[Page, dict[str, int]]) -> None:
    _, sizes = anew
    assert any("cell-150" in url for url in sizes)
    assert sum(sizes.values()) < FIRST_VIEW_BYTES, sizes


@pytest.fixture
def cells(anew: tuple[Page, dict[str, int]]) -> Page:
    """The map of small spots with nothing picked: what a test left there is taken back, not all drawn anew."""
    page, _ = anew
    if not page.url.endswith(CELLS):
        show(page, CELLS)
    return page


@pytest.mark.parametrize("view", ["counts", "quarters", "last_year"])
def test_every_view_of_the_cells_is_drawn_in_the_classes_of_its_legend(cells: Page, view: str) -> None:
    if view != "counts":
        show(cells, CELLS.replace("counts", view))
    counts = [
        int(words.rsplit("(", 1)[1].rstrip(")").replace(",", ""))
        for words in cells.locator("#hotspots-legend li").all_inner_texts()
    ]
    assert sum(counts) == drawn_cells(cells) > 50
    assert len(colours_on(cells)) >= min(3, sum(count > 0 for count in counts))
    expect(cells.locator("#hotspots-note")).to_contain_text("to a nearby point")


def test_every_cell_with_a_point_is_saved_when_asked_for(cells: Page, real_server: Server, tmp_path: Path) -> None:
    path = numbers(cells, cells.locator("#hotspots-tools"), tmp_path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    count = stored.ask(real_server.store, "SELECT count(*) FROM dim_cell WHERE cell_size_m = 150 AND holds_point")[0][0]
    assert "_hotspots-cells_2025-01-to-2025-12_" in path.name
    assert len([line for line in lines if not line.startswith("#")]) == count + 1
    assert lines[2].startswith("# Wards: all 20 of Thurrock")


def pick_first(page: Page) -> str:
    """Pick the first row of the table; its name."""
    first = page.locator("#hotspots-ranking .pick").first
    name = first.inner_text()
    first.click()
    until(page, f"() => {PLOT}.data[4].locations.length === 1")
    settle(page)
    return name


def test_a_cell_is_picked_in_the_table_outlined_on_the_map_and_left_by_a_button(cells: Page) -> None:
    name = pick_first(cells)
    assert query(cells)["pick"] == [f"cell:{cells.evaluate(f'{PLOT}.data[4].locations[0]')}"]
    expect(cells.locator("#hotspots-detail h2")).to_have_text(name)
    cells.get_by_role("button", name="Show the wards again").click()
    until(cells, f"() => {PLOT}.data[4].locations.length === 0")
    settle(cells)
    assert "pick" not in query(cells)


def test_another_cell_size_leaves_the_pick(cells: Page) -> None:
    pick_first(cells)
    choose_view(cells, "250 m")
    assert query(cells)["cell"] == ["250"]
    assert "pick" not in query(cells)
    assert cells.evaluate(f"{PLOT}.data[1].geojson").endswith("/cell-250")


def test_cells_and_places_are_accessible_at_every_size(begin: Visit, demo_server: Server) -> None:
    page = begin(
        demo_server, "/hotspots?layer=cells&places=motorbike_site&places=order_area&pick=place:demo-moto-1&points=1"
    )
    for size in (DESKTOP, PHONE):
        sized(page, size)
        assert violations(page, "main") == []


def test_every_section_of_the_analysis_is_accessible_at_every_size(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/analysis")
    for title in ("How few places", "Where might patrols go", "How good is this map"):
        page.get_by_role("button", name=title).click()
        settle(page)
        expect(page.locator(".accordion-collapse.show h2").first).to_be_visible()
    # One shuts when another is opened: what is in them is looked at once for all.
    page.locator(".accordion-collapse").evaluate_all("all => all.forEach((one) => one.classList.add('show'))")
    expect(page.locator(".accordion-collapse:visible h2")).not_to_have_count(0)
    for size in (DESKTOP, PHONE):
        sized(page, size)
        assert violations(page, "#analysis-sections") == []
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


@pytest.fixture(scope="module")
def phone(profile: BrowserContext, demo_server: Server) -> Iterator[Page]:
    """The map of wards on a phone, which is touched."""
    with visiting(profile) as visit:
        page = visit(demo_server, NOWHERE, PHONE)
        screen = profile.new_cdp_session(page)
        screen.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        turn_to(page, f"/hotspots?ward={stored.ward_code(demo_server.store, WARD)}")
        yield page
        screen.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        screen.detach()


def test_on_a_phone_the_chosen_ward_is_whole_too(phone: Page) -> None:
    assert_whole_and_outlined(phone)


def test_on_a_phone_a_pick_opens_a_sheet_in_sight_which_gives_the_focus_back(phone: Page) -> None:
    row = phone.locator("#hotspots-ranking .pick").first
    name = row.inner_text()
    row.click()
    sheet = phone.locator(".sheet")
    expect(sheet.locator("h2").first).to_have_text(name)
    expect(sheet).to_be_focused()
    expect(sheet).to_be_in_viewport(ratio=0.9)
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_have_count(0)
    expect(row).to_be_focused()


def test_one_finger_scrolls_the_page_over_the_map(phone: Page, profile: BrowserContext) -> None:
    settle(phone)
    phone.evaluate("scrollTo(0, 0)")
    phone.locator("#hotspots-map").scroll_into_view_if_needed()
    box = phone.locator("#hotspots-map").bounding_box()
    assert box is not None
    x, y, before = box["x"] + 60, box["y"] + 250, phone.evaluate(f"[scrollY, {ZOOM}, {CENTRE}.lat]")
    touch = profile.new_cdp_session(phone)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 12):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y - 15 * step}]})
        phone.wait_for_timeout(30)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()
    until(phone, f"() => scrollY > {before[0] + 100}")
    assert phone.evaluate(f"[{ZOOM}, {CENTRE}.lat]") == before[1:]


@pytest.fixture
def own(profile: BrowserContext) -> Iterator[Page]:
    """A page of which a test hears itself what goes wrong."""
    page = profile.new_page()
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    yield page
    page.close()


def test_without_webgl2_there_is_a_message_the_table_and_the_sheet_and_no_error(own: Page, demo_server: Server) -> None:
    errors = list[str]()
    own.add_init_script(NO_WEBGL2)
    own.on("pageerror", lambda error: errors.append(str(error)))
    own.goto(f"{demo_server.url}/hotspots?layer=cells")
    expect(own.locator("#hotspots-nomap")).to_contain_text("this browser has no WebGL2")
    expect(own.locator("#hotspots-stage")).to_be_hidden()
    rows = own.locator("#hotspots-ranking .pick")
    expect(own.locator("#hotspots-ranking tbody tr")).to_have_count(50)
    rows.first.click()
    expect(own.locator("#hotspots-detail h2")).to_contain_text(", ")
    own.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    rows.nth(1).click()
    expect(own.locator(".sheet")).to_be_focused()
    own.keyboard.press("Escape")
    expect(own.locator(".sheet")).to_have_count(0)
    expect(rows.nth(1)).to_be_focused()
    assert errors == []
