"""Files that a page saves: numbers with their source lines, and pictures that are not blank."""

import csv
from io import StringIO
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser import png, stored
from tests.browser.conftest import Visit
from tests.browser.driving import open_fold, panel
from tests.browser.serving import Server


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """The file that pressing a button saves, in a menu that is opened where it is closed."""
    button.evaluate("node => node.closest('details.save')?.setAttribute('open', '')")
    with page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The notes of a CSV file and its rows."""
    text = path.read_text(encoding="utf-8-sig")
    notes = [line[2:] for line in text.splitlines() if line.startswith("# ")]
    body = "\n".join(line for line in text.splitlines() if not line.startswith("# "))
    return notes, list(csv.DictReader(StringIO(body)))


def test_csv_of_the_performance_table_has_title_source_and_exact_numbers(
    visit: Visit, demo_server: Server, tmp_path: Path
) -> None:
    page = visit(demo_server)
    open_fold(page, "All columns")
    link = panel(page, "Performance by offence").locator("a[download]")
    path = saved(page, link, tmp_path)
    notes, rows = rows_of(path)
    assert path.name == "performance-2022-03.csv"
    assert notes[0] == "Performance by offence"
    assert "April 2021 to March 2022" in notes[1]
    assert notes[-1] == "Source: data.police.uk (demonstration data)"
    totals = {row["Offence"]: int(row["Total, year to March 2022"]) for row in rows}
    assert totals["All crime"] == stored.offences(demo_server.store, "2021-04", "2022-03")
    for name in ("Burglary", "Anti-social behaviour"):
        assert totals[name] == stored.offences(demo_server.store, "2021-04", "2022-03", crime_type=name)


def test_csv_of_the_map_has_every_ward_of_the_real_build(visit: Visit, real_server: Server, tmp_path: Path) -> None:
    page = visit(real_server, "/hotspots?from=2025-01&to=2025-12")
    notes, rows = rows_of(saved(page, page.locator("#hotspots-tools a[download]"), tmp_path))
    assert notes[0] == "Recorded offences, by ward"
    assert notes[-1] == "Source: data.police.uk"
    assert len(rows) == 20
    for row in rows:
        assert int(row["Offences"]) == stored.offences(real_server.store, "2025-01", "2025-12", row["Ward"])


def test_chart_is_saved_as_a_picture_that_is_not_blank(visit: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = visit(demo_server, "/perception")
    path = saved(page, page.locator("[data-png]").first, tmp_path)
    width, height = png.size(path.read_bytes())
    assert path.suffix == ".png"
    assert width == 2200
    assert 800 <= height <= 2400
    assert len(set(png.pixels(path.read_bytes()))) > 100


def test_map_is_saved_as_a_picture_with_its_wards(visit: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = visit(demo_server, "/hotspots")
    path = saved(page, page.locator("[data-png]").first, tmp_path)
    width, height = png.size(path.read_bytes())
    assert width == 2200
    assert 1000 <= height <= 2000
    assert len(set(png.pixels(path.read_bytes()))) > 200
    assert path.stat().st_size > 60_000


def test_a_map_that_the_server_draws_is_saved_as_a_picture(visit: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = visit(demo_server)
    path = saved(page, panel(page, "Where:").locator("[data-png]"), tmp_path)
    width, height = png.size(path.read_bytes())
    assert path.name == "where-2022-03.png"
    assert width == 2200
    assert 1000 <= height <= 2400
    assert len(set(png.pixels(path.read_bytes()))) > 100
