"""The filter bar as it is used: boxes, chips, periods, places; on a desk, on a phone and by keyboard."""

from typing import Literal

from playwright.sync_api import Page, expect

from tests.browser import stored
from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PHONE, control, filter_list, heading, open_list, query, settle, state
from tests.browser.looking import overflow, sized, violations
from tests.browser.serving import Server
from tests.browser.test_keyboard import tab_to


def chips(page: Page) -> list[str]:
    """The names on the chips."""
    return [text.removesuffix(" ×") for text in page.locator(".chip").all_inner_texts()]


def label(page: Page, key: str) -> str:
    """What stands on a folded list."""
    return filter_list(page, key).locator("> summary span").last.inner_text()


def test_two_wards_and_a_type_are_five_presses_from_the_start(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    filter_list(page, "ward").locator("> summary").click()
    wards = ("Belhus", "Ockendon")
    for ward in wards:
        page.get_by_label(ward, exact=True).click()
    filter_list(page, "type").locator("> summary").click()
    page.get_by_label("Burglary", exact=True).click()
    settle(page)
    codes = [stored.ward_code(demo_server.store, ward) for ward in wards]
    assert (query(page)["ward"], query(page)["type"]) == (codes, ["Burglary"])
    count = sum(stored.offences(demo_server.store, "2021-04", "2022-03", ward, "Burglary") for ward in wards)
    assert heading(page).startswith(f"{count:,} offences (burglary) in {' and '.join(wards)}, year to March 2022")
    assert chips(page) == [*wards, "Burglary"]
    expect(page.locator("#filter-said")).to_contain_text("Wards: Belhus, Ockendon")


def test_the_last_tick_taken_away_brings_everything_back(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    before = (heading(page), state(page))
    assert state(page)["ward"] == []
    found = open_list(page, "ward")
    found.get_by_label("Belhus", exact=True).check()
    settle(page)
    assert "Belhus" in heading(page)
    found.get_by_label("Belhus", exact=True).uncheck()
    settle(page)
    assert (heading(page), state(page)) == before
    assert label(page, "ward") == "All 20 wards"
    expect(page.locator("#filter-chips")).to_be_empty()


def test_a_chip_takes_away_what_it_names_and_hands_the_focus_on(begin: Visit, demo_server: Server) -> None:
    codes = [stored.ward_code(demo_server.store, ward) for ward in ("Belhus", "Ockendon")]
    page = begin(demo_server, f"/analysis?ward={codes[0]}&ward={codes[1]}&type=Drugs")
    page.get_by_role("button", name="Remove Belhus").click()
    settle(page)
    assert query(page)["ward"] == [codes[1]]
    assert chips(page) == ["Ockendon", "Drugs"]
    expect(page.get_by_role("button", name="Remove Ockendon")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("button", name="Remove Drugs")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)
    expect(filter_list(page, "type").locator("> summary")).to_be_focused()
    assert {"ward", "type"}.isdisjoint(query(page))


def test_reset_returns_to_how_the_page_is_at_first(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    first = (heading(page), state(page))
    page = begin(demo_server, "/?type=Drugs&from=2021-07&to=2021-12&compared=just_before")
    expect(page.locator("#filter-count")).to_have_text("(3)")
    page.get_by_role("link", name="Reset").click()
    settle(page)
    assert (heading(page), state(page)) == first
    expect(page.get_by_role("link", name="Reset")).to_have_count(0)


def test_only_leaves_one_and_clear_none(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward?type=Drugs&type=Robbery")
    found = open_list(page, "type")
    found.get_by_role("button", name="only Burglary").click()
    settle(page)
    assert query(page)["type"] == ["Burglary"]
    assert state(page)["type"] == ["Burglary"]
    # What the list lay over is seen, and the keys go on from where the list was opened.
    expect(control(page, "type")).to_be_hidden()
    expect(filter_list(page, "type").locator("> summary")).to_be_focused()
    open_list(page, "type").get_by_role("button", name="Clear: Crime type").click()
    settle(page)
    assert "type" not in query(page)


def test_a_list_is_searched_and_says_how_many_it_shows(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward")
    found = open_list(page, "ward")
    found.get_by_label("Search: Area").fill("TILB")
    names = found.locator(".form-check:visible label").all_inner_texts()
    assert names == ["East Tilbury", "Tilbury Riverside and Thurrock Park", "Tilbury St Chads"]
    expect(found.get_by_role("status")).to_have_text("3 of 20 shown")
    found.get_by_label("Search: Area").fill("")
    expect(found.locator(".form-check:visible")).to_have_count(20)


def test_a_period_is_chosen_by_its_name(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/ward")
    assert label(page, "period") == "Year to December 2025"
    found = open_list(page, "period")
    expect(found.get_by_label("Latest 12 months")).to_be_checked()
    for name, first, last, shown in (
        ("Financial year 2025/26 so far", "2025-04", "2025-12", "April to December 2025"),
        ("Latest quarter", "2025-10", "2025-12", "October to December 2025"),
    ):
        found.get_by_label(name).check()
        settle(page)
        assert (query(page)["from"], query(page)["to"]) == ([first], [last])
        assert label(page, "period") == shown
    page = begin(real_server, page.url.removeprefix(real_server.url))
    expect(open_list(page, "period").get_by_label("Latest quarter")).to_be_checked()


def test_months_without_data_are_one_line_and_any_months_may_be_chosen(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/ward")
    found = open_list(page, "period")
    found.get_by_text("Choose months").click()
    listed = [text for text in control(page, "from").locator("option").all_inner_texts() if text]
    assert len(listed) == 19
    assert [text for text in listed if "no data" in text] == [
        "May to December 2024: no data",
        "February 2018 to December 2023: no data",
    ]
    control(page, "from").select_option("2025-02")
    settle(page)
    expect(found.get_by_label("Other months: February to December 2025")).to_be_checked()


def test_places_of_a_name_are_listed_each_with_its_ward(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/changes", PHONE)
    page.get_by_role("button", name="Filters").click()
    page.get_by_label("Find a place").fill("orsett hea")
    expect(page.locator("#find-said")).to_have_text("2 found.")
    link = page.get_by_role("link", name="Orsett Heath, Chadwell St Mary")
    for size in (PHONE, DESKTOP):
        sized(page, size)
        expect(link).to_be_visible()
        assert violations(page, "#filter-bar") == []


def test_a_street_is_found_by_keyboard_alone(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/changes")
    tab_to(page, page.get_by_label("Find a place"))
    page.keyboard.type("orsett heath cr")
    expect(page.locator("#find-said")).to_have_text("1 found.")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Orsett Heath Crescent")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Find a place")).to_be_focused()
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator("#hotspots-detail h2").first).to_have_text("Orsett Heath Crescent, Chadwell St Mary")
    expect(page.locator("#find-found")).to_be_hidden()


def test_what_is_not_found_is_said_and_escape_clears_it(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/changes")
    page.get_by_label("Find a place").fill("atlantis")
    expect(page.locator("#find-said")).to_contain_text("Nothing of that name")
    page.keyboard.press("Escape")
    expect(page.locator("#find-found")).to_be_hidden()
    expect(page.get_by_label("Find a place")).to_have_value("")


def test_what_a_page_does_not_use_stays_shut_and_chosen(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/board/review?ward=E05002230")
    expect(page.locator("#filter-why")).to_be_visible()
    assert chips(page) == []
    summary = filter_list(page, "ward").locator("> summary")
    expect(summary).to_have_attribute("aria-disabled", "true")
    summary.press("Enter")
    expect(control(page, "ward")).to_be_hidden()
    open_list(page, "type").get_by_label("Robbery", exact=True).check()
    settle(page)
    assert (query(page)["ward"], query(page)["type"]) == (["E05002230"], ["Robbery"])
    page.get_by_role("link", name="Your ward").click()
    settle(page)
    expect(summary).to_have_attribute("aria-disabled", "false")
    expect(page.locator(".filter").filter(has=control(page, "ward"))).to_be_visible()
    assert chips(page) == ["Belhus", "Robbery"]
    expect(page.locator("#filter-why")).to_be_empty()


def test_on_a_phone_the_bar_is_one_button_that_counts_what_is_set(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward?type=Drugs&from=2021-07&to=2021-12", PHONE)
    fold = page.get_by_role("button", name="Filters (2)")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#filter-parts")).to_be_hidden()
    bar = page.locator("#filter-bar").bounding_box()
    assert bar
    assert bar["height"] < 60
    fold.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    open_list(page, "ward").get_by_label("Belhus", exact=True).check()
    settle(page)
    expect(page.get_by_role("button", name="Filters (3)")).to_be_visible()
    assert overflow(page) <= 0
    assert violations(page, "#filter-bar") == []


def test_the_bar_stays_in_sight_and_does_not_hide_what_has_the_focus(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    target = page.locator("details.table-tool summary").last
    target.focus()
    expect(page.locator("#filter-bar")).to_be_in_viewport()
    page.locator("#content a").first.focus()
    bar, link = page.locator("#filter-bar").bounding_box(), page.locator("#content a").first.bounding_box()
    assert bar
    assert link
    assert link["y"] >= bar["y"] + bar["height"]


def test_ticked_boxes_differ_from_empty_ones_in_forced_colours(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward")
    boxes = open_list(page, "ward").locator("input[type=checkbox]")

    def drawn(scheme: Literal["light", "dark"]) -> tuple[bytes, bytes]:
        """The first two boxes, the focus elsewhere."""
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        page.get_by_label("Search: Area").focus()
        return boxes.nth(0).screenshot(), boxes.nth(1).screenshot()

    boxes.nth(1).check()
    settle(page)
    before = drawn("light"), drawn("dark")
    boxes.nth(1).uncheck()
    settle(page)
    after = drawn("light"), drawn("dark")
    for (empty, ticked), (still_empty, emptied) in zip(before, after, strict=True):
        assert empty != ticked
        assert emptied != ticked
        assert still_empty == empty
