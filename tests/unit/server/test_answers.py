import gzip
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from dash import Dash
from flask import Flask, Response, request
from flask_compress import Compress

from data.build import database
from data.model.schema import NoBuildError
from data.model.viewer import PARTNER, PUBLIC
from data.settings import current
from server import answers
from server.answers import ENDPOINT, Answers, told_apart
from tests.fixtures.served import OUTPUTS, asked, post

MADE: list[str] = []


@pytest.fixture
def made() -> list[str]:
    """The questions for which an answer was made."""
    MADE.clear()
    return MADE


def serving(apart: Callable[[], Any] = lambda: "build", compressed: bool = False) -> Flask:
    """A server that answers with what it was asked, and says when it had to make that."""
    server = Flask("small")
    kept = Answers(server)
    if compressed:
        Compress(server)
    kept.give(server, apart)

    def make() -> Response:
        text = request.get_data(as_text=True)
        MADE.append(text)
        sleep(0.05)
        if text == "fails":
            return Response("no", status=500)
        beside: dict[str, Any] = {"sideUpdate": {}} if text == "beside" else {}
        return Response(json.dumps({"asked": text, "padding": "x" * 2000, **beside}), mimetype="application/json")

    server.add_url_rule("/answer", ENDPOINT, make, methods=["POST"])
    return server


def put(server: Flask, text: str, **headers: str) -> Any:
    return server.test_client().post("/answer", data=text, headers=headers)


def test_what_was_answered_is_not_made_again(made: list[str]) -> None:
    server = serving()
    first, second, other = (put(server, text) for text in ("a", "a", "b"))
    assert first.get_json() == second.get_json()
    assert other.get_json()["asked"] == "b"
    assert second.mimetype == "application/json"
    assert made == ["a", "b"]


def test_answers_of_another_build_or_viewer_are_others(made: list[str]) -> None:
    now = ["build 1"]
    server = serving(lambda: now[0])
    put(server, "a")
    now[0] = "build 2"
    put(server, "a")
    assert made == ["a", "a"]


@pytest.mark.parametrize("text", ["fails", "beside"])
def test_a_failure_and_what_is_told_beside_an_answer_are_not_kept(made: list[str], text: str) -> None:
    server = serving()
    for _ in range(2):
        put(server, text)
    assert made == [text, text]


def test_without_a_build_nothing_is_kept(made: list[str]) -> None:
    server = serving(lambda: None)
    for _ in range(2):
        put(server, "a")
    assert made == ["a", "a"]


def test_of_many_who_ask_at_once_one_makes_the_answer(made: list[str]) -> None:
    server = serving()
    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(lambda _: put(server, "a").get_json()["asked"], range(8)))
    assert answered == ["a"] * 8
    assert made == ["a"]


def test_an_answer_that_failed_is_made_by_the_next(made: list[str]) -> None:
    server = serving()
    with ThreadPoolExecutor(3) as pool:
        codes = list(pool.map(lambda _: put(server, "fails").status_code, range(3)))
    assert codes == [500] * 3
    assert made == ["fails"] * 3


def test_the_latest_are_kept_within_the_bytes(made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 20_000)
    server = serving()
    for text in [*"abcdefghij", "j", "a"]:
        put(server, text)
    assert made == [*"abcdefghij", "a"]


def test_an_answer_is_kept_as_it_was_compressed(made: list[str]) -> None:
    server = serving(compressed=True)
    first, second = (put(server, "a", **{"Accept-Encoding": "gzip"}) for _ in range(2))
    assert first.data == second.data
    assert second.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(second.data))["asked"] == "a"
    assert put(server, "a").get_json()["asked"] == "a"
    assert made == ["a", "a"]


def test_build_viewer_settings_and_day_set_answers_apart() -> None:
    def absent() -> Any:
        raise NoBuildError("none")

    assert told_apart(lambda: ("b1", PUBLIC)) == (("b1", PUBLIC), current(), date.today())
    assert told_apart(lambda: ("b1", PUBLIC)) != told_apart(lambda: ("b1", PARTNER))
    assert told_apart(absent) is None


def test_a_page_is_the_same_when_it_is_asked_again(
    demo_store: Path, use_store: Callable[[Path], None], dashboard: Dash
) -> None:
    use_store(demo_store)
    question = asked("summary", "?ward=E05002230")
    first, second = (post(dashboard, OUTPUTS["summary"], *question) for _ in range(2))
    assert first.get_json() == second.get_json()
    assert first.headers["Content-Security-Policy"] == second.headers["Content-Security-Policy"]
    assert database.build_key()[1] == PUBLIC
