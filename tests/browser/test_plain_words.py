"""Every page in plain words: a first screen that is read in a minute, no word of the trade, nothing jumps."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit, visiting
from tests.browser.driving import DESKTOP, PATHS, PHONE, Size, control, open_list, query, settle
from tests.browser.serving import Server
from tests.browser.test_every_page import PERCEPTION
from tests.browser.test_ward import FIRST_SCREEN, MOST_SHIFT, MOST_WORDS, SHIFT

WARDS = "ward=E05002229&ward=E05002230"
CHOICES = {"nothing": "", "wards": WARDS, "type": f"{WARDS}&type=Burglary", "gap": "from=2024-03&to=2024-10"}
# Each choice is loaded at one size and looked at in both: a page that moves does so whatever is chosen.
ALWAYS = [("demo", "nothing", DESKTOP), ("real", "nothing", PHONE)]
CHOSEN = [("demo", "wards", PHONE), ("real", "type", DESKTOP), ("real", "gap", PHONE)]
# On these nothing is chosen.
TEXTS = {*PERCEPTION, "/board/harm", "/methods", "/about-the-data", "/data", "/changes", "/no-such-page"}
LOADS = [(path, *load) for path in PATHS for load in (ALWAYS if path in TEXTS else ALWAYS + CHOSEN)]
# Where the trade speaks to the trade: what each word means stands there; open tables name their columns.
EXPERT = {"/methods", "/analysis", "/data"}
TRADE = re.compile(
    r"\b(?:plausibly|signals?|Holm|Benjamini|Hochberg|dispersion|snap points?|cells?|PAI|PEI|kernel|Gi\*|quasi-Poisson"
    r"|Wilson|design effect|waves?|builds?|vintages?|micro-areas?|backtest|mean month|limits?|index|loaded"
    r"|within normal variation|than chance would explain|not comparable|the surest|hold together)(?!\w)",
    re.IGNORECASE,
)
# Of what is folded too.
PROSE = """() => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('table')) found.push(walk.currentNode.data);
    return found.join(' ');
}"""


@pytest.fixture(scope="module")
def watched(profile: BrowserContext, demo_server: Server, real_server: Server) -> Iterator[dict[str, Page]]:
    """A page of each build, in which every address is loaded anew, so that what moves meanwhile is counted."""
    with visiting(profile) as visit:
        pages = {name: visit(one, "/no-such-page") for name, one in (("demo", demo_server), ("real", real_server))}
        for page in pages.values():
            page.add_init_script(SHIFT)
        yield pages


@pytest.mark.parametrize(
    ("path", "build", "chosen", "size"), LOADS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_page_is_short_plain_and_still_whatever_is_chosen(
    watched: dict[str, Page], path: str, build: str, chosen: str, size: Size
) -> None:
    page = watched[build]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(urljoin(page.url, f"{path}?{CHOICES[chosen]}"))
    settle(page)
    assert page.evaluate("window.shift") < MOST_SHIFT
    assert path in EXPERT or TRADE.findall(page.evaluate(PROSE)) == []
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(FIRST_SCREEN, height) <= MOST_WORDS


@pytest.mark.parametrize("path", ["/", "/trends", "/compare", "/hotspots"])
def test_no_page_is_emptied_by_a_gap(visit: Visit, real_server: Server, path: str) -> None:
    page = visit(real_server, f"{path}?from=2024-03&to=2024-10")
    reading = page.locator(".reading")
    expect(reading).to_contain_text("No data for May to October 2024: this shows March to April 2024.")
    assert not re.search("not complete|cannot be compared|nothing is mapped", page.locator("h1").inner_text())
    reading.get_by_role("link", name="instead").click()
    settle(page)
    assert (query(page)["from"], query(page)["to"]) == (["2025-01"], ["2025-08"])
    expect(reading.filter(has_text="No data for")).to_have_count(0)


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
