"""Below a sub-path, served by two processes: what the public sees, a partner who signs in, and one who signs out."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import visiting
from tests.browser.driving import DESKTOP, PATHS, PHONE, choose_only, heading, query, settle, turn_to
from tests.browser.looking import overflow, violations
from tests.browser.serving import Server, free_port, serve
from tests.browser.test_every_page import NOT_IN_THE_MENU, TITLES
from tests.fixtures.provider import CLIENT, GROUP, SECRET, Provider, provided
from tests.fixtures.small_raw import WEST
from tests.integration.test_deploy import NGINX, in_front

PATH = "/data/crime"
# A page with panels for partners alone.
OF_PARTNERS = f"/about-the-data?ward={WEST}"
MARKING = "OFFICIAL-SENSITIVE, for partners only"


class Door(NamedTuple):
    """A dashboard at which partners sign in, the provider that it asks, and the record of who looked."""

    server: Server
    provider: Provider
    record: Path


def settings(provider: Provider, folder: Path) -> dict[str, str]:
    """Those of a dashboard that asks the provider, and keeps its record in the folder."""
    return {
        "DASHBOARD_WORKERS": "2",
        "DASHBOARD_SIGN_IN": "oidc",
        "DASHBOARD_OIDC_ISSUER": provider.url,
        "DASHBOARD_OIDC_CLIENT": CLIENT,
        "DASHBOARD_OIDC_SECRET": SECRET,
        "DASHBOARD_OIDC_PARTNERS": GROUP,
        "DASHBOARD_AUDIT_LOG": str(folder / "audit.log"),
    }


@pytest.fixture(scope="module")
def door(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("door")
    with (
        provided() as provider,
        serve(small_store, folder / "log", path=PATH, **settings(provider, folder)) as server,
    ):
        yield Door(server, provider, folder / "audit.log")


@pytest.fixture(scope="module")
def free(profile: BrowserContext) -> Iterator[Page]:
    """A page that may leave for the provider."""
    with profile.new_page() as page:
        page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
        yield page


@pytest.fixture
def page(free: Page) -> Iterator[Page]:
    """The same, without cookies."""
    yield free
    free.context.clear_cookies()


def drawn(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("main h1").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def sign_in(page: Page) -> None:
    page.get_by_role("link", name="Partner sign-in").click()
    expect(page.locator(".door")).to_contain_text("Partner: a.clerk@example.org")
    page.wait_for_load_state("networkidle")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Partner sign-in")).to_be_visible()


@pytest.fixture(scope="module")
def below(profile: BrowserContext, door: Door) -> Iterator[Page]:
    """A page some folders below the sub-path, opened once, from which the others are turned to."""
    with visiting(profile) as visit:
        yield visit(door.server, f"{door.server.url}/perception/you-said")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_asks_for_nothing_beside_the_sub_path(below: Page, path: str) -> None:
    turn_to(below, f"{PATH}{path}")
    assert below.title() == TITLES[path]
    expect(below.locator("#shell-error")).to_be_empty()
    links = below.eval_on_selector_all("a[href^='/']", "found => found.map(one => one.getAttribute('href'))")
    assert links
    assert [link for link in links if not link.startswith("/data/crime/")] == []
    expect(below.locator("nav .active")).to_have_count(0 if path in NOT_IN_THE_MENU else 1)


def test_controls_links_and_files_work_below_the_sub_path(below: Page, door: Door) -> None:
    page = below
    turn_to(page, f"{PATH}/ward")
    choose_only(page, "type", "Burglary")
    assert query(page)["type"] == ["Burglary"]
    page.locator(".site-header nav").get_by_role("link", name="Summary").click()
    settle(page)
    assert page.url.startswith(f"{door.server.url}/?")
    expect(page.locator("#filter-chips")).to_contain_text("Burglary")
    menu = page.locator("details[data-save]").first
    menu.locator("summary").click()
    with page.expect_download() as saving:
        menu.get_by_role("link", name="Excel").click()
    assert saving.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("link", name="Reset").click()
    settle(page)
    assert "type" not in query(page)


def test_the_door_is_accessible_and_within_the_screen(below: Page) -> None:
    turn_to(below, f"{PATH}/changes")
    for width, height in (PHONE, DESKTOP):
        below.set_viewport_size({"width": width, "height": height})
        box = below.get_by_role("link", name="Partner sign-in").bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert violations(below, ".site-header") == []
        assert overflow(below) <= 0


class Stay(NamedTuple):
    """What there was to see while a partner was in, and what was left of it."""

    # Where they came back to, what marks what is theirs there, and the cookie that they were given.
    address: str
    marking: str
    objections: list[str]
    cookie: Any
    # What stood on the same page for the public, before and after, and the cookies after.
    public: tuple[str, str]
    left: list[Any]
    # What was written down meanwhile.
    record: str


@pytest.fixture(scope="module")
def stay(free: Page, door: Door) -> Stay:
    """A partner who signs in, looks at two pages and signs out."""
    before = len(door.record.read_text(encoding="utf-8")) if door.record.exists() else 0
    drawn(free, f"{door.server.url}{OF_PARTNERS}")
    public = free.locator("main").inner_text()
    sign_in(free)
    address = free.url
    expect(free.locator(".panel > .marking").first).to_have_css("margin-top", "0px")
    marking = free.locator("main .marking").first.inner_text()
    objections = violations(free, ".site-header")
    (cookie,) = free.context.cookies(f"{door.server.url}/")
    turn_to(free, f"{PATH}/ward?type=Burglary")
    sign_out(free)
    left = free.context.cookies(f"{door.server.url}/")
    turn_to(free, f"{PATH}{OF_PARTNERS}")
    both = public, free.locator("main").inner_text()
    record = door.record.read_text(encoding="utf-8")[before:]
    return Stay(address, marking, objections, cookie, both, left, record)


def test_a_partner_signs_in_comes_back_sees_what_is_theirs_and_signs_out(stay: Stay, door: Door) -> None:
    assert stay.address.startswith(f"{door.server.url}{OF_PARTNERS}")
    assert stay.marking == MARKING
    assert stay.objections == []
    assert [MARKING in said for said in stay.public] == [False, False]


def test_the_cookie_of_a_partner_is_for_the_sub_path_and_opens_nothing_once_they_left(stay: Stay, door: Door) -> None:
    cookie = stay.cookie
    assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == ("/data/crime", True, "Strict")
    assert stay.left == []
    # What the browser held opens nothing, whichever process is asked.
    answers = set()
    for _ in range(12):
        held = {"Cookie": f"{cookie['name']}={cookie['value']}"}
        asked = urllib.request.Request(f"{door.server.url}/_dash-layout", headers=held)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            answers.add((answer.headers["X-Session-Over"], "Partner:" in answer.read().decode()))
    assert answers == {("1", False)}


def test_the_record_tells_who_came_looked_and_left(stay: Stay) -> None:
    told = [json.loads(line) for line in stay.record.splitlines()]
    assert (told[0]["event"], told[-1]["event"]) == ("sign-in", "sign-out")
    assert {one["who"] for one in told} == {"a.clerk@example.org"}
    seen = [one for one in told if one["event"] == "view" and one.get("page") == "/data/crime/ward"]
    assert {one["chosen"].split("&")[0] for one in seen} == {"type=Burglary"}
    assert "code=" not in stay.record
    assert SECRET not in stay.record


def test_one_who_is_no_partner_is_told_so_and_stays_the_public(page: Page, door: Door) -> None:
    door.provider.claims = {"groups": ["everybody"]}
    try:
        drawn(page, f"{door.server.url}/")
        page.get_by_role("link", name="Partner sign-in").click()
        expect(page.locator("body")).to_contain_text("not as a partner")
        assert page.context.cookies(f"{door.server.url}/") == []
    finally:
        door.provider.claims = {}


def test_a_page_whose_session_ended_elsewhere_shows_what_is_public(page: Page, door: Door) -> None:
    drawn(page, f"{door.server.url}/board")
    sign_in(page)
    name = page.context.cookies(f"{door.server.url}/")[0]["name"]
    page.context.add_cookies([{"name": name, "value": "ended", "domain": "127.0.0.1", "path": "/data/crime"}])
    page.get_by_role("link", name="Who is harmed").click()
    expect(page.get_by_role("link", name="Partner sign-in")).to_be_visible()
    assert heading(page)
    assert MARKING not in page.locator("body").inner_text()


@pytest.mark.skipif(NGINX is None, reason="nginx is not on this machine")
def test_over_tls_behind_nginx_the_cookie_is_the_hosts_alone(
    profile: BrowserContext, small_store: Path, tmp_path: Path
) -> None:
    port = free_port()
    there = f"https://127.0.0.1:{port}{PATH}"
    proxied = {"DASHBOARD_WORKERS": "1", "DASHBOARD_ADDRESS": there, "DASHBOARD_PROXY_ADDRESSES": "127.0.0.1"}
    with (
        provided() as provider,
        serve(small_store, tmp_path / "log", path=PATH, **(settings(provider, tmp_path) | proxied)) as server,
        in_front(server, tmp_path, port),
        profile.new_page() as page,
    ):
        profile.new_cdp_session(page).send("Security.setIgnoreCertificateErrors", {"ignore": True})
        drawn(page, f"{there}/changes")
        sign_in(page)
        assert page.url.startswith(f"{there}/changes")
        (cookie,) = profile.cookies(there)
        assert cookie["name"].startswith("__Host-partner-")
        assert (cookie["path"], cookie["secure"], cookie["httpOnly"]) == ("/", True, True)
        sign_out(page)
        assert profile.cookies(there) == []
