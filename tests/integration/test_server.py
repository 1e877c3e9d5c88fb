"""The server as it is started: connections that do nothing, keys, signals, ports."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from data.settings import ROOT
from tests.browser.serving import Server, free_port, serve

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and several processes are not tried there")
POST = b"POST /_dash-update-component HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
BEGUN = (b"", b"GET / HTTP/1.1\r\nHost: loc", POST + b"Content-Length: 60000\r\n\r\n{")
EACH = 60
# A server that ends before it asks for what it would answer with.
REFUSED = (
    "-c",
    "from data.settings import load_settings; from server import serving; serving.run(exit, load_settings())",
)
# Seconds: whoever asks without a pause keeps the server from starting.
BETWEEN_TRIES = 0.1


@pytest.fixture(scope="module")
def served(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server of two processes for partners, and its log."""
    log = tmp_path_factory.mktemp("log") / "log"
    with serve(small_store, log, DASHBOARD_WORKERS="2", DASHBOARD_AUDIENCE="partner") as server:
        yield server, log


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@contextmanager
def idle(url: str) -> Iterator[None]:
    """Connections that send nothing, half a header, and a header without its body."""
    host, port = url.removeprefix("http://").split(":")
    with ExitStack() as stack:
        for begun in BEGUN * EACH:
            connection = stack.enter_context(socket.create_connection((host, int(port)), timeout=10))
            connection.sendall(begun)
        yield


def test_connections_that_do_nothing_disturb_nobody(served: tuple[Server, Path]) -> None:
    server, _ = served
    with idle(server.url):
        assert [status(f"{server.url}{path}") for path in ("/", "/_dash-layout", "/readyz")] == [200] * 3


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(served: tuple[Server, Path]) -> None:
    host = served[0].url.removeprefix("http://")
    headers: list[tuple[str, str]] = [("Content-Length", "10000000"), ("Transfer-Encoding", "chunked")]
    for header in headers:
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.putrequest("POST", "/_dash-update-component")
        connection.putheader(*header)
        connection.endheaders()
        if header[1] == "chunked":
            connection.send(b"12000\r\n" + b"x" * 0x12000 + b"\r\n")
        assert connection.getresponse().status == 413
        connection.close()


def test_the_key_opens_once_whichever_process_is_asked(served: tuple[Server, Path]) -> None:
    server, log = served
    line = next(line for line in log.read_text(encoding="utf-8").splitlines() if "key=" in line)
    host, key = server.url.removeprefix("http://"), line.split("/partner?")[1]

    def enter(_number: int) -> int:
        connection = http.client.HTTPConnection(host, timeout=60)
        connection.request("GET", f"/partner?{key}")
        code = connection.getresponse().status
        connection.close()
        return code

    with ThreadPoolExecutor(8) as pool:
        codes = sorted(pool.map(enter, range(16)))
    assert codes == [303] + [403] * 15
    # The log of requests holds no key.
    assert [one for one in log.read_text(encoding="utf-8").splitlines() if "key=" in one] == [line]


def test_pages_are_whole_from_the_first_request_of_each_process(served: tuple[Server, Path]) -> None:
    server, _ = served

    def outputs(_number: int) -> int:
        with urllib.request.urlopen(f"{server.url}/_dash-dependencies", timeout=60) as answer:
            return len(json.load(answer))

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(outputs, range(16)))
    assert len(found) == 1
    assert found.pop() > 20


def seen_from(server: Server, client: str, *headers: tuple[str, str]) -> tuple[int, bool]:
    """Status, and whether a partner is answered, of a request from one of this machine's own addresses."""
    connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=60, source_address=(client, 0))
    connection.putrequest("GET", "/_dash-layout")
    for header in headers:
        connection.putheader(*header)
    connection.endheaders()
    answer = connection.getresponse()
    found = answer.status, "Partner: " in answer.read().decode()
    connection.close()
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a machine has one loopback address")
def test_a_header_counts_by_the_other_end_of_the_connection(small_store: Path, tmp_path: Path) -> None:
    named = ("X-Partner", "a.clerk")
    settings = {
        "DASHBOARD_SIGN_IN": "proxy",
        "DASHBOARD_PROXY_HEADER": "X-Partner",
        "DASHBOARD_PROXY_ADDRESSES": "127.0.0.2",
    }
    with serve(small_store, tmp_path / "log", **settings) as server:
        assert seen_from(server, "127.0.0.2", named) == (200, True)
        assert seen_from(server, "127.0.0.2") == (200, False)
        assert seen_from(server, "127.0.0.1") == (200, False)
        assert seen_from(server, "127.0.0.1", named) == (403, False)
        assert seen_from(server, "127.0.0.1", named, ("X-Forwarded-For", "127.0.0.2")) == (403, False)
        # One that differs by a sign that the standard of servers takes for the same is none.
        assert seen_from(server, "127.0.0.2", ("X_Partner", "somebody")) == (200, False)
        assert seen_from(server, "127.0.0.2", ("X-Partner", "somebody"), named) == (403, False)


@pytest.mark.parametrize("path", ["/no/such/folder/audit.log", "."])
def test_a_record_that_cannot_be_written_is_one_line(small_store: Path, path: str) -> None:
    process = started(small_store, *REFUSED, DASHBOARD_PORT=str(free_port()), DASHBOARD_AUDIT_LOG=path)
    out, said = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, "")
    assert said.startswith(f"error: DASHBOARD_AUDIT_LOG: {path} cannot be written: ")
    assert len(said.splitlines()) == 1


def started(store: Path, *program: str, **settings: str) -> "subprocess.Popen[str]":
    environment = os.environ | {"DASHBOARD_STORE": str(store), "DASHBOARD_WORKERS": "1"} | settings
    return subprocess.Popen(
        [sys.executable, *(program or ("app.py",))],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_port_in_use_is_one_line(served: tuple[Server, Path], small_store: Path) -> None:
    port = served[0].url.rsplit(":", 1)[1]
    process = started(small_store, *REFUSED, DASHBOARD_PORT=port)
    out, said = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, "")
    assert said.startswith(f"error: cannot serve on http://127.0.0.1:{port}: ")
    assert len(said.splitlines()) == 1


# A server that partners come into, without the pages.
WITHOUT_PAGES = """
import time
from data.build import database
from data.settings import load_settings
from server import serving
from server.access import Door

settings = load_settings()
server = serving.begun(settings)
server.add_url_rule("/healthz", "health", lambda: "well")
server.add_url_rule("/slow", "slow", lambda: time.sleep(2) or "whole")
door = Door(server, database.pin, ())
serving.run(lambda way_in: serving.ready(server, door, settings, way_in, lambda: None), settings)
"""


def test_what_is_in_flight_at_the_end_is_finished(small_store: Path) -> None:
    port = free_port()
    process = started(small_store, "-c", WITHOUT_PAGES, DASHBOARD_PORT=str(port))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        try:
            connection.connect()
            break
        except OSError:
            assert process.poll() is None
            time.sleep(BETWEEN_TRIES)
    connection.request("GET", "/slow")
    # It has come in once the health of the same process is told after it.
    assert status(f"http://127.0.0.1:{port}/healthz") == 200
    process.send_signal(signal.SIGTERM)
    assert connection.getresponse().read() == b"whole"
    connection.close()
    process.communicate(timeout=60)
    assert process.returncode == 0


def test_a_process_that_is_starting_ends_when_the_server_does(small_store: Path) -> None:
    code = """
import os, signal, time
from data.settings import Settings
from server import serving

def load(_way_in):
    os.kill(os.getppid(), signal.SIGTERM)
    time.sleep(3600)

serving.run(load, Settings())
"""
    environment = os.environ | {"DASHBOARD_STORE": str(small_store), "DASHBOARD_PORT": str(free_port())}
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "refused" not in said


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6 here")
def test_the_loopback_address_of_ipv6_is_served(small_store: Path) -> None:
    with socket.socket(socket.AF_INET6) as probe:
        try:
            probe.bind(("::1", 0))
        except OSError:
            pytest.skip("no loopback address of IPv6 here")
        port = probe.getsockname()[1]
    settings = {"DASHBOARD_HOST": "[::1]", "DASHBOARD_PORT": str(port), "DASHBOARD_AUDIENCE": "partner"}
    process = started(small_store, "-c", WITHOUT_PAGES, **settings)
    assert process.stdout is not None
    assert process.stdout.readline().endswith(f"http://[::1]:{port}/\n")
    key = process.stdout.readline().split(f"http://[::1]:{port}")[1].strip()
    codes = list[int]()
    while not codes:
        connection = http.client.HTTPConnection("::1", port, timeout=60)
        try:
            for path in ("/healthz", key, key):
                connection.request("GET", path)
                answer = connection.getresponse()
                answer.read()
                codes.append(answer.status)
        except ConnectionRefusedError:
            assert process.poll() is None
            time.sleep(BETWEEN_TRIES)
        connection.close()
    process.terminate()
    process.communicate(timeout=60)
    assert codes == [200, 303, 403]
