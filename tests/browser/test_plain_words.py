"""Pages on which something is chosen: still in plain words and short, never empty, and nothing jumps."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PATHS, PHONE, Size, control, open_list, query, settle, shifted
from tests.browser.looking import (
    EXPERT,
    MOST_SHIFT,
    MOST_WORDS,
    first_screen,
    overflow,
    words_of_the_trade,
)
from tests.browser.paper import READS_PAPER, first_of_whole
from tests.browser.serving import Server
from tests.browser.test_every_page import EXPLAINING, PERCEPTION

WARDS = "ward=E05002229&ward=E05002230"
CHOICES = {"wards": WARDS, "type": f"{WARDS}&type=Burglary", "gap": "from=2024-03&to=2024-10"}
# On these nothing is chosen.
TEXTS = {*PERCEPTION, "/board/harm", "/methods", "/about-the-data", "/data", "/changes", "/no-such-page"}
# What these print is of the wards that are chosen.
OF_WARDS = {"/", "/ward", "/trends", "/hotspots", "/analysis", "/operations"}
# What these show is of the months that are chosen.
OF_MONTHS = {"/", "/trends", "/compare", "/hotspots"}

on_each_page = pytest.mark.parametrize("path", [path for path in PATHS if path not in TEXTS])


def assert_short_and_plain(page: Page, path: str, size: Size) -> None:
    """See that a page is within the screen and in plain words, and its first screen short at both sizes."""
    assert overflow(page) <= 0
    assert path in EXPERT or words_of_the_trade(page) == []
    for seen in (size, DESKTOP if size == PHONE else PHONE):
        assert first_screen(page, seen) <= MOST_WORDS


def assert_real(page: Page, path: str) -> None:
    """See that nothing on a page is called a demonstration."""
    expect(page.locator(".demo-banner")).to_have_count(0)
    assert path in EXPLAINING or "demonstration" not in page.locator("main").inner_text().lower()


@on_each_page
def test_a_page_of_two_wards_is_short_plain_and_within_a_phone(begin: Visit, demo_server: Server, path: str) -> None:
    page = begin(demo_server, f"{path}?{CHOICES['wards']}", PHONE)
    expect(page.locator(".demo-banner")).to_have_count(1)
    assert_short_and_plain(page, path, PHONE)


@on_each_page
def test_a_page_of_two_wards_and_a_type_is_short_plain_and_within_a_desk_and_paper(
    begin: Visit, real_server: Server, tmp_path: Path, path: str
) -> None:
    page = begin(real_server, f"{path}?{CHOICES['type']}", DESKTOP)
    assert_real(page, path)
    if path in OF_WARDS and READS_PAPER:
        first = first_of_whole(page, tmp_path)
        assert all(ward in first for ward in ("Aveley and Uplands", "Belhus"))
    assert_short_and_plain(page, path, DESKTOP)


@on_each_page
def test_a_page_of_a_gap_is_short_plain_within_a_phone_and_not_empty(
    begin: Visit, real_server: Server, path: str
) -> None:
    page = begin(real_server, f"{path}?{CHOICES['gap']}", PHONE)
    assert_real(page, path)
    if path in OF_MONTHS:
        reading = page.locator(".reading")
        expect(reading).to_contain_text("No data for May to October 2024")
        expect(reading).to_contain_text("this shows March to April 2024.")
        assert not re.search("not complete|cannot be compared|nothing is mapped", page.locator("h1").inner_text())
        offered = reading.get_by_role("link", name="Show").get_attribute("href") or ""
        assert parse_qs(urlsplit(offered).query) == {"from": ["2025-01"], "to": ["2025-08"]}
    assert_short_and_plain(page, path, PHONE)


def test_what_a_gap_offers_is_shown_without_one(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, f"/?{CHOICES['gap']}")
    reading = page.locator(".reading")
    reading.get_by_role("link", name="Show").click()
    settle(page)
    assert (query(page)["from"], query(page)["to"]) == (["2025-01"], ["2025-08"])
    expect(reading.filter(has_text="No data for")).to_have_count(0)


# What a choice adds to a page as it is loading stands above its content, and is the same on every page.
@pytest.mark.parametrize(
    ("build", "chosen", "size"),
    [("demo", "wards", PHONE), ("real", "type", DESKTOP), ("real", "gap", PHONE)],
    ids=CHOICES,
)
def test_nothing_moves_while_a_page_is_loading_on_which_something_is_chosen(
    visit: Visit, demo_server: Server, real_server: Server, build: str, chosen: str, size: Size
) -> None:
    page = visit({"demo": demo_server, "real": real_server}[build], f"/?{CHOICES[chosen]}", size)
    assert shifted(page) < MOST_SHIFT


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
