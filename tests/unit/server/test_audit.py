import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from server.access import Door
from server.audit import audit_to
from tests.fixtures.door import let_in, opened

WHO = "holder of the key"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Path]:
    """The file of the record, as a partner's first line left it."""
    audit_to(tmp_path / "audit.log")
    yield tmp_path / "audit.log"
    audit_to(None)


def served() -> tuple[Flask, Door]:
    server = Flask("served")
    door = Door(server, lambda _viewer: None, {"ward", "type"})
    server.add_url_rule("/files/<kind>/<panel>", view_func=lambda kind, panel: kind + panel, endpoint="files")
    server.add_url_rule("/_dash-update-component", view_func=lambda: "{}", methods=["POST"], endpoint="update")
    server.add_url_rule("/assets/<name>", view_func=lambda name: name, endpoint="assets")
    return server, door


def lines(record: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


def asked(search: str, output: str = "..summary-content.children...summary-more.children..") -> dict[str, object]:
    inputs = [{"id": "url", "property": "search", "value": search}]
    return {"output": output, "inputs": inputs, "state": [{"id": "url", "property": "pathname", "value": "/trends"}]}


def test_what_a_partner_looks_at_and_takes_is_recorded(record: Path, tmp_path: Path) -> None:
    server, door = served()
    partner, client = let_in(door, server, tmp_path), server.test_client(use_cookies=False)
    client.get("/files/xlsx/summary-changes?ward=E1&key=secret", headers=partner)
    client.post("/_dash-update-component", json=asked("?type=Drugs&token=secret"), headers=partner)
    client.get("/assets/styles.css", headers=partner)
    client.get("/data/latest/places.csv", headers=partner)
    told = [
        {name: one.get(name) for name in ("event", "who", "path", "page", "shown", "chosen")} for one in lines(record)
    ]
    files, update = "/files/xlsx/summary-changes", "/_dash-update-component"
    assert told[1:] == [
        {"event": "export", "who": WHO, "path": files, "page": None, "shown": None, "chosen": "ward=E1"},
        {"event": "view", "who": WHO, "path": update, "page": "/trends", "shown": "summary-content.children",
         "chosen": "type=Drugs"},
        {"event": "export", "who": WHO, "path": "/data/latest/places.csv", "page": None, "shown": None, "chosen": None},
    ]  # fmt: skip
    assert told[0]["event"] == "sign-in"


def test_the_public_is_recorded_nowhere(record: Path, tmp_path: Path) -> None:
    server, door = served()
    let_in(door, server, tmp_path)
    before = len(lines(record))
    client = server.test_client()
    client.get("/files/xlsx/summary-changes")
    client.post("/_dash-update-component", json=asked("?type=Drugs"))
    assert len(lines(record)) == before


def test_keys_that_open_nothing_are_recorded_and_not_told(record: Path, tmp_path: Path) -> None:
    server, door = served()
    let_in(door, server, tmp_path)
    server.test_client().get("/partner?key=guessed")
    assert lines(record)[-1]["event"] == "refused"
    assert "guessed" not in record.read_text(encoding="utf-8")


@pytest.mark.parametrize("sign", ["\n", "\r", "\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e"])
def test_nothing_that_is_sent_begins_a_line_or_moves_a_terminal(record: Path, tmp_path: Path, sign: str) -> None:
    server, door = served()
    partner, before = let_in(door, server, tmp_path), len(record.read_bytes().splitlines())
    body = asked(f"?ward=a{sign}b", f"x{sign}y")
    server.test_client(use_cookies=False).post("/_dash-update-component", json=body, headers=partner)
    text = record.read_bytes().decode("ascii")
    assert len(text.splitlines()) == before + 1
    assert sign not in text.removesuffix("\n").replace("\n", "", before)


@pytest.mark.skipif(os.name == "nt", reason="files have other rights there")
def test_the_record_is_for_its_owner_and_group(record: Path) -> None:
    assert stat.S_IMODE(record.stat().st_mode) & 0o027 == 0


def test_a_record_that_is_moved_away_is_begun_anew(record: Path, tmp_path: Path) -> None:
    server, door = served()
    let_in(door, server, tmp_path)
    record.rename(tmp_path / "audit.log.1")
    server.test_client().get("/partner?key=guessed")
    assert [line["event"] for line in lines(record)] == ["refused"]


def test_the_address_is_that_of_the_client_where_a_proxy_that_is_named_tells_it(record: Path, tmp_path: Path) -> None:
    server, door = served()
    opened(door, tmp_path, audience="partner", proxy_addresses=("192.0.2.1",))
    for peer in ("192.0.2.1", "192.0.2.2"):
        server.test_client().get(
            "/partner?key=x",
            headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"},
            environ_base={"REMOTE_ADDR": peer},
        )
    assert [line["address"] for line in lines(record)] == ["203.0.113.7", "192.0.2.2"]
