"""Every page in plain words: a first screen that is read in a minute, no word of the trade, nothing jumps."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit, visiting
from tests.browser.driving import DESKTOP, PATHS, PHONE, control, open_list, query, settle
from tests.browser.serving import Server
from tests.browser.test_every_page import CHARTS, PERCEPTION, overflow
from tests.browser.test_ward import FIRST_SCREEN, MOST_SHIFT, MOST_WORDS

WARDS = "ward=E05002229&ward=E05002230"
CHOICES = {"nothing": "", "wards": WARDS, "type": f"{WARDS}&type=Burglary", "gap": "from=2024-03&to=2024-10"}
# Each choice is loaded at one size and looked at in both: a page that moves does so whatever is chosen.
ALWAYS = [("demo", "nothing", DESKTOP), ("real", "nothing", PHONE)]
CHOSEN = [("demo", "wards", PHONE), ("real", "type", DESKTOP), ("real", "gap", PHONE)]
# On these nothing is chosen.
TEXTS = {*PERCEPTION, "/board/harm", "/methods", "/about-the-data", "/data", "/changes", "/no-such-page"}
LOADS = [(path, *load) for path in PATHS for load in (ALWAYS if path in TEXTS else ALWAYS + CHOSEN)]
# What the real build lacks: the year before, the Home Office's table, and two complete years for a season.
REAL_CHARTS = CHARTS | {
    "/compare": 5, "/trends": 3, "/operations": 0, "/perception/over-time": 1, "/perception/wards": 0,
    "/perception/recorded": 0,
}  # fmt: skip
# Where what the demonstration is may be explained.
EXPLAINING = {"/methods", "/data"}
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


class Loaded(NamedTuple):
    """A page, and how it was asked for."""

    page: Page
    path: str
    build: str
    chosen: str


@pytest.fixture(scope="module", params=LOADS, ids=lambda load: "-".join(load[:3]))
def loaded(
    request: pytest.FixtureRequest, profile: BrowserContext, demo_server: Server, real_server: Server
) -> Iterator[Loaded]:
    """Each page of each load."""
    path, build, chosen, size = request.param
    with visiting(profile) as visit:
        page = visit({"demo": demo_server, "real": real_server}[build], f"{path}?{CHOICES[chosen]}", size)
        yield Loaded(page, path, build, chosen)


def test_a_page_is_drawn_of_its_build_and_within_the_screen(loaded: Loaded) -> None:
    page, path, build, chosen = loaded
    is_real = build == "real"
    if chosen == "nothing":
        charts = REAL_CHARTS if is_real else CHARTS
        expect(page.locator(".dash-graph:visible")).to_have_count(charts[path])
    expect(page.locator(".demo-banner")).to_have_count(0 if is_real else 1)
    if is_real and path not in EXPLAINING:
        assert "demonstration" not in page.locator("main").inner_text().lower()
    assert overflow(page) <= 0


def test_a_page_is_short_plain_and_still_whatever_is_chosen(loaded: Loaded) -> None:
    page, path, *_ = loaded
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
