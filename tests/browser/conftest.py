"""Servers over real builds, and a browser that objects to any error and any foreign request."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.driving import COUNT_REQUESTS, DESKTOP, Size, settle
from tests.browser.serving import Server, serve

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

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=next(filter(None, found), None), args=ARGUMENTS)
        yield chromium
        chromium.close()


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


@contextmanager
def visiting(browser: Browser) -> Iterator[Visit]:
    """A function that opens an address of a server in a context of its own and waits till it is drawn.

    Raises AssertionError at the end where any page wrote an error to the console, threw one, or asked another origin
    for anything.
    """
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # An address that is none is answered so.
        if message.type == "error" and "/no-such-page" not in message.location["url"]:
            problems.append(f"console: {message.text}")

    def check(request: Request, url: str) -> None:
        if not request.url.startswith((f"{url}/", "data:", "blob:")):
            problems.append(f"foreign request: {request.url}")

    def open_page(server: Server, address: str = "/", size: Size = DESKTOP) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, base_url=server.url)
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.add_init_script(COUNT_REQUESTS)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: problems.append(f"page error: {error.stack or error}"))
        page.on("request", lambda request: check(request, server.url))
        page.goto(address)
        settle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens addresses for one test, which fails where a page did."""
    with visiting(browser) as open_page:
        yield open_page
