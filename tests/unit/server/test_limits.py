import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from server.limits import BODY_BYTES, FIELDS, QUERY_BYTES, TEXT_SIGNS, fault_of
from tests.fixtures.served import OUTPUTS, asked, post

CALLBACK = "/_dash-update-component"
DECLARED = [{"id": "url", "property": "search"}, {"id": '{"key":["ALL"],"type":"control"}', "property": "value"}]
CALLBACKS = {
    "..page.children...page.hidden..": {"callback": len, "inputs": DECLARED, "state": []},
    "browser.data": {"inputs": [], "state": []},
}
GENUINE: dict[str, Any] = {
    "output": "..page.children...page.hidden..",
    "outputs": [{"id": "page", "property": "children"}, {"id": "page", "property": "hidden"}],
    "inputs": [
        {"id": "url", "property": "search", "value": "?ward=W1"},
        [{"id": {"key": "ward", "type": "control"}, "property": "value", "value": ["W1"]}],
    ],
    "changedPropIds": ["url.search"],
}


def searched(value: Any) -> dict[str, Any]:
    return GENUINE | {"inputs": [GENUINE["inputs"][0] | {"value": value}, GENUINE["inputs"][1]]}


def controlled(value: Any, **other: Any) -> dict[str, Any]:
    (one,) = GENUINE["inputs"][1]
    return GENUINE | {"inputs": [GENUINE["inputs"][0], [one | {"value": value} | other]]}


def test_what_a_page_asks_is_let_through() -> None:
    assert fault_of(GENUINE, CALLBACKS) == ""
    assert fault_of(searched(None), CALLBACKS) == ""


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {**GENUINE, "more": 1},
        {**GENUINE, "output": "other.children"},
        {**GENUINE, "output": ["page.children"]},
        {**GENUINE, "output": "browser.data"},
        {**GENUINE, "outputs": GENUINE["outputs"][:1]},
        {**GENUINE, "outputs": [{"id": "page", "property": None}] * 2},
        {**GENUINE, "inputs": GENUINE["inputs"][:1]},
        {**GENUINE, "inputs": GENUINE["inputs"][::-1]},
        {**GENUINE, "changedPropIds": [1]},
        {**GENUINE, "changedPropIds": "url.search"},
        searched(5),
        searched("x" * (TEXT_SIGNS + 1)),
        searched("?" + "&" * (FIELDS + 1)),
        searched("\ud800"),
        controlled(["W1"] * (FIELDS + 1)),
        controlled({"a": 1}),
        controlled(json.loads("[" * 100 + "]" * 100)),
        controlled("W1", id={"key": "ward", "type": "other"}),
        controlled("W1", id={"key": {}, "type": "control"}),
    ],
)
def test_what_no_page_asks_is_refused(body: Any) -> None:
    assert fault_of(body, CALLBACKS)


@pytest.fixture
def served(demo_store: Path, use_store: Callable[[Path], None], dashboard: Dash) -> Dash:
    use_store(demo_store)
    # Dash knows the callbacks of its pages from the first request on.
    dashboard.server.test_client().get("/_dash-dependencies")
    return dashboard


def test_a_body_too_large_is_refused_on_every_route(served: Dash) -> None:
    client = served.server.test_client()
    for path in (CALLBACK, "/", "/partner", "/nowhere"):
        assert client.post(path, data=b"x" * (BODY_BYTES + 1)).status_code == 413
    assert client.get("/", query_string="x" * (QUERY_BYTES + 1)).status_code == 414


def test_a_misshapen_callback_is_the_clients_fault(served: Dash, caplog: pytest.LogCaptureFixture) -> None:
    client = served.server.test_client()
    for body in ("", "{", "[]", "null", '{"output": "none.children"}'):
        assert client.post(CALLBACK, data=body, content_type="application/json").status_code == 400
    assert post(served, OUTPUTS["summary"], *asked("summary")).status_code == 200
    assert [entry for entry in caplog.records if entry.levelname == "ERROR"] == []


def junk(chance: random.Random, depth: int = 0) -> Any:
    plain = [None, True, -1, 1e308, 2**70, "", "?from=2024-13&ward=%00", "\0", "é" * 50, "cell:1:2", "\ud800", "../.."]
    if depth < 3 and chance.random() < 0.4:
        parts = [junk(chance, depth + 1) for _ in range(chance.randrange(4))]
        return parts if chance.random() < 0.5 else {str(i): part for i, part in enumerate(parts)}
    return chance.choice(plain)


def changed(chance: random.Random, body: Any) -> Any:
    """The body with one part of it left out, or something else in its place."""
    if not isinstance(body, dict | list) or not body or chance.random() < 0.2:
        return junk(chance)
    keys = list(body) if isinstance(body, dict) else list(range(len(body)))
    key, copy = chance.choice(keys), body.copy()
    if chance.random() < 0.15:
        del copy[key]
    else:
        copy[key] = changed(chance, body[key])
    return copy


def genuine(app: Dash, output: str) -> dict[str, Any]:
    """What a browser would send for a callback, with nothing chosen."""

    def one(name: str, prop: str) -> Any:
        pattern = json.loads(name) if name.startswith("{") else name
        if isinstance(pattern, str) or ["ALL"] not in pattern.values():
            return {"id": pattern, "property": prop}
        return [{"id": {k: "ward" if v == ["ALL"] else v for k, v in pattern.items()}, "property": prop}]

    names = [name.rsplit(".", 1) for name in output.strip(".").split("...")]
    outputs = [one(name, prop.split("@")[0]) for name, prop in names]
    asked_for = {part: app.callback_map[output][part] for part in ("inputs", "state")}
    given = {part: [one(each["id"], each["property"]) for each in listed] for part, listed in asked_for.items()}
    only = outputs if output.startswith("..") else outputs[0]
    return {"output": output, "outputs": only, **given, "changedPropIds": ["url.search"]}


def test_no_callback_made_at_random_is_our_fault(served: Dash, caplog: pytest.LogCaptureFixture) -> None:
    chance, client, codes = random.Random(1), served.server.test_client(), set[int]()
    outputs = list(served.callback_map)
    for _ in range(3000):
        body = genuine(served, chance.choice(outputs))
        for _ in range(chance.randrange(1, 4)):
            body = changed(chance, body)
        codes.add(client.post(CALLBACK, data=json.dumps(body), content_type="application/json").status_code)
    assert codes <= {200, 204, 400}
    assert 400 in codes
    assert [entry for entry in caplog.records if entry.exc_info] == []


PARTS = (
    "", "..", "%00", "%2e%2e", "%ff", "%0a", "é", "a" * 300, "boundaries", "b", "ward-2024", "files", "csv", "svg",
    "_dash-component-suites", "dash", "dcc", "assets", "styles.css", "partner", "_dash-layout", "bootstrap", "static",
)  # fmt: skip
QUERIES = ("", "?x=1", "?key=é", "?m=1", "?from=%00", "?ward=%ff&source=zz", "?pack=zz&sections=a,b", "?" + "&" * 999)


def test_no_address_made_at_random_is_our_fault(served: Dash, caplog: pytest.LogCaptureFixture) -> None:
    chance, client, codes = random.Random(2), served.server.test_client(), set[int]()
    for _ in range(3000):
        # The client takes what begins with two slashes for another server.
        parts = [chance.choice(PARTS[1:]), *(chance.choice(PARTS) for _ in range(chance.randrange(4)))]
        path = f"/{'/'.join(parts)}{chance.choice(QUERIES)}"
        answer = client.open(path, method=chance.choice(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS"]))
        codes.add(answer.status_code)
        answer.close()
    assert max(codes) < 500
    assert {200, 404, 405} <= codes
    assert [entry for entry in caplog.records if entry.exc_info] == []
