"""Every page on paper: printed by the browser to sheets of A4, and read."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.driving import PHONE, heading, settle, until
from tests.browser.serving import Server

PATHS = (
    "/", "/ward", "/hotspots", "/trends", "/compare", "/perception", "/perception/over-time",
    "/perception/wards", "/perception/recorded", "/perception/you-said", "/board", "/board/risk", "/board/review",
    "/operations", "/methods", "/about-the-data", "/analysis",
    "/data", "/changes",
)  # fmt: skip
WARDS = ("Belhus", "Chadwell St Mary")
TWO = "?ward=E05002230&ward=E05002231&from=2025-01&to=2025-12"
# Without a ward to choose: the same is printed whatever is chosen elsewhere.
WHOLE = {
    "/compare",
    "/board/risk",
    "/board/review",
    "/board",
    "/methods",
    "/about-the-data",
    "/data",
    "/changes",
}
WHOLE |= {path for path in PATHS if path.startswith("/perception")}
# A sheet with fewer lines than this, its foot aside, is not worth its paper.
FEWEST_LINES = 4
# What is drawn of each chart in words, its signs aside.
DRAWN_WORDS = """() => {
    const texts = (text) => text.querySelector('tspan') ? [...text.querySelectorAll('tspan')] : [text];
    return [...document.querySelectorAll('.js-plotly-plot')].filter((plot) => plot.offsetParent && !plot.layout.map)
        .map((plot) => [...plot.querySelectorAll('.main-svg text')].filter((text) => text.checkVisibility())
            .flatMap(texts).flatMap((text) => text.textContent.match(/[A-Za-z]{4,}/g) || []));
}"""
# The headings, each in a line, of panels that are a table.
TABLED = """() => [...document.querySelectorAll('main .panel:has(.table-scroll):not(:has([role=img]))')]
    .filter((panel) => panel.querySelector('.table-scroll').offsetParent)
    .flatMap((panel) => [...panel.querySelectorAll('h2')].map((heading) => heading.textContent.trim()))"""
TEXT_READ = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads what was printed")


def printed(page: Page, folder: Path) -> list[str]:
    """The text of every sheet."""
    path = folder / "printed.pdf"
    # The words of Markdown come by a script of their own.
    until(page, "() => [...document.querySelectorAll('main .prose')].every((found) => found.textContent.trim())")
    page.pdf(path=str(path), format="A4", prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def lines(sheet: str) -> list[str]:
    """What stands on a sheet above its foot."""
    body = re.split(r"Contains public sector information", sheet)[0]
    return [line for line in body.splitlines() if line.strip()]


def flat(text: str) -> str:
    return " ".join(text.split())


@TEXT_READ
@pytest.mark.parametrize(
    ("path", "chosen"),
    [(path, "") for path in PATHS] + [(path, TWO) for path in PATHS if path not in WHOLE],
    ids=lambda one: {"": "all", TWO: "two-wards"}.get(one, one),
)
def test_a_page_is_printed_whole(begin: Visit, real_server: Server, tmp_path: Path, path: str, chosen: str) -> None:
    page = begin(real_server, f"{path}{chosen}")
    said, charts = heading(page), page.evaluate(DRAWN_WORDS)
    tabled = page.evaluate(TABLED)
    first_panel = page.locator("main .panel h2:visible, .accordion-button").first.inner_text()
    sheets = printed(page, tmp_path)
    first = flat(sheets[0])
    assert flat(said) in first
    assert flat(first_panel) in first
    if chosen:
        assert all(ward in first for ward in WARDS)
    # Whole: all that is drawn in words stands on one and the same sheet.
    whole = [any(all(word in sheet for word in chart) for sheet in sheets) for chart in charts]
    assert whole == [True] * len(charts)
    assert len(lines(sheets[-1])) >= FEWEST_LINES
    # No heading of a table ends a sheet, alone or with its quiet line, and its table begins the next.
    ends = [line.strip() for sheet in sheets for line in lines(sheet)[-3:]]
    assert [heading for heading in tabled if heading in ends] == []
    assert all("Contains public sector information" in sheet for sheet in sheets)


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desk", "phone"])
def test_charts_are_as_wide_as_a_sheet_and_come_back(begin: Visit, demo_server: Server, size: tuple[int, int]) -> None:
    page = begin(demo_server, "/trends?from=2021-04&to=2022-03&parts=ward", size)
    widths = "[...document.querySelectorAll('.js-plotly-plot')].map((plot) => plot._fullLayout.width)"
    before = page.evaluate(widths)
    folded = page.locator("main details.fold:not([open])").count()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert set(page.evaluate(widths)) == {672}
    # Twenty wards in three columns: on one sheet.
    assert page.evaluate("document.querySelector('#trends-multiples .js-plotly-plot')._fullLayout.height") < 900
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    settle(page)
    assert page.evaluate(widths) == before
    expect(page.locator("main details.fold:not([open])")).to_have_count(folded)


def test_the_map_is_printed_as_a_picture_of_what_is_seen(begin: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = begin(demo_server, "/hotspots")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    colours = page.evaluate(
        """() => {
            const copy = document.querySelector('.map-paper');
            const pixels = copy.getContext('2d').getImageData(0, 0, copy.width, copy.height).data;
            const seen = new Set();
            for (let at = 0; at < pixels.length; at += 400) seen.add(pixels.slice(at, at + 3).join());
            return seen.size;
        }"""
    )
    # Five classes, the ground, the edges.
    assert colours > 6
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".map-paper")).to_have_count(0)
    page.pdf(path=str(tmp_path / "map.pdf"), format="A4", prefer_css_page_size=True)
    assert re.search(rb"/Subtype\s*/Image", (tmp_path / "map.pdf").read_bytes())


def test_an_opened_table_is_printed_and_the_button_is_not(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/perception/over-time")
    table = page.locator("details.table-tool").first
    table.locator("summary").press("Enter")
    page.emulate_media(media="print")
    expect(table.locator("tbody tr").first).to_be_visible()
    for hidden in ("summary", "[data-png]", "[data-file]"):
        expect(page.locator(f".tools {hidden}:visible")).to_have_count(0)
