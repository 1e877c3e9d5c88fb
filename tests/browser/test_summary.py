"""The summary as it is read: its finding, its links, its folds, on a desk and on a phone."""

from playwright.sync_api import expect

from data.reports.table import Column
from tests.browser.conftest import Visit
from tests.browser.driving import DESKTOP, PHONE, heading, open_fold, panel, query, settle
from tests.browser.looking import sized
from tests.browser.serving import Server

FOLDS = ("Every ward", "All columns", "The published report", "How sure is this?", "About these figures")


def test_what_got_worse_is_in_the_heading_and_what_would_change_that_below_it(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server)
    assert "rose 12.5%" in heading(page)
    page.get_by_role("link", name="Compare with the year to March 2020 instead").click()
    settle(page)
    assert query(page)["compared"] == ["2"]
    assert "rose 12.5%" not in heading(page)


def test_a_row_leads_to_the_trend_of_its_offence(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/?ward=E05002229")
    page.evaluate("window.isSamePage = true")
    panel(page, "What changed").get_by_role("link", name="Burglary").click()
    settle(page)
    assert page.url.split("?")[0].endswith("/trends")
    assert page.evaluate("window.isSamePage")
    assert (query(page)["type"], query(page)["ward"]) == (["Burglary"], ["E05002229"])


def test_the_rest_is_one_press_away(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    for words in FOLDS:
        fold = page.locator("details.fold").filter(has=page.locator("summary", has_text=words))
        expect(fold.locator(".panel").first).to_be_hidden()
        expect(open_fold(page, words).locator(".panel").first).to_be_visible()
    expect(page.locator("details.fold", has_text="How sure is this?")).to_contain_text("95% interval +3.5% to +22.3%")


def test_a_table_made_by_the_browser_has_the_texts_of_the_files(begin: Visit, demo_server: Server) -> None:
    page, change = begin(demo_server), Column("change", "Change, %", "change", 1, ("low", "high"))
    for cell, text in (
        ([0.8, 0.05, 1.7], "+0.8 (+0.05\u00a0to\u00a0+1.7)"),
        ([-1234.5, -0.04, 0.0], "−1,234.5 (−0.04\u00a0to\u00a00.0)"),
    ):
        assert page.evaluate("cell => shown(cell, 'change', 1)", cell) == change.show(cell) == text


def test_the_whole_table_stands_in_the_first_screen_and_a_phone_keeps_number_change_and_verdict(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server)
    table = panel(page, "What changed").locator("table")
    last = table.locator("tbody tr").nth(13).bounding_box()
    assert last
    assert last["y"] < DESKTOP[1]
    for size, columns in ((DESKTOP, 6), (PHONE, 4)):
        sized(page, size)
        assert [cell.is_visible() for cell in table.locator("thead th").all()].count(True) == columns
        expect(table.locator("tbody tr").nth(2)).to_contain_text("▲ Clear rise")


def test_chosen_wards_are_named_in_the_heading_and_stand_among_the_others(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/?ward=E05002229&ward=E05002230")
    assert "Aveley and Uplands, and Belhus" in heading(page)
    name = panel(page, "Against others:").locator("img").get_attribute("alt") or ""
    assert "Belhus has the 7th highest rate of 20" in name
    expect(panel(page, "Where: two wards hold 10% of crime")).to_be_visible()
