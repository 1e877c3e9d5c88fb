"""Files that a page saves: numbers with their source lines, and pictures that are not blank."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser import png, stored
from tests.browser.conftest import Visit
from tests.browser.driving import PHONE, heading, open_fold, panel
from tests.browser.serving import Server

TWO = "ward=E05002230&ward=E05002231&from=2025-01&to=2025-12"
# Every line of words that a canvas is given.
WRITING = """() => {
    const drawing = CanvasRenderingContext2D.prototype;
    window.written = [];
    window.fillText = window.fillText || drawing.fillText;
    drawing.fillText = function (text, ...at) {
        if (text.length > 2) window.written.push(text);
        return window.fillText.call(this, text, ...at);
    };
}"""


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """The file that pressing a button saves, in a menu that is opened where it is closed."""
    button.evaluate("node => node.closest('details.save')?.setAttribute('open', '')")
    with page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def numbers(page: Page, within: Locator, folder: Path) -> Path:
    """The file of numbers that the menu of a panel gives."""
    within.locator("details.save").evaluate("node => node.setAttribute('open', '')")
    return saved(page, within.locator("a[data-file=csv]"), folder)


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The notes of a CSV file and its rows."""
    text = path.read_text(encoding="utf-8-sig")
    notes = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    return notes, list(csv.DictReader(StringIO(body)))


def test_csv_of_the_performance_table_has_title_source_and_exact_numbers(
    begin: Visit, demo_server: Server, tmp_path: Path
) -> None:
    page = begin(demo_server)
    open_fold(page, "All columns")
    path = numbers(page, panel(page, "Performance by offence"), tmp_path)
    notes, rows = rows_of(path)
    assert "_summary-performance_2021-04-to-2022-03_" in path.name
    assert notes[0] == "Performance by offence"
    assert "April 2021 to March 2022" in notes[1]
    assert notes[-1] == "Source: data.police.uk (demonstration data)"
    totals = {row["Offence"]: int(row["Total, year to March 2022"]) for row in rows}
    assert totals["All crime"] == stored.offences(demo_server.store, "2021-04", "2022-03")
    for name in ("Burglary", "Anti-social behaviour"):
        assert totals[name] == stored.offences(demo_server.store, "2021-04", "2022-03", crime_type=name)


def words_on(page: Page, button: Locator, folder: Path) -> tuple[Path, str]:
    """The picture that pressing a button saves, and all that is written on it."""
    page.evaluate(WRITING)
    path = saved(page, button, folder)
    return path, " ".join(page.evaluate("window.written"))


def assert_survives_alone(page: Page, shown: str, chosen: str, folder: Path) -> None:
    """Save the picture of a panel and see that it is a slide that says all that its page says of it.

    chosen: its wards and crime types, as the page names them.
    """
    path, words = words_on(page, page.locator(f"{shown} [data-png]"), folder)
    content = path.read_bytes()
    assert "_2025-01-to-2025-12_" in path.name
    assert png.size(content) == (1920, 1080)
    assert len(set(png.pixels(content))) > 100
    # What the line under the heading has of the caption is written once.
    assert words.count("Dashed: what is expected") <= 1
    expected = (
        "Thurrock Community Safety Partnership", page.locator(f"{shown} h2").first.inner_text(), heading(page),
        *chosen.split("; "), "December 2025", "Source: data.police.uk", "Open Government Licence v3.0",
        "Data put together on", "Saved on",
    )  # fmt: skip
    assert [one for one in expected if one not in words] == []


@pytest.mark.parametrize(("address", "shown"), [("/trends", "#panel-trends-total"), ("/", "#panel-summary-where")])
def test_a_picture_is_a_slide_that_survives_alone(
    begin: Visit, real_server: Server, tmp_path: Path, address: str, shown: str
) -> None:
    page = begin(real_server, f"{address}?{TWO}&type=Burglary&type=Robbery")
    assert_survives_alone(page, shown, "Belhus, Chadwell St Mary; Burglary, Robbery", tmp_path)


def test_a_picture_of_demonstration_data_says_so_and_has_no_blank_map(
    begin: Visit, demo_server: Server, tmp_path: Path
) -> None:
    page = begin(demo_server, "/hotspots")
    path, words = words_on(page, page.locator(".map-panel [data-png]"), tmp_path)
    assert "Demonstration data." in words
    assert "under " in words
    assert len(set(png.pixels(path.read_bytes()))) > 200
    assert path.stat().st_size > 60_000
    # Excel has the table that CSV has.
    links = [page.locator(f".map-panel a[data-file={kind}]").get_attribute("href") for kind in ("xlsx", "csv")]
    assert links == [f"/files/{kind}/hotspots-ranking" for kind in ("xlsx", "csv")]


def test_a_picture_of_the_survey_names_its_document(begin: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = begin(demo_server, "/perception/over-time")
    path, words = words_on(page, page.locator("[data-png]").first, tmp_path)
    # As every file is called, without months, which are its own.
    assert re.fullmatch(r"thurrock-community-safety-partnership_perception-time_\d{4}-\d{2}-\d{2}\.png", path.name)
    assert png.size(path.read_bytes()) == (1920, 1080)
    assert heading(page) in words
    assert ", paragraph " in words
    # The filters do not apply to it.
    assert "Wards:" not in words


def test_small_charts_are_saved_in_columns_that_fill_a_slide(begin: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = begin(demo_server, "/trends?from=2021-04&to=2022-03", PHONE)
    path, words = words_on(page, page.locator("#trends-multiples [data-png]"), tmp_path)
    assert png.size(path.read_bytes()) == (1920, 1080)
    assert len(set(png.pixels(path.read_bytes()))) > 100
    assert page.locator("#trends-multiples h2").inner_text() in words
