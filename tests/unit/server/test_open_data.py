import pytest
from flask import Flask

from briefing.open_data import Made
from server.limits import Pace
from server.open_data import serve_open_data


def made(build: str, name: str, _query: object) -> Made:
    return Made(build, name, "text/csv", b"a\r\n1\r\n")


def test_one_address_is_slowed_down_and_told_how_long() -> None:
    server = Flask("data")
    serve_open_data(server, made, lambda: b"{}", str.encode, most_a_minute=3)
    client = server.test_client()
    answers = [client.get("/data/latest/counts.csv", environ_base={"REMOTE_ADDR": "192.0.2.1"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 60
    assert "3 times a minute" in answers[3].get_data(as_text=True)
    assert client.get("/data/latest/counts.csv", environ_base={"REMOTE_ADDR": "192.0.2.2"}).status_code == 200


def test_a_pace_counts_the_last_minute() -> None:
    pace = Pace(2)
    assert [pace.wait("a"), pace.wait("a"), pace.wait("b")] == [0, 0, 0]
    assert 1 <= pace.wait("a") <= 60


@pytest.mark.parametrize("build", ["..", "CURRENT", "20260101T000000000000Z-failed", "%2e%2e"])
def test_what_is_no_build_is_no_address(build: str) -> None:
    server = Flask("data")
    serve_open_data(server, made, lambda: b"{}", str.encode, most_a_minute=9)
    assert server.test_client().get(f"/data/{build}/counts.csv").status_code in {404, 308}


def test_addresses_hold_below_a_path_of_a_proxy() -> None:
    server = Flask("data")
    serve_open_data(server, made, lambda: b"{}", str.encode, most_a_minute=9)
    answer = server.test_client().get("/data/latest/counts.csv", environ_overrides={"SCRIPT_NAME": "/crime"})
    assert answer.headers["Content-Location"] == "/crime/data/latest/counts.csv"
