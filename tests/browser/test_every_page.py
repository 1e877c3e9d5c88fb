"""Every page, on a desk and on a phone: drawn, accessible, within the screen, in plain words, and nothing jumps."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NOWHERE, Visit, turn_anew, visiting
from tests.browser.driving import DESKTOP, PATHS, PHONE, Size, open_list, settle, shifted, start_anew, until
from tests.browser.looking import (
    EXPERT,
    MOST_SHIFT,
    MOST_WORDS,
    first_screen,
    overflow,
    sized,
    unringed,
    violations,
    words_of_the_trade,
)
from tests.browser.paper import TEXT_READ, first_of_whole
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
# What the real build lacks: the year before, the Home Office's table, and two complete years for a season.
REAL_CHARTS = CHARTS | {
    "/compare": 5, "/trends": 3, "/operations": 0, "/perception/over-time": 1, "/perception/wards": 0,
    "/perception/recorded": 0,
}  # fmt: skip
NOT_IN_THE_MENU = {"/analysis", "/briefing", "/no-such-page"}
PICTURED = {"/", "/trends", "/compare", "/hotspots", "/perception/over-time", "/operations", "/board/risk"}
# The briefing has sheets of its own; on the others there is nothing to print.
NOT_PRINTED = {"/briefing", "/board/harm", "/no-such-page"}
# Where what the demonstration is may be explained.
EXPLAINING = {"/methods", "/data"}
PERCEPTION = [path for path in PATHS if path.startswith("/perception")]
SIZES = {"desk": DESKTOP, "phone": PHONE}
# A window of 1280 by 900 px at 200 per cent, from that of a desk, and at 400, from that of a phone.
ENLARGED: dict[Size, Size] = {DESKTOP: (640, 450), PHONE: (320, 225)}
# The demonstration on a desk, the real build on a phone, and there too what this lacks of the demonstration.
LOADS = [(path, *load) for path in PATHS for load in (("demo", "desk"), ("real", "phone"))]
LOADS += [(path, "demo", "phone") for path in PATHS if REAL_CHARTS[path] < CHARTS[path]]

at_both_sizes = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)


class Drawn(NamedTuple):
    """A page that was drawn, how it was asked for, and how far what stands on it moved meanwhile."""

    page: Page
    path: str
    build: str
    size: Size
    shift: float

    @property
    def charts(self) -> int:
        """How many it has that are not folded away."""
        return (REAL_CHARTS if self.build == "real" else CHARTS)[self.path]


@pytest.fixture(scope="module")
def demo_tab(profile: BrowserContext, demo_server: Server) -> Iterator[Page]:
    """A tab in which pages of the demonstration are turned."""
    with visiting(profile) as visit:
        yield visit(demo_server, NOWHERE)


@pytest.fixture(scope="module", params=LOADS, ids="-".join)
def loaded(
    request: pytest.FixtureRequest, profile: BrowserContext, demo_tab: Page, real_server: Server
) -> Iterator[Drawn]:
    """Each page for the tests that only look, drawn once: loaded of the real build, turned to of the demonstration."""
    path, build, name = request.param
    with visiting(profile) as visit:
        if build == "demo":
            page = demo_tab
            turn_anew(page, path, SIZES[name])
        else:
            page = visit(real_server, path, SIZES[name])
        yield Drawn(page, path, build, SIZES[name], shifted(page))


@pytest.fixture
def drawn(loaded: Drawn) -> Drawn:
    """The same, at the size at which it was drawn."""
    sized(loaded.page, loaded.size)
    return loaded


@pytest.fixture
def opened(drawn: Drawn) -> Iterator[Drawn]:
    """The same, with all open that is folded, until the test ends."""
    shut = "main details:not([open])"
    folds = drawn.page.evaluate_handle(f"[...document.querySelectorAll('{shut}')]")
    folds.evaluate("all => all.forEach((found) => { found.open = true; })")
    settle(drawn.page)
    expect(drawn.page.locator(shut)).to_have_count(0)
    yield drawn
    folds.evaluate("all => all.forEach((found) => { found.open = false; })")


def test_page_has_its_title_language_banner_and_charts(drawn: Drawn) -> None:
    assert drawn.page.title() == TITLES[drawn.path]
    assert drawn.page.locator("html").get_attribute("lang") == "en-GB"
    banner = ["Demonstration data"] if drawn.build == "demo" else []
    expect(drawn.page.locator(".demo-banner")).to_contain_text(banner)
    expect(drawn.page.locator(".demo-banner")).to_have_count(len(banner))
    expect(drawn.page.locator(".dash-graph:visible")).to_have_count(drawn.charts)
    expect(drawn.page.locator("#shell-error")).to_be_empty()
    expect(drawn.page.locator("nav .active")).to_have_count(0 if drawn.path in NOT_IN_THE_MENU else 1)


def test_source_lines_of_police_data_say_where_they_are_for_demonstration(drawn: Drawn) -> None:
    lines = drawn.page.locator(".panel .quiet").all_text_contents()
    named = [line for line in lines if "Source: data.police.uk" in line]
    said = ["Source: data.police.uk (demonstration data)" in line for line in named]
    assert said == [drawn.build == "demo"] * len(named)
    # The sections of the analysis have theirs when they are opened; the real build has no operations.
    without = {"/analysis", "/briefing", *PERCEPTION, "/board/harm", "/methods", "/data", "/changes", "/no-such-page"}
    assert bool(named) == (drawn.path not in without | ({"/operations"} if drawn.build == "real" else set()))


def test_the_real_build_is_not_called_a_demonstration(drawn: Drawn) -> None:
    is_called = "demonstration" in drawn.page.locator("main").inner_text().lower()
    assert not is_called or drawn.build == "demo" or drawn.path in EXPLAINING


def test_headings_begin_with_one_of_the_first_level_and_skip_none(drawn: Drawn) -> None:
    levels = drawn.page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].filter(e => e.offsetParent).map(e => Number(e.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_document_is_no_wider_than_the_screen(drawn: Drawn) -> None:
    assert overflow(drawn.page) <= 0


def test_with_all_opened_axe_finds_nothing_and_tables_scroll_in_themselves(opened: Drawn) -> None:
    assert violations(opened.page) == []
    assert overflow(opened.page) <= 0


def test_a_table_wider_than_its_room_is_of_cards_on_a_phone_and_says_that_it_scrolls_on_a_desk(opened: Drawn) -> None:
    wider = opened.page.evaluate(
        """() => [...document.querySelectorAll('.table-scroll')]
            .filter((room) => room.scrollWidth > room.clientWidth + 1)
            .map((room) => [room.getAttribute('aria-label'), getComputedStyle(room, '::before').content])"""
    )
    assert all(opened.size == DESKTOP and "scroll sideways" in said for _, said in wider), wider


def test_charts_offer_no_cloud_and_no_tool_bar(drawn: Drawn) -> None:
    # Those in folds too, where they are drawn already.
    offered = drawn.page.evaluate(
        """[...document.querySelectorAll('.js-plotly-plot')].map(({_context: given}) =>
            [given.showSendToCloud, given.plotlyServerURL, given.displaylogo])"""
    )
    expect(drawn.page.locator(".js-plotly-plot:visible")).to_have_count(drawn.charts)
    assert all(one == [False, "", False] for one in offered)
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
    start_anew(page)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.id === 'content'")


def test_focus_is_seen_wherever_it_goes(drawn: Drawn) -> None:
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
    assert named or drawn.path not in PICTURED or (CHARTS[drawn.path] and not drawn.charts)
    shown = [(name.startswith(f"{finding}. "), len(name) > len(finding) + 20) for finding, name in named]
    assert set(shown) <= {(True, True)}, named


def test_no_word_of_the_trade_is_on_a_page_for_everyone(drawn: Drawn) -> None:
    assert drawn.path in EXPERT or words_of_the_trade(drawn.page) == []


def test_nothing_moves_while_a_page_is_loading(loaded: Drawn) -> None:
    assert loaded.shift < MOST_SHIFT


def test_a_first_screen_is_short_at_both_sizes(loaded: Drawn) -> None:
    for size in sorted(SIZES.values(), key=loaded.size.__ne__):
        assert first_screen(loaded.page, size) <= MOST_WORDS


@TEXT_READ
def test_the_real_build_is_printed_whole(loaded: Drawn, tmp_path: Path) -> None:
    if loaded.build == "real" and loaded.path not in NOT_PRINTED:
        sized(loaded.page, DESKTOP)
        assert first_of_whole(loaded.page, tmp_path)


def test_an_enlarged_page_loses_nothing(loaded: Drawn) -> None:
    page = loaded.page
    sized(page, ENLARGED[loaded.size])
    assert overflow(page) <= 0
    # Nothing that sticks covers the page, and what is written is whole.
    assert page.locator("#filter-bar").evaluate("bar => getComputedStyle(bar).position") == "static"
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, p, li, dd, button, a.tool)')].filter((found) =>
            found.checkVisibility() && !found.closest('.table-scroll, #filter-said')
            && found.getBoundingClientRect().right > innerWidth + 1).map((found) => found.textContent.slice(0, 60))"""
    )
    assert cut == []


@at_both_sizes
def test_open_filter_lists_are_accessible_and_on_screen(begin: Visit, demo_server: Server, size: Size) -> None:
    page = begin(demo_server, "/analysis", size)
    if size == PHONE:
        page.get_by_role("button", name="Filters").click()
    for key in ("ward", "type", "period"):
        box = open_list(page, key).locator("fieldset").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert overflow(page) <= 0
        assert violations(page, "#filter-bar") == []


def test_chosen_ward_with_points_and_notices_is_accessible_on_a_desk_and_on_a_phone(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, "/hotspots?ward=E05002229&points=1&measure=change_pct&nonsense=1")
    expect(page.locator("#hotspots-ranking tbody tr.marked th")).to_have_text(["Aveley and Uplands"])
    expect(page.locator("#shell-notices")).to_contain_text("nonsense")
    for size in SIZES.values():
        sized(page, size)
        assert overflow(page) <= 0
        assert violations(page) == []
