"""For everyone: focus that is seen, forced colours, enlarged pages, little motion, folds open, names of pictures."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PATHS, PHONE, Size, open_list, settle
from tests.browser.serving import Server
from tests.browser.test_every_page import PERCEPTION, SIZES, overflow, violations

# A window of 1280 by 900 px at 200 and 400 per cent.
ENLARGED: dict[str, Size] = {"200": (640, 450), "400": (320, 225)}
FOLDED = {"/", "/hotspots", "/analysis", *PERCEPTION, "/operations", "/board", "/methods", "/about-the-data", "/data"}
# The ring of what has the focus: an outline of 2 px or more that is not clipped away.
RING = """() => {
    const found = document.activeElement, style = getComputedStyle(found);
    const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return [found === document.body, isRinged, found.outerHTML.slice(0, 120)];
}"""


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


def open_folds(page: Page) -> None:
    """Open all that is folded, sections of the analysis and tables too."""
    page.evaluate("document.querySelectorAll('main details').forEach((found) => { found.open = true; })")
    settle(page)


@pytest.mark.parametrize("path", PATHS)
def test_focus_is_seen_wherever_tab_goes(visit: Visit, demo_server: Server, path: str) -> None:
    assert unringed(visit(demo_server, path)) == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("path", sorted(FOLDED - {"/analysis"}))
def test_axe_finds_nothing_with_every_fold_open(visit: Visit, demo_server: Server, path: str, size: Size) -> None:
    page = visit(demo_server, path, size)
    assert page.locator("main details").count()
    open_folds(page)
    expect(page.locator("main details:not([open])")).to_have_count(0)
    assert violations(page, "main") == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("place", [0, 1, 2])
def test_axe_finds_nothing_in_an_open_section_of_the_analysis(visit: Visit, demo_server: Server, place: int) -> None:
    page = visit(demo_server, "/analysis", PHONE if place else DESKTOP)
    page.locator(".accordion-button").nth(place).press("Enter")
    expect(page.locator(".accordion-collapse.show .panel").first).to_be_visible()
    settle(page)
    assert violations(page, "main") == []
    assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_a_ticked_box_is_told_from_an_empty_one(
    visit: Visit, demo_server: Server, scheme: str
) -> None:
    page = visit(demo_server, "/?ward=E05002229")
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    boxes = open_list(page, "ward").locator(".ticks input")
    ticked, empty = (boxes.nth(place).screenshot() for place in (0, 1))
    expect(boxes.first).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    # Both within the same frame: a tick makes another picture of it.
    assert ticked != empty
    assert boxes.first.evaluate("box => getComputedStyle(box).appearance") == "auto"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_the_room_and_the_view_shown_are_outlined(
    visit: Visit, demo_server: Server, scheme: str
) -> None:
    for path, nav in (("/methods", ".rooms"), ("/hotspots", ".map-switch")):
        page = visit(demo_server, path)
        page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
        styles = page.locator(f"{nav} a > span").evaluate_all(
            "all => all.map(one => [one.hasAttribute('aria-current'), getComputedStyle(one).outlineStyle !== 'none'])"
        )
        assert styles
        assert all(is_current == is_outlined for is_current, is_outlined in styles)


@pytest.mark.parametrize("size", ENLARGED.values(), ids=ENLARGED)
@pytest.mark.parametrize("path", PATHS)
def test_an_enlarged_page_loses_nothing(visit: Visit, demo_server: Server, path: str, size: Size) -> None:
    page = visit(demo_server, path, size)
    assert overflow(page) <= 0
    # Nothing that sticks covers the page, and what is written is whole.
    assert page.locator("#filter-bar").evaluate("bar => getComputedStyle(bar).position") == "static"
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main :is(h1, h2, p, li, dd, button, a.tool)')].filter((found) =>
            found.checkVisibility() && !found.closest('.table-scroll, #filter-said')
            && found.getBoundingClientRect().right > innerWidth + 1).map((found) => found.textContent.slice(0, 60))"""
    )
    assert cut == []


@pytest.mark.parametrize("path", ["/", "/hotspots", "/analysis"])
def test_who_wants_little_motion_sees_none(visit: Visit, demo_server: Server, path: str) -> None:
    page = visit(demo_server, path)
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('.shell *')].filter((found) => {
            const style = getComputedStyle(found);
            return [style.transitionDuration, style.animationDuration].some((time) => time.split(', ')
                .some((one) => parseFloat(one) > 0.01));
        }).map((found) => found.outerHTML.slice(0, 80))"""
    )
    assert moving == []


@pytest.mark.parametrize(
    "path", ["/", "/trends", "/compare", "/hotspots", "/perception/over-time", "/operations", "/board/risk"]
)
def test_a_picture_is_named_by_its_finding_and_by_what_it_shows(visit: Visit, demo_server: Server, path: str) -> None:
    page = visit(demo_server, path)
    named = page.evaluate(
        """() => [...document.querySelectorAll('.panel')].flatMap((panel) =>
            [...panel.querySelectorAll('[role=img]:not(svg), img.picture')].map((picture) => [
                panel.querySelector('h2').textContent, picture.getAttribute('aria-label') || picture.alt || '']))"""
    )
    assert named
    shown = [(name.startswith(f"{finding}. "), len(name) > len(finding) + 20) for finding, name in named]
    assert set(shown) == {(True, True)}, named
