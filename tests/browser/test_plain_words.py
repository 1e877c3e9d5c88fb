"""Every page in plain words: a first screen that is read in a minute, no word of the trade, nothing jumps."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PHONE, Size, control, open_list, query, settle
from tests.browser.serving import Server
from tests.browser.test_ward import FIRST_SCREEN, MOST_SHIFT, MOST_WORDS, SHIFT

PAGES = ("/", "/ward", "/trends", "/compare", "/hotspots")
WARDS = "ward=E05002229&ward=E05002230"
CHOICES = {
    "nothing": "", "wards": WARDS, "type": f"{WARDS}&type=Burglary", "gap": "from=2024-03&to=2024-10",
}  # fmt: skip
TRADE = re.compile(
    r"\b(?:plausibly|signals?|Holm|Benjamini|Hochberg|dispersion|snap points?|cells?|PAI|PEI|kernel|quasi-Poisson"
    r"|Wilson|design effect|waves?|builds?|vintages?|micro-areas?|backtest|mean month|limits?|index|loaded)\b",
    re.IGNORECASE,
)
PROSE = """() => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) {
        const within = walk.currentNode.parentElement;
        if (within.checkVisibility() && !within.closest('table')) found.push(walk.currentNode.data);
    }
    return found.join(' ');
}"""


def opened(visit: Visit, server: Server, address: str, size: Size) -> Page:
    """The page loaded anew, so that what moves meanwhile is counted."""
    page = visit(server, "/methods", size)
    page.add_init_script(SHIFT)
    page.goto(f"{server.url}{address}")
    settle(page)
    return page


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("build", ["demo", "real"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_short_and_plain_whatever_is_chosen(
    visit: Visit, demo_server: Server, real_server: Server, path: str, build: str, size: Size
) -> None:
    server = demo_server if build == "demo" else real_server
    for chosen in CHOICES.values():
        page = opened(visit, server, f"{path}?{chosen}", size)
        assert page.evaluate(FIRST_SCREEN, size[1]) < MOST_WORDS, chosen
        assert TRADE.findall(page.evaluate(PROSE)) == [], chosen
        assert page.evaluate("window.shift") <= MOST_SHIFT, chosen


@pytest.mark.parametrize("path", ["/", "/trends", "/compare", "/hotspots"])
def test_no_page_is_emptied_by_a_gap(visit: Visit, real_server: Server, path: str) -> None:
    page = visit(real_server, f"{path}?from=2024-03&to=2024-10")
    reading = page.locator(".reading")
    expect(reading).to_contain_text("No data for May to October 2024: this shows March to April 2024.")
    assert not re.search("not complete|cannot be compared|nothing is mapped", page.locator("h1").inner_text())
    reading.get_by_role("link", name="instead").click()
    settle(page)
    assert (query(page)["from"], query(page)["to"]) == (["2025-01"], ["2025-08"])
    expect(reading).not_to_contain_text("No data for")


def test_a_choice_made_while_another_is_answered_is_kept(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/trends")
    open_list(page, "ward")
    page.evaluate(
        """() => {
            const send = window.fetch;
            window.fetch = async (...given) => {
                const answer = await send(...given);
                await new Promise((done) => setTimeout(done, 400));
                return answer;
            };
            const tick = (key, place) =>
                document.getElementById(`{"key":"${key}","type":"control"}`).querySelectorAll('input')[place].click();
            tick('ward', 0);
            tick('ward', 1);
            setTimeout(() => tick('type', 0), 150);
        }"""
    )
    page.wait_for_timeout(300)
    settle(page)
    assert (len(query(page)["ward"]), len(query(page)["type"])) == (2, 1)
    expect(control(page, "ward").locator("input:checked")).to_have_count(2)
