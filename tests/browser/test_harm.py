"""Who is harmed, as a partner sees it: in plain words, within the screen, and accessible."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.driving import COUNT_REQUESTS, DESKTOP, PHONE, Size, settle
from tests.browser.serving import Server, serve
from tests.browser.test_every_page import overflow, violations
from tests.browser.test_plain_words import PROSE, TRADE
from tests.browser.test_ward import FIRST_SCREEN, MOST_WORDS


@pytest.fixture(scope="module")
def partners(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A dashboard that shows what is for partners, and the address that lets one browser in."""
    log = tmp_path_factory.mktemp("partners") / "log.txt"
    with serve(demo_store, log, DASHBOARD_AUDIENCE="partner", DASHBOARD_WORKERS="1") as server:
        found = re.search(r"http://\S+key=\S+", log.read_text(encoding="utf-8"))
        assert found is not None
        yield server, found[0]


@pytest.fixture(scope="module")
def page(browser: Browser, partners: tuple[Server, str]) -> Iterator[Page]:
    context = browser.new_context()
    context.add_init_script(COUNT_REQUESTS)
    page = context.new_page()
    page.goto(partners[1])
    yield page
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_partner_reads_the_page_on_a_desk_and_on_a_phone(
    page: Page, partners: tuple[Server, str], size: Size
) -> None:
    viewport: ViewportSize = {"width": size[0], "height": size[1]}
    page.set_viewport_size(viewport)
    page.goto(f"{partners[0].url}/board/harm")
    settle(page)
    assert page.evaluate(FIRST_SCREEN, size[1]) < MOST_WORDS
    assert overflow(page) <= 0
    assert violations(page) == []
    page.eval_on_selector_all("main details:not([data-save])", "all => all.forEach((one) => { one.open = true; })")
    assert TRADE.findall(page.evaluate(PROSE)) == []
    assert "hidden" in page.locator("main").inner_text()
