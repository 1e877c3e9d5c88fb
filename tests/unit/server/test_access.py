import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.model.viewer import PARTNER, PUBLIC, Viewer
from server.access import COOKIE, Door

HOSTS = ("localhost",)


@pytest.fixture
def served() -> tuple[Door, Flask, list[Viewer]]:
    """A server, its door, and whom it was told that it answers."""
    server, seen = Flask("served"), list[Viewer]()
    door = Door(server, seen.append)
    server.add_url_rule("/", view_func=lambda: "page")
    return door, server, seen


def enter(client: FlaskClient, path: str) -> int:
    return client.get(path).status_code


def test_everybody_is_the_public_while_the_door_is_closed(served: tuple[Door, Flask, list[Viewer]]) -> None:
    _, server, seen = served
    client = server.test_client()
    for cookie in ("", "guess"):
        client.set_cookie(COOKIE, cookie)
        client.get("/")
    assert [enter(client, path) for path in ("/partner", "/partner?key=", "/partner?key=guess")] == [403] * 3
    assert set(seen) == {PUBLIC}


def test_the_key_lets_its_first_holder_in_and_nobody_else(served: tuple[Door, Flask, list[Viewer]]) -> None:
    door, server, seen = served
    path = door.open(HOSTS)
    holder, other = server.test_client(), server.test_client()
    assert enter(holder, path) == 303
    assert enter(other, path) == 403
    seen.clear()
    holder.get("/")
    other.get("/")
    assert seen == [PARTNER, PUBLIC]


def test_the_cookie_stays_in_this_browser_and_says_nothing_of_the_key(
    served: tuple[Door, Flask, list[Viewer]],
) -> None:
    door, server, _ = served
    path = door.open(HOSTS)
    header = server.test_client().get(path).headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Strict" in header
    assert path.split("=")[1] not in header


def test_what_a_partner_is_shown_is_stored_nowhere(served: tuple[Door, Flask, list[Viewer]]) -> None:
    door, server, _ = served
    client = server.test_client()
    assert "Cache-Control" not in client.get("/").headers
    client.get(door.open(HOSTS))
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_an_open_door_answers_to_its_own_names_alone(served: tuple[Door, Flask, list[Viewer]]) -> None:
    door, server, _ = served
    door.open(HOSTS)
    client = server.test_client()
    assert client.get("/", base_url="http://localhost:8050").status_code == 200
    assert client.get("/", base_url="http://elsewhere.example").status_code == 400
