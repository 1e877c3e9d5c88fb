from collections.abc import Callable

import pytest
import requests

from etl.download.web import TRIES, ask_json, ask_text, open_session
from etl.errors import DownloadError
from tests.fixtures.web_server import Answer, WebServer, cut_at

GOOD = Answer(b'{"count": 3}')


@pytest.fixture(autouse=True)
def _page(web: WebServer) -> None:
    web.pages["/data"] = lambda _: GOOD


def test_an_answer_is_read_once(web: WebServer, session: requests.Session) -> None:
    assert ask_json(session, f"{web.url}/data", {"where": "A IN ('x')"}) == {"count": 3}
    assert [asked.query for asked in web.asked] == [{"where": "A IN ('x')"}]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_with_growing_pauses(
    web: WebServer, session: requests.Session, no_waiting: list[float], status: int
) -> None:
    web.faults["/data"] = [Answer(b"busy", status)] * 3
    assert ask_text(session, f"{web.url}/data") == '{"count": 3}'
    assert len(web.asked) == 4
    assert no_waiting == sorted(no_waiting)
    assert no_waiting[-1] > 1


@pytest.mark.parametrize(("wanted", "slept"), [("7", 7), ("7200", 600)])
def test_retry_after_is_honoured_within_reason(
    web: WebServer, session: requests.Session, no_waiting: list[float], wanted: str, slept: float
) -> None:
    web.faults["/data"] = [Answer(b"slow down", 429, {"Retry-After": wanted})]
    ask_text(session, f"{web.url}/data")
    assert no_waiting == [slept]


def test_a_body_that_is_cut_off_is_asked_for_again(web: WebServer, session: requests.Session) -> None:
    web.faults["/data"] = [cut_at(5), cut_at(0)]
    assert ask_json(session, f"{web.url}/data") == {"count": 3}


BAD: dict[str, tuple[Answer | Callable[[Answer], Answer], str]] = {
    "always busy": (Answer(b"busy", 503), r"answered 503 .*; try again later"),
    "gone": (Answer(b"gone", 404), r"answered 404 .*; see whether the address has moved"),
    "always cut off": (cut_at(5), rf"cut off {TRIES} times; try again later"),
    "web page": (Answer(b"\xef\xbb\xbf\n<!DOCTYPE html>"), r"a web page instead of data; open the address"),
    "half of it": (Answer(b'{"count": '), r"not JSON, or cut short"),
    "ArcGIS error": (
        Answer(b'{"error": {"code": 400, "message": "Invalid URL", "details": []}}'),
        r"answered with an error \(Invalid URL\); see whether the layer has moved",
    ),
    "ArcGIS error without words": (Answer(b'{"error": {"code": 499, "message": ""}}'), r"an error \(499\)"),
    "list": (Answer(b"[]"), r"answered with an error \(not an object\)"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_mended_is_said_in_one_line(web: WebServer, session: requests.Session, bad: str) -> None:
    answer, said = BAD[bad]
    web.faults["/data"] = [answer] * 20
    with pytest.raises(DownloadError, match=f"^{web.url}/data: .*{said}") as caught:
        ask_json(session, f"{web.url}/data")
    assert "\n" not in str(caught.value)


def test_a_server_that_is_not_there_is_named(no_waiting: list[float], web: WebServer) -> None:
    with open_session() as session, pytest.raises(DownloadError, match=r"cannot be reached \(.*refused.*HTTPS_PROXY"):
        ask_text(session, "http://127.0.0.1:9/data")


def test_the_proxy_of_the_environment_is_used(web: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", web.url)
    with open_session() as session:
        assert ask_text(session, "http://data.invalid/data") == '{"count": 3}'
    assert [asked.headers["Host"] for asked in web.asked] == ["data.invalid"]


@pytest.mark.parametrize(
    ("names", "bundle"),
    [
        ((), True),
        (("SSL_CERT_FILE",), "/ca/SSL_CERT_FILE"),
        (("REQUESTS_CA_BUNDLE",), "/ca/REQUESTS_CA_BUNDLE"),
        (("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"), "/ca/REQUESTS_CA_BUNDLE"),
    ],
)
@pytest.mark.usefixtures("no_waiting")
def test_the_ca_file_of_the_environment_is_used(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...], bundle: object
) -> None:
    for name in names:
        monkeypatch.setenv(name, f"/ca/{name}")
    with open_session() as session:
        assert session.merge_environment_settings("https://data.invalid", {}, None, None, None)["verify"] == bundle


def test_a_ca_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, no_waiting: list[float]) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/bundle.pem")
    with open_session() as session, pytest.raises(DownloadError, match=r"/no/such/bundle\.pem"):
        ask_text(session, "https://127.0.0.1:9/data")
