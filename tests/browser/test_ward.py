"""Your ward, by the user's clicks: on a desk, on a phone and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PHONE, Size, heading, panel, query, settle, shifted, until
from tests.browser.looking import MOST_SHIFT, MOST_WORDS, first_screen, overflow, sized, violations
from tests.browser.serving import Server
from tests.browser.test_every_page import SIZES

CHADWELL = "/ward?ward=E05002231&from=2025-01&to=2025-12"
CAUTIOUS = "/ward?ward=E05002248&from=2025-01&to=2025-12&type=Robbery"
# The longest names and the most lines.
LONGEST = "/ward?ward=E05002248&from=2025-01&to=2025-12"
SMALL_TEXT = """[...document.querySelectorAll('.ward *')].filter((found) =>
    found.checkVisibility() && [...found.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    && parseFloat(getComputedStyle(found).fontSize) < 15).map((found) => found.textContent)"""


def top(page: Page, title: str) -> float:
    """Where the panel of this title begins, pixels from the top of the page."""
    box = panel(page, title).bounding_box()
    assert box
    return box["y"]


def sheets(page: Page) -> int:
    """On how many sheets of A4 it is printed."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


@pytest.mark.parametrize("address", [CHADWELL, CAUTIOUS])
def test_the_page_is_accessible_folded_and_unfolded(begin: Visit, real_server: Server, address: str) -> None:
    page = begin(real_server, address)
    assert violations(page) == []
    for folds in ("details.fold > summary", "details.table-tool > summary"):
        for place in range(page.locator(folds).count()):
            page.locator(folds).nth(place).press("Enter")
    expect(page.locator("main details:is(.fold, .table-tool):not([open])")).to_have_count(0)
    for size in SIZES.values():
        sized(page, size)
        assert violations(page) == []
        assert overflow(page) <= 0


def test_on_a_desk_map_and_lines_stand_side_by_side_and_are_read_in_order(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, CHADWELL, DESKTOP)
    assert heading(page).startswith("Chadwell St Mary: 932 crimes in 2025")
    assert top(page, "Where in the ward") == top(page, "In five lines")
    assert top(page, "In five lines") < top(page, "Questions to ask") < top(page, "What is recorded")
    titles = page.locator(".ward h2").all_inner_texts()
    assert titles[:3] == ["In five lines", "Questions to ask", "Where in the ward"]


def test_on_a_phone_the_five_lines_come_first_then_the_map(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, CHADWELL, PHONE)
    assert page.locator(".lines li").count() == 5
    titles = ["In five lines", "Questions to ask", "Where in the ward", "What is recorded"]
    tops = [top(page, title) for title in titles]
    assert tops == sorted(tops)
    names = page.locator(".site-header nav a").evaluate_all(
        "links => links.map(l => [l.getBoundingClientRect().x, l.firstChild.data]).sort((a, b) => a[0] - b[0])"
    )
    assert names[0][1] == "Your ward"


def test_scrolling_over_the_map_scrolls_the_page(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, CHADWELL, PHONE)
    picture = page.locator(".spot-picture")
    picture.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    picture.hover()
    page.mouse.wheel(0, 300)
    until(page, f"() => scrollY > {before + 200}")


def test_the_ward_of_orsett_heath_is_two_taps_away(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/", PHONE)
    page.get_by_role("link", name="Your ward").click()
    settle(page)
    assert heading(page) == "Which ward is yours?"
    page.get_by_role("link", name="Chadwell St Mary").click()
    settle(page)
    assert heading(page).startswith("Chadwell St Mary: 932 crimes")
    assert "Orsett Heath" in page.locator(".lines").inner_text()


def test_the_list_narrows_as_one_types_and_says_to_how_many(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward")
    links = page.locator("#panel-ward-choose li:visible")
    expect(links).to_have_count(20)
    page.get_by_label("Search the wards by name").fill("grays")
    expect(links).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="2 of 20")).to_be_visible()
    page.get_by_label("Search the wards by name").fill("")
    expect(links).to_have_count(20)


def test_another_ward_is_chosen_with_the_same_months(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, CHADWELL)
    page.get_by_role("link", name="Other ward").click()
    settle(page)
    assert "ward" not in query(page)
    page.get_by_role("link", name="Belhus").click()
    settle(page)
    assert heading(page).startswith("Belhus: ")
    assert query(page)["to"] == ["2025-12"]


@pytest.mark.parametrize("address", [CHADWELL, CAUTIOUS, LONGEST])
def test_the_page_is_printed_on_one_sheet(begin: Visit, real_server: Server, address: str) -> None:
    page = begin(real_server, address)
    assert sheets(page) == 1
    page.emulate_media(media="print")
    for hidden in ("#filter-bar", ".tools", "nav"):
        expect(page.locator(f"{hidden}:visible")).to_have_count(0)
    for shown in ("main h1", ".spot-picture img", ".lines", ".count-bars", "#panel-ward-places", "footer"):
        expect(page.locator(shown).first).to_be_visible()


def test_the_demonstration_is_printed_on_one_sheet_that_says_so(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward?ward=E05002229")
    assert sheets(page) == 1
    page.emulate_media(media="print")
    expect(page.locator(".status-line")).to_contain_text("Demonstration data")


def test_the_button_prints(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward?ward=E05002229")
    page.evaluate(
        """() => {
            const print = window.print;
            window.printed = false;
            window.print = () => { [window.printed, window.print] = [true, print]; };
        }"""
    )
    page.get_by_role("button", name="Print one page").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_first_screen_has_few_words_none_of_them_small_and_none_moves(
    begin: Visit, real_server: Server, size: Size
) -> None:
    page = begin(real_server, CHADWELL, size)
    assert shifted(page) < MOST_SHIFT
    assert first_screen(page, size) < MOST_WORDS
    assert page.evaluate(SMALL_TEXT) == []
