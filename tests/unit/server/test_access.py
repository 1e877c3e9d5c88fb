from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from data.model.viewer import PARTNER, PUBLIC, Viewer
from data.settings import Settings
from server.access import OVER, Door
from server.way_in import WayIn
from tests.fixtures.door import opened

NEIGHBOUR = {"audience": "partner", "port": 8051}
PROXY = {"sign_in": "proxy", "proxy_header": "X-Partner", "proxy_addresses": ("192.0.2.0/24", "2001:db8::7")}


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


class Served:
    """A server with a door, and whom it was told that it answers."""

    def __init__(self) -> None:
        self.server, self.seen = Flask("served"), list[Viewer]()
        self.door = Door(self.server, self.seen.append, {"ward"})
        self.server.add_url_rule("/", view_func=lambda: "page")

    def sees(self, client: FlaskClient, **asked: object) -> Viewer:
        client.get("/", **asked)
        return self.seen[-1]


@pytest.fixture
def served() -> Served:
    return Served()


def enter(client: FlaskClient, path: str) -> int:
    return client.get(path).status_code


def token(client: FlaskClient, door: Door) -> str:
    cookie = client.get_cookie(door.cookie)
    assert cookie is not None
    return cookie.value


def timed(folder: Path, clock: Clock, **settings: object) -> tuple[Settings, WayIn]:
    """A way in by a key whose sessions go by a clock of the test."""
    chosen = Settings(audience="partner", **settings)  # type: ignore[arg-type]  # as the test has them
    way_in = WayIn.made(folder, chosen)
    return chosen, replace(way_in, sessions=replace(way_in.sessions, now=clock))


def test_everybody_is_the_public_while_the_door_is_closed(served: Served) -> None:
    client = served.server.test_client()
    for cookie in ("", "guess"):
        client.set_cookie("partner", cookie)
        client.get("/")
    assert [enter(client, path) for path in ("/partner", "/partner?key=", "/partner?key=guess")] == [403] * 3
    assert [enter(client, path) for path in ("/sign-in", "/signed-in")] == [404] * 2
    assert set(served.seen) == {PUBLIC}


def test_the_key_lets_its_first_holder_in_and_nobody_else(served: Served, tmp_path: Path) -> None:
    path = opened(served.door, tmp_path).path
    holder, other = served.server.test_client(), served.server.test_client()
    assert [enter(holder, path), enter(other, path)] == [303, 403]
    assert [served.sees(holder), served.sees(other)] == [PARTNER, PUBLIC]


def test_the_cookie_stays_in_this_browser_and_says_nothing_of_the_key(served: Served, tmp_path: Path) -> None:
    way_in = opened(served.door, tmp_path)
    header = served.server.test_client().get(way_in.path).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(header.split("; "))
    assert "Expires" not in header
    assert way_in.key not in header


def test_over_tls_the_cookie_is_the_hosts_alone(served: Served, tmp_path: Path) -> None:
    address = "https://example.org/crime"
    opened(served.door, tmp_path, address=address, sign_in="oidc", oidc_issuer="https://id.example", oidc_client="c",
           oidc_partners=("p",))  # fmt: skip
    client = served.server.test_client(use_cookies=False)
    answer = client.get("/", headers={"Cookie": f"{served.door.cookie}=old", "Host": "example.org"})
    header = answer.headers["Set-Cookie"]
    assert header.startswith("__Host-partner-")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(header.split("; "))


def test_what_a_partner_is_shown_is_stored_nowhere(served: Served, tmp_path: Path) -> None:
    client = served.server.test_client()
    assert "Cache-Control" not in client.get("/").headers
    client.get(opened(served.door, tmp_path).path)
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_an_open_door_answers_to_its_own_names_alone(served: Served, tmp_path: Path) -> None:
    opened(served.door, tmp_path)
    client = served.server.test_client()
    assert client.get("/", base_url="http://localhost:8050").status_code == 200
    assert client.get("/", base_url="http://elsewhere.example").status_code == 400
    # What watches the server may call it as it likes.
    assert client.get("/healthz", base_url="http://elsewhere.example").status_code == 404


def test_a_cookie_opens_no_other_port(served: Served, tmp_path: Path) -> None:
    """Not the neighbour's, whatever it calls its cookie, and even where it had the sessions themselves."""
    neighbour, client = Served(), served.server.test_client()
    way_in = opened(served.door, tmp_path)
    client.get(way_in.path)
    (tmp_path / "there").mkdir()
    chosen = Settings(**NEIGHBOUR)  # type: ignore[arg-type]
    neighbour.door.open(chosen, WayIn.made(tmp_path / "there", chosen))
    assert neighbour.door.cookie != served.door.cookie
    other = neighbour.server.test_client()
    other.set_cookie(neighbour.door.cookie, token(client, served.door))
    assert neighbour.sees(other) == PUBLIC
    stolen = replace(way_in, sessions=replace(way_in.sessions, address=chosen.origin))
    neighbour.door.open(chosen, stolen)
    other.set_cookie(neighbour.door.cookie, token(client, served.door))
    assert neighbour.sees(other) == PUBLIC


def test_a_cookie_that_was_tampered_with_opens_nothing_and_is_taken_back(served: Served, tmp_path: Path) -> None:
    client = served.server.test_client()
    client.get(opened(served.door, tmp_path).path)
    given = token(client, served.door)
    client.set_cookie(served.door.cookie, given[:-1] + ("A" if given[-1] != "A" else "B"))
    # A script that is fetched later would take the news, and tell nobody.
    assert OVER not in client.get("/assets/late.js").headers
    answer = client.get("/")
    assert served.seen[-1] == PUBLIC
    assert answer.headers[OVER] == "1"
    assert client.get_cookie(served.door.cookie) is None


@pytest.mark.parametrize(
    ("steps_minutes", "ends"),
    [([29.0], PARTNER), ([31.0], PUBLIC), ([29.0] * 4, PARTNER), ([29.0] * 5, PUBLIC)],
    ids=["in use", "idle", "used again and again", "after two hours however it was used"],
)
def test_a_session_ends(served: Served, tmp_path: Path, steps_minutes: list[float], ends: Viewer) -> None:
    clock, client = Clock(), served.server.test_client()
    chosen, way_in = timed(tmp_path, clock, session_hours=2.2, idle_minutes=30)
    served.door.open(chosen, way_in)
    client.get(way_in.path)
    for minutes in steps_minutes:
        clock.at += 60 * minutes
        found = served.sees(client)
    assert found == ends


def test_signing_out_ends_the_session_in_every_process(served: Served, tmp_path: Path) -> None:
    way_in, client = opened(served.door, tmp_path), served.server.test_client()
    client.get(way_in.path)
    another = Served()
    another.door.open(Settings(audience="partner"), way_in)
    kept, beside = token(client, served.door), another.server.test_client()
    beside.set_cookie(served.door.cookie, kept)
    assert another.sees(beside) == PARTNER
    with served.server.test_request_context(headers={"Cookie": f"{served.door.cookie}={kept}"}):
        served.server.preprocess_request()
        given = served.door.visitor().sign_out
    answer = client.post("/sign-out", data={"sign-out": given})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get_cookie(served.door.cookie) is None
    for one, browser in ((served, client), (another, beside)):
        browser.set_cookie(one.door.cookie, kept)
        assert one.sees(browser) == PUBLIC


@pytest.mark.parametrize("form", [{}, {"sign-out": "guess"}])
def test_another_page_signs_nobody_out(served: Served, tmp_path: Path, form: dict[str, str]) -> None:
    client = served.server.test_client()
    client.get(opened(served.door, tmp_path).path)
    assert client.post("/sign-out", data=form).status_code == 403
    assert served.sees(client) == PARTNER


@pytest.mark.parametrize("is_live", [True, False])
def test_signing_in_again_ends_what_the_browser_held(served: Served, tmp_path: Path, is_live: bool) -> None:
    way_in, client = opened(served.door, tmp_path), served.server.test_client()
    planted = way_in.sessions.begin("somebody") if is_live else "over"
    client.set_cookie(served.door.cookie, planted)
    client.get(way_in.path)
    assert token(client, served.door) != planted
    assert way_in.sessions.find(planted) is None
    assert served.sees(client) == PARTNER


@pytest.mark.parametrize("address", ["192.0.2.9", "2001:db8::7", "::ffff:192.0.2.9"])
def test_a_proxy_that_is_named_names_a_partner(served: Served, tmp_path: Path, address: str) -> None:
    opened(served.door, tmp_path, **PROXY, address="https://localhost")
    client = served.server.test_client()
    peer = {"REMOTE_ADDR": address}
    assert served.sees(client, headers={"X-Partner": "a.clerk"}, environ_base=peer) == PARTNER
    assert served.sees(client, environ_base=peer) == PUBLIC


@pytest.mark.parametrize(
    ("address", "name"),
    [("198.51.100.9", "a.clerk"), ("127.0.0.1", "a.clerk"), ("", "a"), ("192.0.2.9", "mine,theirs")],
)
def test_a_header_from_elsewhere_or_twice_is_refused(served: Served, tmp_path: Path, address: str, name: str) -> None:
    opened(served.door, tmp_path, **PROXY, address="https://localhost")
    # What a client says of itself is no address of a connection.
    headers = {"X-Partner": name, "X-Forwarded-For": "192.0.2.9", "Forwarded": "for=192.0.2.9"}
    answer = served.server.test_client().get("/", headers=headers, environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 403
    assert served.seen == []


@pytest.mark.parametrize(("proxies", "address"), [("192.0.2.1", "203.0.113.7"), ("", "192.0.2.1")])
def test_the_public_too_is_told_apart_behind_a_proxy_that_is_named(
    served: Served, monkeypatch: pytest.MonkeyPatch, proxies: str, address: str
) -> None:
    monkeypatch.setenv("DASHBOARD_PROXY_ADDRESSES", proxies)
    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}
    with served.server.test_request_context(headers=headers, environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        served.server.preprocess_request()
        assert g.address == address
