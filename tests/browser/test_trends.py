"""The controls of the trends page, in the address and by keyboard; small charts that fit the screen."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import png, stored
from tests.browser.conftest import Visit, visiting
from tests.browser.driving import (
    DESKTOP,
    PHONE,
    choose,
    control,
    open_list,
    panel,
    query,
    settle,
    start_anew,
    state,
    until,
)
from tests.browser.looking import overflow, sized, violations
from tests.browser.serving import Server
from tests.browser.test_files import numbers, rows_of, saved
from tests.browser.test_keyboard import tab_to

YEAR = "from=2021-04&to=2022-03"
BY_WARD = f"/trends?{YEAR}&parts=ward&scale=free&against=districts"
# Those with the longest names: a few small charts are soon drawn anew.
LONGEST = ("E05002246", "E05002242", "E05002248", "E05002232", "E05002237")
OWN, COMMON = "Each its own", "One for all"
TABLET = (820, 1000)
TITLES = "#trends-multiples .annotation-text"
# In how many columns the small charts stand.
COLUMNS = """() => {
    const layout = document.querySelector('#trends-multiples .js-plotly-plot')._fullLayout;
    const lefts = Object.keys(layout).filter((key) => /^xaxis/.test(key)).map((key) => layout[key].domain[0]);
    return new Set(lefts.map((left) => left.toFixed(4))).size;
}"""


@pytest.fixture(scope="module")
def by_ward(profile: BrowserContext, demo_server: Server) -> Iterator[Page]:
    """Small charts of every ward and a comparison, opened once for the tests that read and save what is there."""
    with visiting(profile) as visit:
        yield visit(demo_server, BY_WARD)


@pytest.fixture
def code(demo_server: Server) -> str:
    return stored.ward_code(demo_server.store, "Belhus")


def caption(page: Page) -> str:
    return page.locator("#trends-content .quiet").first.inner_text()


def outside(page: Page) -> list[dict[str, float]]:
    """The boxes of the names of small charts that do not lie on the screen whole."""
    # In one call: between the first and the last a chart may be drawn anew.
    boxes: list[dict[str, float]] = page.locator(TITLES).evaluate_all(
        """all => all.map((one) => one.getBoundingClientRect().toJSON())
            .filter(({left, right}) => left < 0 || right > innerWidth)"""
    )
    return boxes


def test_form_scale_and_parts_go_into_the_address_and_back_undoes_them(
    begin: Visit, demo_server: Server, code: str
) -> None:
    page = begin(demo_server, f"/trends?ward={code}&type=Burglary&{YEAR}&form=rolling")
    assert state(page)["form"] == ["rolling"]
    assert "total of the 12 months to each month" in caption(page)
    steps = [(query(page), state(page), caption(page))]
    for key, label, asked, said in (
        ("form", "Average = 100", "index", "the average month of April 2019 to March 2020 = 100"),
        ("scale", COMMON, "common", ""),
        ("parts", "Ward", "ward", ""),
    ):
        choose(page, key, label)
        assert query(page)[key] == [asked]
        assert said in caption(page)
        steps.append((query(page), state(page), caption(page)))
    for place, back in ((-2, -1), (0, -2)):
        page.evaluate(f"history.go({back})")
        settle(page)
        assert (query(page), state(page), caption(page)) == steps[place]


def test_an_address_is_drawn_as_it_was_copied(by_ward: Page) -> None:
    assert query(by_ward) == parse_qs(BY_WARD.split("?")[1])
    shown = state(by_ward)
    assert (shown["form"], shown["parts"], shown["scale"], shown["against"]) == (
        ["month"], ["ward"], ["free"], ["districts"],
    )  # fmt: skip
    expect(by_ward.locator("#trends-against-label")).to_have_text("Thurrock with other districts")
    expect(by_ward.locator("#trends-beside h2")).to_contain_text("13 other districts")
    expect(by_ward.locator(TITLES)).to_have_count(20)
    assert outside(by_ward) == []


def test_a_comparison_is_ticked_and_taken_back(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, f"/trends?ward={code}&type=Burglary&{YEAR}&against=rest")
    expect(page.locator("#trends-against-label")).to_have_text("Rest of Thurrock")
    expect(page.locator("#trends-beside h2")).to_contain_text("Belhus")
    expect(page.locator("#trends-beside h2")).to_contain_text("Rest of Thurrock")
    found = open_list(page, "against")
    found.get_by_label("Ockendon", exact=True).check()
    settle(page)
    assert query(page)["against"] == [stored.ward_code(demo_server.store, "Ockendon")]
    expect(found.get_by_label("Rest of Thurrock", exact=True)).not_to_be_checked()
    found.get_by_role("button", name="Clear: Compare with").click()
    settle(page)
    assert "against" not in query(page)
    expect(page.locator("#trends-beside section")).to_have_count(0)


def test_a_comparison_form_and_measure_are_chosen_by_keyboard_alone(
    begin: Visit, demo_server: Server, code: str
) -> None:
    page = begin(demo_server, f"/trends?ward={code}&type=Burglary&{YEAR}")
    expect(page.locator("#trends-beside section")).to_have_count(0)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    for key, first, label, asked, said in (
        ("measure", "Count", "Rate per 1,000", "rate_per_1000", "per 1,000 residents"),
        ("form", "Each month", "Rolling 12 months", "rolling", "total of the 12 months to each month"),
    ):
        start_anew(page)
        tab_to(page, control(page, key).get_by_label(first, exact=True))
        page.keyboard.press("ArrowRight")
        settle(page)
        assert query(page)[key] == [asked]
        assert said in caption(page)
        expect(control(page, key).get_by_label(label)).to_be_focused()
    start_anew(page)
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


def test_a_window_that_grows_or_shrinks_has_as_many_small_charts_beside_each_other_as_fit(
    begin: Visit, demo_server: Server
) -> None:
    wards = "&".join(f"ward={code}" for code in LONGEST)
    page = begin(demo_server, f"/trends?{YEAR}&{wards}&parts=ward", PHONE)
    names = page.locator("#trends-content .annotation-text")
    for size, wanted, scale in ((PHONE, 1, OWN), (TABLET, 2, COMMON), (DESKTOP, 4, OWN), (PHONE, 1, COMMON)):
        sized(page, size)
        # A chart follows the window a moment later.
        until(page, f"() => ({COLUMNS})() === {wanted}")
        choose(page, "scale", scale)
        assert page.evaluate(COLUMNS) == wanted
        assert overflow(page) <= 0
        expect(page.locator(TITLES)).to_have_count(len(LONGEST))
        assert outside(page) == []
        # Where there is no room beside the lines their names stand in the key.
        written = [name for name in names.all_text_contents() if name.startswith("expected ")]
        assert len(written) == (size != PHONE)


def test_comparison_and_signals_are_accessible(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, f"/trends?{YEAR}&type=Burglary&type=Drugs&against=districts&scale=common")
    for size in (DESKTOP, PHONE):
        sized(page, size)
        assert violations(page, "main") == []
        open_list(page, "against")
        assert violations(page, ".control-row") == []
        assert overflow(page) <= 0
        page.keyboard.press("Escape")


def test_table_of_a_chart_opens_by_keyboard_with_the_numbers_of_the_chart(by_ward: Page, demo_server: Server) -> None:
    total = panel(by_ward, "No unusual month")
    expect(total.locator("table")).to_be_hidden()
    start_anew(by_ward)
    tab_to(by_ward, total.locator("details.table-tool summary"))
    by_ward.keyboard.press("Enter")
    expect(total.locator("table")).to_be_visible()
    last = total.locator("tbody tr").last
    expect(last.locator("th")).to_have_text("2022-03")
    month = stored.offences(demo_server.store, "2022-03", "2022-03")
    year_before = stored.offences(demo_server.store, "2021-03", "2021-03")
    assert last.locator("td").all_inner_texts()[:2] == [f"{month:,}", f"{year_before:,}"]
    traces = "document.querySelector('#trends-total .js-plotly-plot').data"
    drawn = by_ward.evaluate(f"{traces}.findLast(trace => trace.name === 'Thurrock').y.at(-1)")
    assert drawn == month


def test_the_table_of_small_charts_opens_with_every_month(by_ward: Page, demo_server: Server) -> None:
    table = by_ward.locator("#trends-multiples details.table-tool")
    table.locator("summary").press("Enter")
    expect(table.locator("tbody tr")).to_have_count(20 * 36)
    row = table.locator("tbody tr", has_text="Belhus").last
    count = stored.offences(demo_server.store, "2022-03", "2022-03", "Belhus")
    assert row.locator("td").all_inner_texts()[:2] == ["2022-03", str(count)]


def test_the_files_of_small_charts_say_what_changed(by_ward: Page, tmp_path: Path) -> None:
    notes, rows = rows_of(numbers(by_ward, by_ward.locator("#trends-multiples"), tmp_path))
    assert any("fell from 6,327 to 3,233" in note for note in notes)
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
