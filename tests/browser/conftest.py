"""Servers over real builds, and a browser that objects to any error and any foreign request."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.driving import COUNT_REQUESTS, COUNT_SHIFT, DESKTOP, Size, settle, start_anew, turn_to
from tests.browser.serving import Server, serve

# The browser without a window of its own first: a page is drawn in two thirds of the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Parts of the browser that no page needs. The first two draw its own window, each in a process beside that of the page;
# the others are those of Playwright's own list, which this one replaces, that would be noticed here.
WITHOUT = (
    "InitialWebUI",
    "WebUIReloadButton",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
)
ARGUMENTS = [
    f"--disable-features={','.join(WITHOUT)}",
    "--no-sandbox",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]

# Where a tab stands that nobody uses.
IDLE = "about:blank"
# A page with nothing on it.
NOWHERE = "/no-such-page"
# What stays when a page goes is as it was at first.
FOLD = """() => {
    document.querySelectorAll('details[open]').forEach((found) => { found.open = false; });
    document.getElementById('filter-fold').setAttribute('aria-expanded', 'false');
    dash_clientside.set_props('find-text', {value: ''});
}"""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    expect.set_options(timeout=15_000)
    with sync_playwright() as started:
        yield started


def installed() -> str | None:
    """The system's Chromium; None: Playwright's own."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A browser for contexts of a test's own."""
    chromium = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def profile(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser that keeps compiled scripts on disk, as a user's does: a page is drawn in half the time."""
    folder = tmp_path_factory.mktemp("profile")
    kept = playwright.chromium.launch_persistent_context(folder, executable_path=installed(), args=ARGUMENTS)
    kept.add_init_script(COUNT_REQUESTS + COUNT_SHIFT)
    kept.set_default_timeout(15_000)
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def demo_server(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over the demonstration build."""
    with serve(demo_store, tmp_path_factory.mktemp("demo-log") / "log.txt") as server:
        yield server


@pytest.fixture(scope="session")
def real_server(real_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard over the build of the real files."""
    with serve(real_store, tmp_path_factory.mktemp("real-log") / "log.txt") as server:
        yield server


def on_screen(page: Page) -> None:
    """Have a page shown as it is to most: on a screen, with no colours or motion of the user's own."""
    page.emulate_media(media="null", color_scheme="null", forced_colors="null", reduced_motion="null", contrast="null")


def forget(page: Page) -> None:
    """Listen to a tab no more."""
    for event in ("console", "pageerror", "request", "response"):
        # What forgets a listener that one does not hold is no part of the public interface.
        page._impl_obj.remove_all_listeners(event)


def take_back(page: Page) -> None:
    """Leave nothing in a tab of what was done there: the next page needs no process of its own."""
    forget(page)
    page.unroute_all()
    on_screen(page)
    page.evaluate("() => { if (origin !== 'null') { localStorage.clear(); sessionStorage.clear(); } }")
    page.goto(IDLE)


def turn_anew(page: Page, address: str, size: Size) -> None:
    """Draw an address of the same server in an open page as if it were the first there.

    What comes and goes with a page is begun again. How far things move meanwhile is counted from here.
    """
    on_screen(page)
    page.evaluate(FOLD)
    wanted: ViewportSize = {"width": size[0], "height": size[1]}
    if page.viewport_size != wanted or urlsplit(page.url).path == urlsplit(address).path:
        turn_to(page, NOWHERE)
        page.set_viewport_size(wanted)
        settle(page)
    # Only now: a link within the page before is followed for as long as that grows.
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("countAnew()")
    turn_to(page, address)
    start_anew(page)


@contextmanager
def watching() -> Iterator[Callable[[Page, Server], None]]:
    """A function that has a page of a server watched.

    Raises AssertionError at the end where any page wrote an error to the console, threw one, or asked another origin
    for anything.
    """
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # An address that is none is answered so.
        if message.type == "error" and "/no-such-page" not in message.location["url"]:
            problems.append(f"console: {message.text}")

    def check(request: Request, url: str) -> None:
        if not request.url.startswith((f"{url}/", "data:", "blob:")):
            problems.append(f"foreign request: {request.url}")

    def watch(page: Page, server: Server) -> None:
        page.on("console", note)
        page.on("pageerror", lambda error: problems.append(f"page error: {error.stack or error}"))
        page.on("request", lambda request: check(request, server.url))

    yield watch
    assert problems == []


@contextmanager
def visiting(profile: BrowserContext) -> Iterator[Visit]:
    """A function that opens an address of a server in a page of its own, without cookies, and waits till it is drawn.

    Raises AssertionError at the end where anything was wrong with any page.
    """
    pages: list[Page] = []
    with watching() as watch:

        def open_page(server: Server, address: str = "/", size: Size = DESKTOP) -> Page:
            page = next((tab for tab in profile.pages if tab.url == IDLE), None) or profile.new_page()
            page.set_viewport_size({"width": size[0], "height": size[1]})
            pages.append(page)
            watch(page, server)
            page.goto(urljoin(server.url, address))
            settle(page)
            return page

        yield open_page
        for page in pages:
            if not page.is_closed():
                take_back(page)
        profile.clear_cookies()
        profile.clear_permissions()


@pytest.fixture
def visit(profile: BrowserContext) -> Iterator[Visit]:
    """Opens addresses for one test, which fails where a page did."""
    with visiting(profile) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def tabs() -> dict[Server, Page]:
    """The page of each server that is never loaded again: scripts that ran before take half the time."""
    return {}


@pytest.fixture(scope="module")
def begin(profile: BrowserContext, tabs: dict[Server, Page]) -> Iterator[Visit]:
    """Draws addresses in one page, each anew.

    For tests that leave nothing behind: no permission, no script.
    """
    watched: set[Page] = set()
    with watching() as watch:

        def begun(server: Server, address: str = "/", size: Size = DESKTOP) -> Page:
            page = tabs.get(server) or tabs.setdefault(server, profile.new_page())
            if page not in watched:
                watch(page, server)
                watched.add(page)
            if page.url == IDLE:
                page.goto(urljoin(server.url, NOWHERE))
                settle(page)
            turn_anew(page, address, size)
            return page

        yield begun
        for page in watched:
            forget(page)
