"""What is on screen is what the build holds: gaps, demonstration data, no build, a new build."""

import json
import re
import shutil
import urllib.request
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import expect

from etl.publish.publishing import current, publish
from tests.browser import stored
from tests.browser.conftest import Visit
from tests.browser.driving import choose_only, heading, open_fold, settle, turn_to
from tests.browser.serving import Server, serve

# Its words stand in lines.
GAP = re.compile("May to ?December ?2024")


def test_missing_months_are_named_on_the_chart_and_not_drawn_as_zero(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/trends?from=2025-01&to=2025-12")
    expect(page.locator("#trends-total .annotation-text", has_text=GAP)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Only January to April 2025 can be compared")
    values = page.evaluate(
        "document.querySelector('#trends-total .js-plotly-plot').data.find(trace => trace.line.dash === 'dot').y"
    )
    assert values[4:12] == [None] * 8
    assert 0 not in values
    shaded, plot = page.evaluate(
        """['.shapelayer path', '.plotclip rect, .cartesianlayer .plot'].map((part) =>
            document.querySelector(`#trends-total ${part}`).getBoundingClientRect().height)"""
    )
    assert shaded >= 0.8 * plot


def test_changes_are_of_the_part_that_has_months_to_be_compared_with(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/?from=2025-01&to=2025-12")
    now = stored.offences(real_server.store, "2025-01", "2025-04")
    before = stored.offences(real_server.store, "2024-01", "2024-04")
    assert heading(page).startswith(f"{now:,} crimes in Thurrock, January to April 2025: no clear change")
    open_fold(page, "All columns")
    expect(page.locator("main")).to_contain_text(f"January to April 2025 can be compared: {now:,}, from {before:,}.")
    table = page.locator(".panel", has_text="Performance by offence")
    expect(table.locator("th", has_text="Change, %").first).to_have_text("Change, %, January to April 2025")
    expect(page.locator(".reading")).to_contain_text("Only January to April 2025 can be compared.")


def test_nothing_is_compared_where_no_month_can_be(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/?from=2025-05&to=2025-12")
    expect(page.locator(".reading")).to_contain_text("no data for the same months a year before")
    expect(page.locator(".panel", has_text="Performance by offence").locator("th", has_text="Change")).to_have_count(0)
    expect(page.locator("#panel-summary-changes .pill")).to_have_count(0)


def test_change_on_complete_months_is_given_with_both_counts(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/?from=2025-01&to=2025-04")
    now = stored.offences(real_server.store, "2025-01", "2025-04")
    before = stored.offences(real_server.store, "2024-01", "2024-04")
    change = f"{100 * (now - before) / before:+.1f}%".replace("-", "−")
    row = page.locator("#panel-summary-changes").locator("tr", has_text="All crime")
    expect(row).to_contain_text(f"{now:,}")
    expect(row).to_contain_text(change.removesuffix("%"))


def test_store_without_a_build_says_what_to_do(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    with serve(tmp_path / "store", tmp_path / "log.txt") as server:
        page = visit(server, "/hotspots")
        for path in ("/hotspots", "/", "/no-such-page"):
            turn_to(page, path)
            assert heading(page) == "There are no data to show yet"
            expect(page.locator("main .notice")).to_contain_text("python -m etl build")
        # A page that still loads its scripts would miss the server that ends with the block.
        page.close()


def test_build_published_while_a_page_is_open_is_read_at_the_next_change(
    visit: Visit, small_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    (store / "builds").mkdir(parents=True)
    built = current(small_store)
    assert built is not None
    older, newer = (Path(shutil.copy(built, store / "builds" / name)) for name in ("older.duckdb", "newer.duckdb"))
    with duckdb.connect(older) as connection:
        connection.execute("UPDATE meta_build SET is_demo = TRUE")
    with duckdb.connect(newer) as connection:
        connection.execute("UPDATE fct_crime_monthly SET offence_count = 7")
    publish(store, older)
    with serve(store, tmp_path / "log.txt") as server:
        page = visit(server, "/")
        assert heading(page).startswith("2 crimes in Westmere, January 2024")
        expect(page.locator(".demo-banner")).to_be_visible()
        publish(store, newer)
        choose_only(page, "ward", "West")
        expect(page.locator("#shell-error")).to_be_empty()
        assert heading(page).startswith("7 crimes in West")
        expect(page.locator(".status-line")).to_contain_text("Police data to January 2024")
        page.reload()
        settle(page)
        expect(page.locator(".demo-banner")).to_have_count(0)
        page.close()


@pytest.fixture
def addresses(demo_server: Server) -> list[urllib.request.Request]:
    """A page, an asset, a boundary layer and a callback."""
    build = stored.ask(demo_server.store, "SELECT build_id FROM meta_build")[0][0]
    asked = {
        "output": "summary-content.children",
        "outputs": {"id": "summary-content", "property": "children"},
        "inputs": [{"id": "url", "property": "search", "value": ""}],
        "changedPropIds": ["url.search"],
    }
    paths = ["/", "/assets/styles.css", f"/boundaries/{build}/ward-2004"]
    callback = urllib.request.Request(
        f"{demo_server.url}/_dash-update-component",
        data=json.dumps(asked).encode(),
        headers={"Content-Type": "application/json"},
    )
    return [*(urllib.request.Request(demo_server.url + path) for path in paths), callback]


def test_every_response_carries_the_security_headers(addresses: list[urllib.request.Request]) -> None:
    for asked in addresses:
        with urllib.request.urlopen(asked, timeout=20) as response:
            assert response.status == 200
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe-eval" not in policy
            assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert "max-age" in response.headers["Strict-Transport-Security"]
            assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
