import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, abort, g

from server.log import REQUEST_ID, JsonLines, log_requests


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the dashboard writes to its log."""
    stream, logger = io.StringIO(), logging.getLogger("dashboard")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(level)


def serving() -> Flask:
    server = Flask("logged")
    log_requests(server)
    server.before_request(lambda: setattr(g, "role", "public"))
    server.add_url_rule("/page/<path:rest>", view_func=lambda rest: rest)
    server.add_url_rule("/refused", "refused", lambda: abort(403))
    return server


def told(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_request_is_one_line(lines: io.StringIO) -> None:
    client = serving().test_client()
    codes = [client.get(path).status_code for path in ("/page/a", "/refused", "/none")]
    assert [line["status"] for line in told(lines)] == codes == [200, 403, 404]
    first = told(lines)[0]
    assert (first["method"], first["path"], first["role"], first["level"]) == ("GET", "/page/a", "public", "info")
    assert first["ms"] >= 0
    assert first["time"].endswith("+00:00")


def test_control_characters_begin_no_line_and_the_query_is_left_out(lines: io.StringIO) -> None:
    serving().test_client().get("/page/a%0d%0a{%22level%22:%22error%22}%1b[31m%e2%80%a8?key=secret")
    text = lines.getvalue()
    assert len(told(lines)) == 1
    assert "secret" not in text
    assert text.isascii()
    assert text.rstrip("\n").isprintable()


@pytest.mark.parametrize(("given", "is_kept"), [("abcd-1234", True), ("short", False), ("a\tb" * 5, False)])
def test_the_number_of_a_proxy_is_kept_where_it_is_one(lines: io.StringIO, given: str, is_kept: bool) -> None:
    answer = serving().test_client().get("/page/a", headers={REQUEST_ID: given})
    (line,) = told(lines)
    assert line["id"] == answer.headers[REQUEST_ID]
    assert (line["id"] == given) is is_kept
