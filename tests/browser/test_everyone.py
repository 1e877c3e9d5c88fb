"""For everyone: forced colours, little motion, open sections, names of pictures."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PHONE, open_list, settle
from tests.browser.serving import Server
from tests.browser.test_every_page import overflow, violations


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
