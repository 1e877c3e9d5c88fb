"""Signing in by a provider that is asked over the loopback address, and signs what it says."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import RSAKey

from data.model.viewer import PARTNER, PUBLIC, Viewer
from data.settings import Settings
from server.access import Door
from tests.fixtures.door import opened
from tests.fixtures.provider import SECRET, Provider, provided, symmetric

# In 1970 and in 2242: cases of a test are the same in each process that collects them.
LONG_AGO, FAR_AHEAD = 1, 2**33


class Served:
    """A server with a door that asks the provider, and whom it was told that it answers."""

    def __init__(self, provider: Provider, folder: Path, **settings: object) -> None:
        self.server, self.seen = Flask("served"), list[Viewer]()
        self.door = Door(self.server, self.seen.append)
        self.server.add_url_rule("/", view_func=lambda: "page")
        self.way_in = opened(self.door, folder, **(provider.settings() | settings))

    def sees(self, client: FlaskClient) -> Viewer:
        client.get("/")
        return self.seen[-1]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with provided() as found:
        yield found


@pytest.fixture
def served(provider: Provider, tmp_path: Path) -> Served:
    return Served(provider, tmp_path)


def begun(client: FlaskClient, back: str = "") -> str:
    """The address at the provider to which a browser is sent."""
    answer = client.get("/sign-in", query_string={"back": back} if back else {})
    assert answer.status_code == 303
    return answer.headers["Location"]


def returned(there: str) -> str:
    """Path and query with which the provider sends the browser back."""
    answer = requests.get(there, allow_redirects=False, timeout=20)
    assert answer.status_code == 302
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def audited(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, str]]]:
    """What was recorded: event and what was told of it."""
    records = [record for record in caplog.records if record.name == "dashboard.audit"]
    return [(record.getMessage(), record.__dict__["told"]) for record in records]


def test_a_partner_signs_in(provider: Provider, served: Served) -> None:
    client = served.server.test_client()
    there = begun(client)
    asked = parse_qs(urlsplit(there).query)
    assert asked["redirect_uri"] == ["http://127.0.0.1:8050/signed-in"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    answer = client.get(returned(there))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert served.sees(client) == PARTNER
    assert len(provider.asked[0]["code_verifier"]) >= 43


def test_one_who_is_signed_in_elsewhere_is_not_signed_in_here(served: Served) -> None:
    there = begun(served.server.test_client())
    # The code of one browser in the hands of another: whoever was made to follow the address is nobody.
    victim = served.server.test_client()
    assert victim.get(returned(there)).status_code == 403
    begun(victim)
    assert victim.get(returned(there)).status_code == 403
    assert served.sees(victim) == PUBLIC


def test_a_code_is_taken_once_whichever_process_is_asked(provider: Provider, served: Served) -> None:
    client, another = served.server.test_client(), Served.__new__(Served)
    another.server, another.seen = Flask("another"), []
    another.door = Door(another.server, another.seen.append)
    another.door.open(Settings(**provider.settings()), served.way_in)
    back = returned(begun(client))
    under_way = client.get_cookie(served.server.config["SESSION_COOKIE_NAME"])
    assert under_way is not None
    assert client.get(back).status_code == 303
    for one in (served, another):
        again = one.server.test_client()
        again.set_cookie(under_way.key, under_way.value)
        assert again.get(back).status_code == 403
    assert len(provider.asked) == 1


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"nonce": "another"}, "'nonce'"),
        ({"nonce": None}, "'nonce'"),
        ({"exp": LONG_AGO}, "expired"),
        ({"exp": None}, "'exp'"),
        ({"aud": "another"}, "'aud'"),
        ({"aud": "another", "azp": "dashboard"}, "'aud'"),
        ({"aud": None}, "'aud'"),
        ({"iss": "https://elsewhere.example"}, "'iss'"),
        ({"nbf": FAR_AHEAD}, "not yet valid"),
        ({"groups": None}, "not a partner"),
        ({"groups": ["everybody"]}, "not a partner"),
        ({"groups": "community-safety-not"}, "not a partner"),
        ({"groups": {"community-safety": True}}, "not a partner"),
    ],
    ids=str,
)
def test_an_identity_that_is_not_right_lets_nobody_in(
    provider: Provider, served: Served, caplog: pytest.LogCaptureFixture, claims: dict[str, object], why: str
) -> None:
    caplog.set_level(logging.INFO, "dashboard.audit")
    client = served.server.test_client()
    there = begun(client)
    provider.claims = claims
    assert client.get(returned(there)).status_code == 403
    assert served.sees(client) == PUBLIC
    ((event, told),) = audited(caplog)
    assert event == "refused"
    assert why in told["why"]


def test_an_identity_signed_by_another_key_lets_nobody_in(provider: Provider, served: Served) -> None:
    client = served.server.test_client()
    provider.shown_key, provider.key = provider.key, RSAKey.generate_key(2048, {"kid": "1"})
    assert client.get(returned(begun(client))).status_code == 403


@pytest.mark.parametrize("secret", [SECRET, "anything"])
def test_an_identity_signed_by_a_secret_lets_nobody_in(provider: Provider, served: Served, secret: str) -> None:
    client = served.server.test_client()
    provider.shown_key, provider.key, provider.signature = provider.key, symmetric(secret), "HS256"
    assert client.get(returned(begun(client))).status_code == 403


@pytest.mark.parametrize("back", ["/trends?ward=E1", "/"])
def test_who_signs_in_comes_back_to_what_they_looked_at(served: Served, back: str) -> None:
    client = served.server.test_client()
    assert client.get(returned(begun(client, back))).headers["Location"] == back


@pytest.mark.parametrize(
    "back",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n//elsewhere.example",
        " //elsewhere.example",
        "javascript:alert(1)",
        "elsewhere.example",
        "///elsewhere.example",
    ],
)
def test_nobody_is_sent_elsewhere(served: Served, back: str) -> None:
    client = served.server.test_client()
    assert client.get(returned(begun(client, back))).headers["Location"] == "/"


@pytest.mark.parametrize("query", ["", "?error=access_denied&state=x", "?code=x", "?state=x", "?code=x&state=x"])
def test_what_no_provider_sent_is_refused_in_words(served: Served, query: str) -> None:
    answer = served.server.test_client().get(f"/signed-in{query}")
    assert answer.status_code == 403
    assert "Signing in did not work." in answer.get_data(as_text=True)
    assert '<a href="/">' in answer.get_data(as_text=True)


def test_a_provider_that_does_not_answer_leaves_the_public_page(provider: Provider, tmp_path: Path) -> None:
    served = Served(provider, tmp_path, oidc_issuer="http://127.0.0.1:9")
    client = served.server.test_client()
    assert client.get("/sign-in").status_code == 503
    assert client.get("/").status_code == 200


def test_a_provider_that_says_it_is_another_is_not_asked(provider: Provider, tmp_path: Path) -> None:
    served = Served(provider, tmp_path, oidc_issuer=provider.url.replace("127.0.0.1", "localhost"))
    assert served.server.test_client().get("/sign-in").status_code == 503


def test_sign_ins_and_refusals_are_recorded_without_codes(
    provider: Provider, served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dashboard.audit")
    client = served.server.test_client()
    back = returned(begun(client))
    client.get(back)
    provider.claims = {"groups": []}
    client.get(returned(begun(client)))
    told = audited(caplog)
    assert [event for event, _ in told] == ["sign-in", "refused"]
    assert {one["who"] for _, one in told} == {"a.clerk@example.org"}
    assert told[0][1]["subject"] == "7"
    assert {one["address"] for _, one in told} == {"127.0.0.1"}
    secrets = [value[0] for value in parse_qs(urlsplit(back).query).values()]
    assert [secret for secret in secrets if secret in json.dumps([one for _, one in told])] == []


def test_a_name_is_shown_in_signs_that_move_nothing(provider: Provider, served: Served) -> None:
    provider.claims = {"preferred_username": "a\u202e\n\x1bclerk" + "x" * 500}
    client = served.server.test_client()
    client.get(returned(begun(client)))
    cookie = client.get_cookie(served.door.cookie)
    assert cookie is not None
    assert served.way_in.sessions.find(cookie.value) == "aclerk" + "x" * 94
