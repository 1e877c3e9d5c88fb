"""A tab is given from one test to the next as if it were new."""

from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import visiting
from tests.browser.driving import DESKTOP, PHONE
from tests.browser.serving import Server

KEPT = """() => [
    sessionStorage.kept, localStorage.kept, window.kept, document.cookie, innerWidth,
    document.querySelectorAll('h1:hover').length,
    matchMedia('print').matches, matchMedia('(forced-colors: active)').matches,
    matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(prefers-reduced-motion: reduce)').matches,
]"""
NEW = [None, None, None, "", DESKTOP[0], 0, False, False, False, False]


def test_what_was_done_in_a_tab_is_gone_when_it_is_taken_again(profile: BrowserContext, demo_server: Server) -> None:
    with visiting(profile) as visit:
        page = visit(demo_server, "/no-such-page", PHONE)
        page.evaluate("sessionStorage.kept = localStorage.kept = window.kept = '1'; document.cookie = 'kept=1; path=/'")
        page.emulate_media(media="print", color_scheme="dark", forced_colors="active", reduced_motion="reduce")
        page.locator("main h1").hover()
        page.route("**/*.css", lambda route: route.abort())
        assert not set(page.evaluate(KEPT)) & set(NEW)
    with visiting(profile) as visit:
        again = visit(demo_server, "/no-such-page")
        assert again == page
        assert again.evaluate(KEPT) == NEW
        expect(again.locator(".site-header .wide").first).to_have_css("display", "flex")
