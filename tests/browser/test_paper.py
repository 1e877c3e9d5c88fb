"""What paper has of its own: charts of its width, pictures of maps, tables that were opened."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.driving import PHONE, control, settle, until
from tests.browser.looking import sized
from tests.browser.paper import FITTED
from tests.browser.serving import Server
from tests.browser.test_every_page import SIZES

# As before it prints: how often charts are drawn until each has been.
BEFORE_PRINT = """async () => {
    let draws = 0;
    const drawn = [...document.querySelectorAll('.js-plotly-plot')].map((plot) => new Promise((done) => {
        plot.on('plotly_afterplot', () => { draws += 1; done(); });
    }));
    dispatchEvent(new Event('beforeprint'));
    await Promise.all(drawn);
    return draws;
}"""


def test_charts_are_as_wide_as_a_sheet_and_come_back(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/trends?from=2021-04&to=2022-03&parts=ward", PHONE)
    widths = "[...document.querySelectorAll('.js-plotly-plot')].map((plot) => plot._fullLayout.width)"
    for size in SIZES.values():
        sized(page, size)
        until(page, FITTED)
        before = page.evaluate(widths)
        folded = page.locator("main details.fold:not([open])").count()
        assert page.evaluate(BEFORE_PRINT) == len(before)
        assert set(page.evaluate(widths)) == {672}
        # Twenty wards in three columns: on one sheet.
        assert page.evaluate("document.querySelector('#trends-multiples .js-plotly-plot')._fullLayout.height") < 900
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        settle(page)
        assert page.evaluate(widths) == before
        expect(page.locator("main details.fold:not([open])")).to_have_count(folded)


def test_a_map_is_printed_as_a_picture_without_what_only_serves_the_screen(
    begin: Visit, demo_server: Server, tmp_path: Path
) -> None:
    page = begin(demo_server, "/hotspots")
    expect(page.locator("#filter-bar")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    colours = page.evaluate(
        """() => {
            const copy = document.querySelector('.map-paper');
            const pixels = copy.getContext('2d').getImageData(0, 0, copy.width, copy.height).data;
            const seen = new Set();
            for (let at = 0; at < pixels.length; at += 400) seen.add(pixels.slice(at, at + 3).join());
            return seen.size;
        }"""
    )
    # Five classes, the ground, the edges.
    assert colours > 6
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".map-paper")).to_have_count(0)
    page.pdf(path=str(tmp_path / "map.pdf"), format="A4", prefer_css_page_size=True)
    paper = (tmp_path / "map.pdf").read_bytes()
    assert re.search(rb"/Subtype\s*/Image", paper)
    # The map with its card, and all wards: their rows are no taller than those of other tables.
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    page.emulate_media(media="print")
    settle(page)
    for hidden in ("#filter-bar", ".site-header nav", ".map-buttons", ".page-controls", ".skip-link"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    expect(page.locator(".tools:visible")).to_have_count(0)
    # Who prints the grounds too reads dark words on none.
    expect(page.locator(".site-header")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(page.locator("main h1")).to_be_visible()
    expect(control(page, "ward")).to_be_hidden()
    expect(page.locator("#filter-said")).to_contain_text("Wards: all 20 of Thurrock")


def test_an_opened_table_is_printed_and_the_button_is_not(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/perception/over-time")
    table = page.locator("details.table-tool").first
    table.locator("summary").press("Enter")
    page.emulate_media(media="print")
    expect(table.locator("tbody tr").first).to_be_visible()
    for hidden in ("summary", "[data-png]", "[data-file]"):
        expect(page.locator(f".tools {hidden}:visible")).to_have_count(0)
