"""A page on paper: printed by the browser to sheets of A4, and read."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.driving import heading, until

# A sheet with fewer lines than this, its foot aside, is not worth its paper.
FEWEST_LINES = 4
ABOUT = "About these figures"
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
# Charts that are seen are drawn as wide as their room.
FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')].filter((plot) => plot.offsetParent)
    .every((plot) => Math.abs(plot._fullLayout.width - plot.clientWidth) < 2)"""
READS_PAPER = bool(shutil.which("pdftotext"))
TEXT_READ = pytest.mark.skipif(not READS_PAPER, reason="pdftotext reads what was printed")


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


def first_of_whole(page: Page, folder: Path) -> str:
    """Print a page of a wide window and see that nothing of it is lost: the text of its first sheet."""
    until(page, FITTED)
    said, charts, tabled = heading(page), page.evaluate(DRAWN_WORDS), page.evaluate(TABLED)
    first_panel = page.locator("main .panel h2:visible, .accordion-button").first.inner_text()
    sheets = printed(page, folder)
    first = flat(sheets[0])
    assert flat(said) in first
    assert flat(first_panel) in first
    # Whole: all that is drawn in words stands on one and the same sheet.
    whole = [any(all(word in sheet for word in chart) for sheet in sheets) for chart in charts]
    assert whole == [True] * len(charts)
    assert len(lines(sheets[-1])) >= FEWEST_LINES
    # No heading of a table ends a sheet, alone or with its quiet line, and its table begins the next.
    ends = [line.strip() for sheet in sheets for line in lines(sheet)[-3:]]
    assert [heading for heading in tabled if heading in ends] == []
    # What is said about the figures of a table stands on its sheet; that of a chart or a whole page may begin one.
    if not page.locator("main details.fold:not(.panel:not(:has([role=img])) *) > summary", has_text=ABOUT).count():
        assert [sheet for sheet in sheets[1:] if lines(sheet)[0].strip() == ABOUT] == []
    assert all("Contains public sector information" in sheet for sheet in sheets)
    return first
