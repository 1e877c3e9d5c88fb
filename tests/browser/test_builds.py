"""What is on screen is what the build holds: gaps, demonstration data, no build, a new build."""

import json
import re
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import duckdb
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from etl.publish.publishing import current, publish
from tests.browser import stored
from tests.browser.conftest import Visit, visiting
from tests.browser.driving import choose_only, heading, settle, turn_to, until
from tests.browser.serving import Server, serve
from tests.browser.test_map import MAP, PLOT

# Nobody listens there.
TILES = "127.0.0.1:9"
# Its words stand in lines.
GAP = re.compile("May to ?December ?2024")


def test_missing_months_are_named_on_the_chart_and_not_drawn_as_zero(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/trends?from=2025-01&to=2025-12&type=Burglary")
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


def test_change_on_complete_months_is_given_with_both_counts(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/?from=2025-01&to=2025-04")
    now = stored.offences(real_server.store, "2025-01", "2025-04")
    before = stored.offences(real_server.store, "2024-01", "2024-04")
    change = f"{100 * (now - before) / before:+.1f}%".replace("-", "−")
    row = page.locator("#panel-summary-changes").locator("tr", has_text="All crime")
    expect(row).to_contain_text(f"{now:,}")
    expect(row).to_contain_text(change.removesuffix("%"))


def copied(store: Path, folder: Path, name: str, change: str) -> Path:
    """The published build of a store under another name in a folder, changed by SQL."""
    built = current(store)
    assert built is not None
    path = Path(shutil.copy(built, folder / f"{name}.duckdb"))
    with duckdb.connect(path) as connection:
        connection.execute(change)
    return path


class Seen(NamedTuple):
    """What a page showed: its heading, its notices, what says how new the data are, and how many banners."""

    heading: str
    notices: str
    status: str
    banners: int


def seen(page: Page) -> Seen:
    settle(page)
    notices, status = (" ".join(page.locator(part).all_inner_texts()) for part in ("main .notice", ".status-line"))
    return Seen(heading(page), notices, status, page.locator(".demo-banner").count())


@pytest.fixture(scope="module")
def published(
    profile: BrowserContext, small_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[str, Seen]]]:
    """A server over a store without a build, then with one, then with another, and what pages showed meanwhile.

    Its maps ask for tiles.
    """
    folder = tmp_path_factory.mktemp("published")
    store = folder / "store"
    (store / "builds").mkdir(parents=True)
    older = copied(small_store, folder, "older", "UPDATE meta_build SET is_demo = TRUE")
    newer = copied(small_store, folder, "newer", "UPDATE fct_crime_monthly SET offence_count = 7")
    with serve(store, folder / "log.txt", DASHBOARD_BASEMAP=f"http://{TILES}/{{z}}/{{x}}/{{y}}.png") as server:
        with visiting(profile) as visit:
            page = visit(server, "/hotspots")
            told = {"/hotspots": seen(page)}
            for path in ("/", "/no-such-page"):
                turn_to(page, path)
                told[path] = seen(page)
            publish(store, older)
            page.goto(f"{server.url}/")
            told["older"] = seen(page)
            publish(store, newer)
            choose_only(page, "ward", "West")
            expect(page.locator("#shell-error")).to_be_empty()
            told["newer"] = seen(page)
            page.reload()
            told["loaded"] = seen(page)
        yield server, told


def test_without_a_build_every_page_says_what_to_do(published: tuple[Server, dict[str, Seen]]) -> None:
    _, told = published
    for path in ("/hotspots", "/", "/no-such-page"):
        assert told[path].heading == "There are no data to show yet"
        assert "python -m etl build" in told[path].notices


def test_a_build_published_while_a_page_is_open_is_read_at_the_next_change(
    published: tuple[Server, dict[str, Seen]],
) -> None:
    _, told = published
    assert told["older"].heading.startswith("2 crimes in Westmere, January 2024")
    assert told["newer"].heading.startswith("7 crimes in West")
    assert "Police data to January 2024" in told["newer"].status
    assert (told["older"].banners, told["loaded"].banners) == (1, 0)


def test_tiles_are_asked_of_their_own_server_alone_and_the_map_draws_without_them(
    profile: BrowserContext, published: tuple[Server, dict[str, Seen]]
) -> None:
    server, _ = published
    asked = list[str]()
    # What is asked in vain is an error to the console.
    with profile.new_page() as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{server.url}/hotspots")
        until(page, f"() => !!({PLOT} && {PLOT}._fullLayout && {PLOT}._fullLayout.map)")
        until(page, f"() => !!{MAP} && {MAP}.isStyleLoaded() && {MAP}.queryRenderedFeatures().length >= 2")
    foreign = {urlsplit(url).netloc for url in asked if url.startswith("http")} - {urlsplit(server.url).netloc}
    assert foreign == {TILES}


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
