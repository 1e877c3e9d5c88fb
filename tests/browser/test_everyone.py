"""For everyone: forced colours."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.driving import open_list
from tests.browser.serving import Server

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_with_forced_colours_a_ticked_box_is_told_from_an_empty_one(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/?ward=E05002229")
    boxes = open_list(page, "ward").locator(".ticks input")
    for scheme in SCHEMES:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        ticked, empty = (boxes.nth(place).screenshot() for place in (0, 1))
        expect(boxes.first).to_be_checked()
        expect(boxes.nth(1)).not_to_be_checked()
        # Both within the same frame: a tick makes another picture of it.
        assert ticked != empty
        assert boxes.first.evaluate("box => getComputedStyle(box).appearance") == "auto"


@pytest.mark.parametrize(("path", "nav"), [("/methods", ".rooms"), ("/hotspots", ".map-switch")])
def test_with_forced_colours_the_room_and_the_view_shown_are_outlined(
    begin: Visit, demo_server: Server, path: str, nav: str
) -> None:
    page = begin(demo_server, path)
    for scheme in SCHEMES:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        styles = page.locator(f"{nav} a > span").evaluate_all(
            "all => all.map(one => [one.hasAttribute('aria-current'), getComputedStyle(one).outlineStyle !== 'none'])"
        )
        assert styles
        assert all(is_current == is_outlined for is_current, is_outlined in styles)


def test_with_forced_colours_pictures_and_charts_are_light_on_a_dark_ground_and_lists_have_their_arrow(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, "/")
    drawn = page.locator(".picture, .interval-line, .sparkline")
    expect(drawn.first).to_be_visible()
    for scheme in SCHEMES:
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        filters = drawn.evaluate_all("all => all.map(one => getComputedStyle(one).filter.startsWith('invert(1)'))")
        assert set(filters) == {scheme == "dark"}
        box = page.locator("#filter-bar .form-select").first
        assert box.evaluate("box => getComputedStyle(box).appearance") == "auto"
    trends = begin(demo_server, "/trends")
    trends.emulate_media(forced_colors="active", color_scheme="dark")
    chart = trends.locator(".dash-graph .main-svg").first
    assert chart.evaluate("chart => getComputedStyle(chart).filter").startswith("invert(1)")
