"""Everything by keyboard: filters, tables and their order."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import stored
from tests.browser.conftest import Visit
from tests.browser.driving import control, filter_list, heading, open_fold, panel, query, settle
from tests.browser.serving import Server


def tab_to(page: Page, target: Locator, most: int = 80) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(most):
        if target.evaluate("found => found === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by {most} presses of Tab: {target}")


def test_ward_is_chosen_by_keyboard_alone_and_escape_returns_the_focus(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    summary = filter_list(page, "ward").locator("summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    expect(control(page, "ward")).to_be_visible()
    tab_to(page, control(page, "ward").get_by_label("Belhus", exact=True))
    page.keyboard.press("Space")
    settle(page)
    expect(control(page, "ward").get_by_label("Belhus", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(control(page, "ward")).to_be_hidden()
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Belhus")
    count = stored.offences(demo_server.store, "2021-04", "2022-03", "Belhus")
    assert heading(page).startswith(f"{count:,} crimes in Belhus, year to March 2022:")


def test_month_is_chosen_by_keyboard(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward")
    tab_to(page, filter_list(page, "period").locator("> summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_text("Choose months"))
    page.keyboard.press("Enter")
    tab_to(page, control(page, "to"))
    page.keyboard.press("ArrowDown")
    settle(page)
    assert query(page) == {"from": ["2021-04"], "to": ["2022-02"]}
    expect(control(page, "to")).to_be_focused()


def test_list_closes_when_the_focus_leaves_it(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/ward")
    filter_list(page, "ward").locator("summary").press("Enter")
    expect(control(page, "ward")).to_be_visible()
    control(page, "compared").focus()
    expect(control(page, "ward")).to_be_hidden()


def column(page: Page, place: int) -> list[float]:
    """The numbers of one column of the first table of the page, from top to bottom, without the rows apart."""
    values: list[float] = page.evaluate(
        f"[...document.querySelectorAll('#summary-content table')].at(0).querySelectorAll('tbody tr:not(.apart)')"
        f".values().map(row => Number(row.children[{place}].dataset.value)).toArray()"
    )
    return values


def test_heading_sorts_its_table_by_keyboard_and_says_so(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    table = panel(page, "What changed").locator("table")
    button = table.locator("thead button").nth(1)
    header = table.locator("thead th").nth(2)
    before = column(page, 2)
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert column(page, 2) == sorted(before)
    page.keyboard.press("Space")
    expect(header).to_have_attribute("aria-sort", "descending")
    assert column(page, 2) == sorted(before, reverse=True)
    table.locator("thead button").first.press("Enter")
    expect(table.locator("th[aria-sort]")).to_have_count(1)
    first, *names, last = table.locator("tbody th").all_inner_texts()
    assert (first, last) == ("All crime", "Anti-social behaviour")
    assert names == sorted(names, key=str.casefold)
    assert sorted(column(page, 2)) == sorted(before)


def test_verdicts_sort_by_their_evidence_and_intervals_by_their_value(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    open_fold(page, "All columns")
    table = panel(page, "Performance by offence").locator("table")
    headings = table.locator("thead button").all_inner_texts()
    names = table.locator("tbody th")
    table.locator("thead button").nth(headings.index("Verdict")).press("Enter")
    assert names.all_inner_texts()[:2] == ["Anti-social behaviour", "Vehicle crime"]
    table.locator("thead button").nth(headings.index("Change, %")).press("Enter")
    found = table.locator("tbody tr").all_inner_texts()
    assert found[0].startswith("Anti-social behaviour")
    assert found[-1].startswith("Theft from the person")


def test_wards_open_by_keyboard_with_their_intervals(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server)
    fold = page.locator("details.fold", has_text="Every ward").first
    tab_to(page, fold.locator("summary").first)
    page.keyboard.press("Enter")
    wards = panel(page, "Of 20 wards none clearly changed")
    first = wards.locator("tbody tr").first
    expect(wards.locator("tbody tr")).to_have_count(20)
    expect(first).to_contain_text("+24.0 (+4.8\u00a0to\u00a0+46.8)", use_inner_text=True)
    expect(first).to_contain_text("△ Possible rise, not certain")
    change = wards.locator("thead th").all_inner_texts().index("Change, %")
    wards.locator("thead button").nth(change).press("Enter")
    expect(wards.locator("tbody th").first).to_have_text("Grays Thurrock")
