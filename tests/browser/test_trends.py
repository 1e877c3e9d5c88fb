"""The controls of the trends page, in the address and by keyboard; small charts that fit the screen."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import png, stored
from tests.browser.conftest import Visit, visiting
from tests.browser.driving import DESKTOP, PHONE, choose, control, open_list, panel, query, settle, state, until
from tests.browser.looking import overflow, sized, violations
from tests.browser.serving import Server
from tests.browser.test_files import numbers, rows_of, saved
from tests.browser.test_keyboard import tab_to

YEAR = "from=2021-04&to=2022-03"
OWN, COMMON = "Each its own", "One for all"
TABLET = (820, 1000)
# In how many columns the small charts stand.
COLUMNS = """() => {
    const layout = document.querySelector('#trends-multiples .js-plotly-plot')._fullLayout;
    const lefts = Object.keys(layout).filter((key) => /^xaxis/.test(key)).map((key) => layout[key].domain[0]);
    return new Set(lefts.map((left) => left.toFixed(4))).size;
}"""


@pytest.fixture(scope="module")
def by_ward(profile: BrowserContext, demo_server: Server) -> Iterator[Page]:
    """Small charts of every ward, opened once for the tests that read and save what is there."""
    with visiting(profile) as visit:
        yield visit(demo_server, f"/trends?{YEAR}&parts=ward")


@pytest.fixture
def code(demo_server: Server) -> str:
    return stored.ward_code(demo_server.store, "Belhus")


def caption(page: Page) -> str:
    return page.locator("#trends-content .quiet").first.inner_text()


def test_every_control_goes_into_the_address_and_back_undoes_it(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, f"/trends?ward={code}&type=Burglary&{YEAR}")
    steps = [(query(page), state(page), caption(page))]
    for key, label, asked, said in (
        ("form", "Average = 100", "index", "the average month of April 2019 to March 2020 = 100"),
        ("form", "Rolling 12 months", "rolling", "total of the 12 months to each month"),
        ("measure", "Rate per 1,000", "rate_per_1000", "per 1,000 residents"),
        ("parts", "Ward", "ward", ""),
        ("scale", "Each its own", "free", ""),
    ):
        choose(page, key, label)
        assert query(page)[key] == [asked]
        assert said in caption(page)
        steps.append((query(page), state(page), caption(page)))
    for place, back in ((-2, -1), (-3, -1), (0, -3)):
        page.evaluate(f"history.go({back})")
        settle(page)
        assert (query(page), state(page), caption(page)) == steps[place]


def test_an_address_is_drawn_as_it_was_copied(visit: Visit, demo_server: Server, code: str) -> None:
    address = f"/trends?ward={code}&{YEAR}&measure=rate_per_1000&form=rolling&parts=ward&against=rest"
    page = visit(demo_server, address)
    assert query(page) == parse_qs(address.split("?")[1])
    shown = state(page)
    assert (shown["form"], shown["parts"], shown["scale"], shown["against"]) == (
        ["rolling"], ["ward"], ["common"], ["rest"],
    )  # fmt: skip
    expect(page.locator("#trends-against-label")).to_have_text("Rest of Thurrock")
    expect(page.locator("#trends-beside h2")).to_contain_text("Belhus")


def test_a_comparison_is_ticked_and_taken_back(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, f"/trends?ward={code}&type=Burglary&{YEAR}")
    expect(page.locator("#trends-beside section")).to_have_count(0)
    found = open_list(page, "against")
    found.get_by_label("Rest of Thurrock", exact=True).check()
    settle(page)
    assert query(page)["against"] == ["rest"]
    expect(page.locator("#trends-beside h2")).to_contain_text("Rest of Thurrock")
    found.get_by_label("Ockendon", exact=True).check()
    settle(page)
    assert query(page)["against"] == [stored.ward_code(demo_server.store, "Ockendon")]
    expect(found.get_by_label("Rest of Thurrock", exact=True)).not_to_be_checked()
    found.get_by_role("button", name="Clear: Compare with").click()
    settle(page)
    assert "against" not in query(page)
    expect(page.locator("#trends-beside section")).to_have_count(0)


def test_a_comparison_is_chosen_by_keyboard_alone(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, f"/trends?ward={code}&type=Burglary&{YEAR}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    summary = page.locator("details.filter-list").filter(has=control(page, "against")).locator("summary")
    tab_to(page, summary)
    page.keyboard.press("Enter")
    tab_to(page, control(page, "against").get_by_label("Thurrock with other districts", exact=True))
    page.keyboard.press("Space")
    settle(page)
    assert query(page)["against"] == ["districts"]
    expect(page.locator("#trends-beside h2")).to_contain_text("13 other districts")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    tab_to(page, control(page, "form").get_by_label("Each month", exact=True))
    page.keyboard.press("ArrowRight")
    settle(page)
    assert query(page)["form"] == ["rolling"]
    expect(control(page, "form").get_by_label("Rolling 12 months")).to_be_focused()


def test_a_window_that_grows_or_shrinks_has_as_many_small_charts_beside_each_other_as_fit(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, f"/trends?{YEAR}&parts=ward", PHONE)
    titles, names = page.locator("#trends-multiples .annotation-text"), page.locator("#trends-content .annotation-text")
    for size, wanted, scale in ((PHONE, 1, OWN), (TABLET, 2, COMMON), (DESKTOP, 4, OWN), (PHONE, 1, COMMON)):
        sized(page, size)
        # A chart follows the window a moment later.
        until(page, f"() => ({COLUMNS})() === {wanted}")
        choose(page, "scale", scale)
        assert page.evaluate(COLUMNS) == wanted
        assert overflow(page) <= 0
        expect(titles).to_have_count(20)
        # In one call: between twenty the chart may be drawn anew.
        boxes = titles.evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
        assert [box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > size[0]] == []
        # Where there is no room beside the lines their names stand in the key.
        written = [name for name in names.all_text_contents() if name.startswith("expected ")]
        assert len(written) == (size != PHONE)


def test_comparison_and_signals_are_accessible(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, f"/trends?{YEAR}&against=districts&parts=ward&scale=common")
    for size in (DESKTOP, PHONE):
        sized(page, size)
        assert violations(page, "main") == []
        open_list(page, "against")
        assert violations(page, ".control-row") == []
        assert overflow(page) <= 0
        page.keyboard.press("Escape")


def test_the_table_of_small_charts_opens_with_every_month(by_ward: Page, demo_server: Server) -> None:
    table = by_ward.locator("#trends-multiples details.table-tool")
    table.locator("summary").press("Enter")
    expect(table.locator("tbody tr")).to_have_count(20 * 36)
    row = table.locator("tbody tr", has_text="Belhus").last
    count = stored.offences(demo_server.store, "2022-03", "2022-03", "Belhus")
    assert row.locator("td").all_inner_texts()[:2] == ["2022-03", str(count)]


def test_the_files_of_small_charts_say_what_changed(by_ward: Page, tmp_path: Path) -> None:
    notes, rows = rows_of(numbers(by_ward, by_ward.locator("#trends-multiples"), tmp_path))
    assert any(note.startswith("Anti-social behaviour fell from 6,327 to 3,233") for note in notes)
    assert notes[-1] == "Source: data.police.uk (demonstration data)"
    assert len(rows) == 20 * 36
    picture = saved(by_ward, by_ward.locator("#trends-multiples [data-png]"), tmp_path).read_bytes()
    assert png.size(picture) == (1920, 1080)
    assert len(set(png.pixels(picture))) > 100


def test_unusual_months_are_named_in_words_below_the_chart(by_ward: Page) -> None:
    first = panel(by_ward, "No unusual month")
    first.locator("summary", has_text="Unusual months, and why").click()
    expect(first.locator(".signals li").filter(has_text="April 2020: outside the usual range")).to_be_visible()
    expect(first).to_contain_text("Months to look into, never verdicts")
    drawn = by_ward.evaluate(
        "document.querySelector('#trends-total .js-plotly-plot').data.find(trace => trace.name === 'signal').x"
    )
    assert drawn == ["2020-04-01"]
