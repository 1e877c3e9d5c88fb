"""Who is harmed, as a partner sees it: in plain words, within the screen, and accessible."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.driving import COUNT_REQUESTS, DESKTOP, PHONE, Size, settle
from tests.browser.looking import MOST_WORDS, first_screen, overflow, sized, violations, words_of_the_trade
from tests.browser.serving import Server, serve


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
    """The page as a partner has it."""
    context = browser.new_context()
    context.add_init_script(COUNT_REQUESTS)
    page = context.new_page()
    page.goto(partners[1])
    page.goto(f"{partners[0].url}/board/harm")
    settle(page)
    yield page
    context.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_a_partner_reads_the_page_on_a_desk_and_on_a_phone(page: Page, size: Size) -> None:
    sized(page, size)
    page.eval_on_selector_all("main details:not([data-save])", "all => all.forEach((one) => { one.open = false; })")
    assert first_screen(page, size) < MOST_WORDS
    assert overflow(page) <= 0
    page.eval_on_selector_all("main details:not([data-save])", "all => all.forEach((one) => { one.open = true; })")
    settle(page)
    assert violations(page) == []
    assert words_of_the_trade(page) == []
    assert "hidden" in page.locator("main").inner_text()
