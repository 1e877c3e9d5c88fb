"""What is on screen is what the build holds: gaps, no build, a new build, maps on tiles."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import duckdb
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from etl.publish.publishing import current, publish
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
    expect(page.locator("main")).to_contain_text("Only January to April 2025")
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


class Published(NamedTuple):
    """What pages showed before there was a build, after one and after another, by path or build.

    hosts: what else was asked for anything by a map with tiles, and whether it had a banner still.
    """

    told: dict[str, Seen]
    hosts: set[str]
    has_banner: bool


@pytest.fixture(scope="module")
def published(profile: BrowserContext, small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """From a store without a build to one that was published, and to the next, while a page is open."""
    folder = tmp_path_factory.mktemp("published")
    store = folder / "store"
    (store / "builds").mkdir(parents=True)
    older = copied(small_store, folder, "older", "UPDATE meta_build SET is_demo = TRUE")
    newer = copied(small_store, folder, "newer", "UPDATE fct_crime_monthly SET offence_count = 7")
    told, asked = dict[str, Seen](), set[str]()
    with serve(store, folder / "log.txt", DASHBOARD_BASEMAP=f"http://{TILES}/{{z}}/{{x}}/{{y}}.png") as server:
        with visiting(profile) as visit:
            page = visit(server, "/hotspots")
            told["/hotspots"] = seen(page)
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
        # What is asked in vain is an error to the console.
        with profile.new_page() as page:
            page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
            page.goto(f"{server.url}/hotspots")
            until(page, f"() => !!({PLOT} && {PLOT}._fullLayout && {PLOT}._fullLayout.map)")
            until(page, f"() => !!{MAP} && {MAP}.isStyleLoaded() && {MAP}.queryRenderedFeatures().length >= 2")
            has_banner = page.locator(".demo-banner").count() > 0
    return Published(told, asked - {urlsplit(server.url).netloc, ""}, has_banner)


def test_without_a_build_every_page_says_what_to_do(published: Published) -> None:
    for path in ("/hotspots", "/", "/no-such-page"):
        assert published.told[path].heading == "There are no data to show yet"
        assert "python -m etl build" in published.told[path].notices


def test_a_build_published_while_a_page_is_open_is_read_at_the_next_change(published: Published) -> None:
    older, newer = published.told["older"], published.told["newer"]
    assert older.heading.startswith("2 crimes in Westmere, January 2024")
    assert newer.heading.startswith("7 crimes in West")
    assert "Police data to January 2024" in newer.status
    # What stands around the pages is of the build that was there when they were loaded.
    assert (older.banners, published.has_banner) == (1, False)


def test_tiles_are_asked_of_their_own_server_alone_and_the_map_draws_without_them(published: Published) -> None:
    assert published.hosts == {TILES}
