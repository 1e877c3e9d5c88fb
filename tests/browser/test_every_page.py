"""Every page, on a desk and on a phone: drawn, accessible, within the screen."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit, visiting
from tests.browser.driving import DESKTOP, PATHS, PHONE, Size, control, open_list, settle, until
from tests.browser.serving import Server

TITLES = {
    "/": "Summary: crime and perception",
    "/ward": "Your ward",
    "/trends": "Crime trends",
    "/compare": "Compare: districts and most similar group",
    "/hotspots": "Hotspots",
    "/analysis": "Analysis of places",
    "/board/harm": "Board: who is harmed",
    "/briefing": "Briefing",
    "/perception": "Public perception",
    "/perception/over-time": "Perception: over time",
    "/perception/wards": "Perception: by ward and group",
    "/perception/recorded": "Perception: felt and recorded",
    "/perception/you-said": "Perception: you said",
    "/board": "Board",
    "/board/risk": "Board: risk matrix",
    "/board/review": "Board: quarterly review",
    "/operations": "Operations",
    "/methods": "Methods and data: how figures are made",
    "/about-the-data": "Methods and data: about the data",
    "/data": "Methods and data: numbers for other tools",
    "/changes": "Since last month",
    "/no-such-page": "Page not found",
}
CHARTS = {
    "/": 0, "/ward": 0, "/trends": 4, "/compare": 6, "/hotspots": 1, "/analysis": 0, "/perception": 0,
    "/perception/over-time": 3, "/perception/wards": 2, "/perception/recorded": 1, "/perception/you-said": 0,
    "/board": 0, "/board/harm": 0, "/board/risk": 2, "/board/review": 0, "/operations": 3, "/methods": 0,
    "/about-the-data": 0, "/data": 0, "/changes": 0, "/no-such-page": 0, "/briefing": 0,
}  # fmt: skip
NOT_IN_THE_MENU = {"/analysis", "/briefing", "/no-such-page"}
PICTURED = {"/", "/trends", "/compare", "/hotspots", "/perception/over-time", "/operations", "/board/risk"}
PERCEPTION = [path for path in PATHS if path.startswith("/perception")]
SIZES = {"desk": DESKTOP, "phone": PHONE}
# A window of 1280 by 900 px at 200 per cent, from that of a desk, and at 400, from that of a phone.
ENLARGED: dict[Size, Size] = {DESKTOP: (640, 450), PHONE: (320, 225)}
# The ring of what has the focus: an outline of 2 px or more that is not clipped away.
RING = """() => {
    const found = document.activeElement, style = getComputedStyle(found);
    const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return [found === document.body, isRinged, found.outerHTML.slice(0, 120)];
}"""
# Marks each cell of bare words that looks as another of its table: the contrast of both is the same.
MARK_ALIKE = """() => document.querySelectorAll('table').forEach((table) => {
    const seen = new Set();
    table.querySelectorAll(':is(td, th):not(:has(*))').forEach((cell) => {
        const look = [cell, cell.parentElement, cell.parentElement.parentElement].map((found) => {
            const {color, background, font, opacity, position, textShadow, visibility} = getComputedStyle(found);
            return [color, background, font, opacity, position, textShadow, visibility];
        }).join();
        cell.toggleAttribute('data-alike', seen.has(look));
        seen.add(look);
    });
})"""
# Contrast takes axe-core longer than all other rules together.
CONFIGURE = "axe.configure({rules: [{id: 'color-contrast', selector: '*:not([data-alike])'}]})"
# What is in order is not told in full: that takes axe-core longer than to look.
ASKED = {"resultTypes": ["violations"]}

at_both_sizes = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


class Drawn(NamedTuple):
    """A page that is drawn, and how it was asked for."""

    page: Page
    path: str
    size: Size


@pytest.fixture(scope="module", params=[(path, name) for path in PATHS for name in SIZES], ids=lambda p: "-".join(p))
def drawn(request: pytest.FixtureRequest, profile: BrowserContext, demo_server: Server) -> Iterator[Drawn]:
    """Each page at each size, opened once for the tests that only look."""
    path, size = request.param[0], SIZES[request.param[1]]
    with visiting(profile) as visit:
        yield Drawn(visit(demo_server, path, size), path, size)


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core objects to, with the first places."""
    page.evaluate(MARK_ALIKE)
    found = Axe(f"{AXE_SCRIPT};{CONFIGURE}").run(page, context=within, options=ASKED).response["violations"]
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found]


def overflow(page: Page) -> int:
    """Pixels of the document to the right of the screen."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wide


def unringed(page: Page, most: int = 60) -> list[str]:
    """What has the focus without its being seen, of what Tab reaches."""
    page.evaluate("document.activeElement.blur()")
    without = []
    for _ in range(most):
        page.keyboard.press("Tab")
        is_end, is_ringed, html = page.evaluate(RING)
        if is_end:
            break
        if not is_ringed:
            without.append(html)
    return without


def test_page_has_its_title_language_banner_and_charts(drawn: Drawn) -> None:
    assert drawn.page.title() == TITLES[drawn.path]
    assert drawn.page.locator("html").get_attribute("lang") == "en-GB"
    expect(drawn.page.locator(".demo-banner")).to_contain_text("Demonstration data")
    expect(drawn.page.locator(".dash-graph:visible")).to_have_count(CHARTS[drawn.path])
    expect(drawn.page.locator("#shell-error")).to_be_empty()
    expect(drawn.page.locator("nav .active")).to_have_count(0 if drawn.path in NOT_IN_THE_MENU else 1)


def test_source_lines_of_police_data_say_that_they_are_for_demonstration(drawn: Drawn) -> None:
    lines = drawn.page.locator(".panel .quiet").all_text_contents()
    named = [line for line in lines if "Source: data.police.uk" in line]
    assert all("Source: data.police.uk (demonstration data)" in line for line in named)
    # The sections of the analysis have theirs when they are opened; a first build has nothing that is new.
    without = ("/analysis", "/briefing", *PERCEPTION, "/board/harm", "/methods", "/data", "/changes", "/no-such-page")
    assert bool(named) == (drawn.path not in without)


def test_headings_begin_with_one_of_the_first_level_and_skip_none(drawn: Drawn) -> None:
    levels = drawn.page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(e => e.offsetParent).map(e => Number(e.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_document_is_no_wider_than_the_screen(drawn: Drawn) -> None:
    assert overflow(drawn.page) <= 0


def test_axe_finds_nothing(drawn: Drawn) -> None:
    assert violations(drawn.page) == []


def test_charts_offer_no_cloud_and_no_tool_bar(drawn: Drawn) -> None:
    # Those in folds too, where they are drawn already.
    contexts = drawn.page.evaluate("[...document.querySelectorAll('.js-plotly-plot')].map(plot => plot._context)")
    expect(drawn.page.locator(".js-plotly-plot:visible")).to_have_count(CHARTS[drawn.path])
    assert {(c["showSendToCloud"], c["plotlyServerURL"], c["displaylogo"]) for c in contexts} <= {(False, "", False)}
    expect(drawn.page.locator(".modebar-btn")).to_have_count(0)


def test_targets_are_at_least_24_pixels_each_way(drawn: Drawn) -> None:
    small = drawn.page.evaluate(
        """[...document.querySelectorAll('button, summary, select, nav a')].filter(e => e.offsetParent).map(e => {
            const box = e.getBoundingClientRect();
            return [e.textContent.slice(0, 30), Math.round(box.width), Math.round(box.height)];
        }).filter(([, width, height]) => width < 24 || height < 24)"""
    )
    assert small == []


def test_first_tab_reaches_a_link_that_skips_to_the_content(drawn: Drawn) -> None:
    page = drawn.page
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.id === 'content'")


def test_focus_is_seen_wherever_tab_goes(drawn: Drawn) -> None:
    assert unringed(drawn.page) == []


def test_who_wants_little_motion_sees_none(drawn: Drawn) -> None:
    drawn.page.emulate_media(reduced_motion="reduce")
    moving = drawn.page.evaluate(
        """() => [...document.querySelectorAll('.shell *')].filter((found) => {
            const style = getComputedStyle(found);
            return [style.transitionDuration, style.animationDuration].some((time) => time.split(', ')
                .some((one) => parseFloat(one) > 0.01));
        }).map((found) => found.outerHTML.slice(0, 80))"""
    )
    drawn.page.emulate_media(reduced_motion="null")
    assert moving == []


def test_a_picture_is_named_by_its_finding_and_by_what_it_shows(drawn: Drawn) -> None:
    named = drawn.page.evaluate(
        """() => [...document.querySelectorAll('.panel')].flatMap((panel) =>
            [...panel.querySelectorAll('[role=img]:not(svg), img.picture')].map((picture) => [
                panel.querySelector('h2').textContent, picture.getAttribute('aria-label') || picture.alt || '']))"""
    )
    assert named or drawn.path not in PICTURED
    shown = [(name.startswith(f"{finding}. "), len(name) > len(finding) + 20) for finding, name in named]
    assert set(shown) <= {(True, True)}, named


def test_an_enlarged_page_loses_nothing(drawn: Drawn) -> None:
    page, (width, height) = drawn.page, ENLARGED[drawn.size]
    page.set_viewport_size({"width": width, "height": height})
    settle(page)
    assert overflow(page) <= 0
    # Nothing that sticks covers the page, and what is written is whole.
    assert page.locator("#filter-bar").evaluate("bar => getComputedStyle(bar).position") == "static"
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, p, li, dd, button, a.tool)')].filter((found) =>
            found.checkVisibility() && !found.closest('.table-scroll, #filter-said')
            && found.getBoundingClientRect().right > innerWidth + 1).map((found) => found.textContent.slice(0, 60))"""
    )
    assert cut == []
    page.set_viewport_size({"width": drawn.size[0], "height": drawn.size[1]})
    settle(page)


def test_what_is_opened_is_accessible_and_tables_scroll_in_themselves(drawn: Drawn) -> None:
    page = drawn.page
    tables = page.locator("details.table-tool > summary:visible")
    for place in range(tables.count()):
        tables.nth(place).press("Enter")
    expect(page.locator("details.table-tool:not([open])").filter(visible=True)).to_have_count(0)
    page.evaluate("document.querySelectorAll('main details').forEach((found) => { found.open = true; })")
    settle(page)
    expect(page.locator("main details:not([open])")).to_have_count(0)
    assert overflow(page) <= 0
    if page.locator("main details").count():
        assert violations(page, "main") == []


@at_both_sizes
def test_open_filter_lists_are_accessible_and_on_screen(visit: Visit, demo_server: Server, size: Size) -> None:
    page = visit(demo_server, "/", size)
    if size == PHONE:
        page.get_by_role("button", name="Filters").click()
    for key in ("ward", "type", "period"):
        box = open_list(page, key).locator("fieldset").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert overflow(page) <= 0
        assert violations(page, "#filter-bar") == []


@at_both_sizes
def test_chosen_ward_with_points_and_notices_is_accessible(visit: Visit, demo_server: Server, size: Size) -> None:
    page = visit(demo_server, "/hotspots?ward=E05002229&points=1&measure=change_pct&nonsense=1", size)
    expect(page.locator("#hotspots-ranking tbody th")).to_have_text(["Aveley and Uplands"])
    expect(page.locator("#shell-notices")).to_contain_text("nonsense")
    assert overflow(page) <= 0
    assert violations(page) == []


def test_print_leaves_out_what_only_serves_the_screen(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/hotspots")
    expect(page.locator("#filter-bar")).to_be_visible()
    page.emulate_media(media="print")
    settle(page)
    for hidden in ("#filter-bar", ".site-header nav", ".map-buttons", ".page-controls", ".skip-link"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    expect(page.locator(".tools:visible")).to_have_count(0)
    expect(page.locator("main h1")).to_be_visible()
    expect(control(page, "ward")).to_be_hidden()
    expect(page.locator("#filter-said")).to_contain_text("Wards: all 20 of Thurrock")
