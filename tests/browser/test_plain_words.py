"""Pages on which something is chosen: still in plain words and short, never empty, and nothing jumps."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PATHS, PHONE, Size, control, open_list, query, settle
from tests.browser.looking import (
    EXPERT,
    MOST_SHIFT,
    MOST_WORDS,
    first_screen,
    overflow,
    sized,
    words_of_the_trade,
)
from tests.browser.serving import Server
from tests.browser.test_every_page import EXPLAINING, PERCEPTION

WARDS = "ward=E05002229&ward=E05002230"
CHOICES = {"wards": WARDS, "type": f"{WARDS}&type=Burglary", "gap": "from=2024-03&to=2024-10"}
# On these nothing is chosen.
TEXTS = {*PERCEPTION, "/board/harm", "/methods", "/about-the-data", "/data", "/changes", "/no-such-page"}

of_each_choice = pytest.mark.parametrize(
    ("build", "chosen", "size"),
    [("demo", "wards", PHONE), ("real", "type", DESKTOP), ("real", "gap", PHONE)],
    ids=CHOICES,
)


@pytest.fixture(scope="module")
def servers(demo_server: Server, real_server: Server) -> dict[str, Server]:
    """The servers by the build that each shows."""
    return {"demo": demo_server, "real": real_server}


@of_each_choice
@pytest.mark.parametrize("path", [path for path in PATHS if path not in TEXTS])
def test_a_page_is_short_plain_and_within_the_screen_whatever_is_chosen(
    begin: Visit, servers: dict[str, Server], path: str, build: str, chosen: str, size: Size
) -> None:
    page = begin(servers[build], f"{path}?{CHOICES[chosen]}", size)
    expect(page.locator(".demo-banner")).to_have_count(0 if build == "real" else 1)
    if build == "real" and path not in EXPLAINING:
        assert "demonstration" not in page.locator("main").inner_text().lower()
    assert overflow(page) <= 0
    assert path in EXPERT or words_of_the_trade(page) == []
    for seen in (size, DESKTOP if size == PHONE else PHONE):
        sized(page, seen)
        assert first_screen(page) <= MOST_WORDS


# What a choice adds to a page as it is loading stands above its content, and is the same on every page.
@of_each_choice
def test_nothing_moves_while_a_page_is_loading_on_which_something_is_chosen(
    visit: Visit, servers: dict[str, Server], build: str, chosen: str, size: Size
) -> None:
    page = visit(servers[build], f"/?{CHOICES[chosen]}", size)
    assert page.evaluate("window.shift") < MOST_SHIFT


@pytest.mark.parametrize("path", ["/", "/trends", "/compare", "/hotspots"])
def test_no_page_is_emptied_by_a_gap(begin: Visit, real_server: Server, path: str) -> None:
    page = begin(real_server, f"{path}?from=2024-03&to=2024-10")
    reading = page.locator(".reading")
    expect(reading).to_contain_text("No data for May to October 2024: this shows March to April 2024.")
    assert not re.search("not complete|cannot be compared|nothing is mapped", page.locator("h1").inner_text())
    reading.get_by_role("link", name="Show").click()
    settle(page)
    assert (query(page)["from"], query(page)["to"]) == (["2025-01"], ["2025-08"])
    expect(reading.filter(has_text="No data for")).to_have_count(0)


def test_a_choice_made_while_another_is_answered_is_kept(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server)
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
