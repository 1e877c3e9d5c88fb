"""Reaching a chapter of the methods, the rooms behind one door, and charts of districts in a narrow window."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, query, settle, until
from tests.browser.looking import sized
from tests.browser.serving import Server
from tests.browser.test_keyboard import tab_to

AT_TOP = """() => {{
    const [under, top] = [document.getElementById('filter-bar').getBoundingClientRect().bottom,
        document.activeElement.getBoundingClientRect().top];
    return Math.abs(top - under) < 40 && document.activeElement.id === '{}';
}}"""


def test_every_page_is_named_in_one_row_below_the_title(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/changes", DESKTOP)
    tops = page.evaluate("[...document.querySelectorAll('.site-header nav a')].map(e => e.getBoundingClientRect().top)")
    brand = page.locator(".brand").bounding_box()
    assert brand
    assert len(tops) == 9
    assert len(set(tops)) == 1
    assert tops[0] >= brand["y"] + brand["height"]


def chapter_is_reached(page: Page, name: str) -> None:
    settle(page)
    until(page, AT_TOP.format(name))


def test_the_link_beside_verdicts_opens_the_chapter_on_them(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/perception/you-said")
    fold = page.locator("details.fold", has_text="How is this judged?").first
    fold.locator("> summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, fold.get_by_role("link", name="How is this judged?"))
    page.keyboard.press("Enter")
    expect(page).to_have_title("Methods and data: how figures are made")
    chapter_is_reached(page, "changes-and-what-may-be-said-of-them")


def test_an_address_of_a_chapter_opens_there_and_the_contents_lead_to_others_by_keyboard(
    visit: Visit, demo_server: Server
) -> None:
    page = visit(demo_server, "/methods#ranks")
    chapter_is_reached(page, "ranks")
    links = page.locator("#panel-contents").get_by_role("link")
    for name, anchor in (("Control limits", "control-limits"), ("All crime", "all-crime")):
        page.evaluate("window.scrollTo(0, 0)")
        links.first.focus()
        tab_to(page, links.filter(has_text=name))
        page.keyboard.press("Enter")
        chapter_is_reached(page, anchor)


def test_tables_of_the_methods_are_printed(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/methods")
    page.emulate_media(media="print")
    expect(page.locator(".chapter table").first).to_be_visible()
    expect(page.locator(".site-header nav")).to_be_hidden()


def test_one_door_leads_to_two_rooms_that_keep_what_is_chosen(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/about-the-data?ward=E05002229")
    door = page.locator(".site-header nav .active")
    expect(door).to_contain_text("Methods and data")
    expect(page.locator(".rooms [aria-current=page]")).to_have_text("About the data")
    page.get_by_role("navigation", name="Methods and data").get_by_role("link", name="How figures are made").click()
    settle(page)
    expect(page).to_have_title("Methods and data: how figures are made")
    assert query(page)["ward"] == ["E05002229"]
    expect(door).to_contain_text("Methods and data")
    expect(page.locator(".rooms [aria-current=page]")).to_have_text("How figures are made")
    page.go_back()
    settle(page)
    expect(page.locator("#panel-about-status")).to_be_visible()


def test_an_anchor_within_a_fold_opens_it(visit: Visit, demo_server: Server) -> None:
    page = visit(demo_server, "/about-the-data#about-definitions")
    expect(page.locator("#panel-about-definitions")).to_be_visible()
    chapter_is_reached(page, "about-definitions")
    expect(page.locator("#panel-about-rows")).to_be_hidden()


def test_a_chart_too_narrow_for_names_beside_its_lines_has_a_key(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/compare", (1024, 800))
    for width in (1024, 1280):
        sized(page, (width, 800))
        expect(page.locator("#compare-rate .annotation-text").filter(has_text="Other")).to_have_count(0)
        expect(page.locator("#panel-compare-rate .chart-key")).to_contain_text("Other 13 districts")
        expect(page.locator("#panel-compare-rate .chart-key")).to_be_visible()
