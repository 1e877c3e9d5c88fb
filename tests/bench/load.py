"""Many at once on the server as it is started: python -m tests.bench.load.

Fifty people who read, each with six connections; a visitor beside connections that do nothing; and the memory of each
process after ten thousand callbacks. The first beside the same on a server that makes nothing, in the same run.
"""

import http.client
import json
import os
import random
import re
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from tests.bench import pages
from tests.bench.__main__ import make_build
from tests.browser.serving import Server, serve
from tests.integration.test_server import idle

USERS, CONNECTIONS, VIEWS = 50, 6, 8
THINK_S = (2.0, 6.0)
CALLBACKS, CLIENTS = 10_000, 4
MOST_PAGE_S, MOST_CALLBACK_S, MOST_VISITOR_S, MOST_MEGABYTES = 1.0, 0.25, 1.0, 350
FILES = re.compile(r'(?:src|href)="(/[^"#]+)"')
OURS = ("/_dash-layout", "/_dash-dependencies")


@dataclass
class Times:
    """Seconds of whole pages and of callbacks, and what failed."""

    page: list[float] = field(default_factory=list)
    callback: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


class Browser:
    """Somebody's connections to a server, and how long each answer took."""

    def __init__(self, url: str, times: Times, connections: int = CONNECTIONS) -> None:
        """connections: how many are open at once, as a browser has them."""
        self._host = url.removeprefix("http://")
        self._times = times
        self._free = [http.client.HTTPConnection(self._host, timeout=120) for _ in range(connections)]
        self._pool = ThreadPoolExecutor(connections)

    def _ask(self, method: str, path: str, body: bytes | None = None) -> bytes:
        connection = self._free.pop()
        headers = pages.ACCEPTED | {"Content-Type": "application/json"}
        try:
            try:
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
            except http.client.RemoteDisconnected:
                # It was idle for long: a browser asks again.
                connection.close()
                connection.request(method, path, body, headers)
                answer = connection.getresponse()
            content = answer.read()
            if answer.status >= 400:
                self._times.failed.append(f"{answer.status} {path}")
            return content
        except OSError as error:
            self._times.failed.append(f"{error!r} {path}")
            connection.close()
            return b""
        finally:
            self._free.append(connection)

    def open(self, path: str, files: list[str]) -> None:
        """A page with its files, over all connections."""
        start = time.perf_counter()
        self._ask("GET", path)
        list(self._pool.map(lambda one: self._ask("GET", one), files))
        self._times.page.append(time.perf_counter() - start)

    def change(self, body: bytes) -> None:
        """One callback."""
        start = time.perf_counter()
        self._ask("POST", "/_dash-update-component", body)
        self._times.callback.append(time.perf_counter() - start)

    def close(self) -> None:
        """End all connections."""
        self._pool.shutdown()
        for connection in self._free:
            connection.close()


def bodies() -> list[bytes]:
    """What browsers post when selections change, on every page in turn."""
    from app import app
    from data.queries import choices
    from tests.bench.selections import random_selections

    client = app.server.test_client()
    client.get("/_dash-dependencies")
    drawn = pages.drawn_map(app, client)
    chosen = random_selections(choices.filter_choices(), USERS * VIEWS)
    return [
        json.dumps(pages.payload(app, page, one.search, drawn)).encode()
        for one, page in zip(chosen, cycle(pages.PAGES), strict=False)
    ]


def files_of(url: str) -> list[str]:
    """The addresses that a browser without a cache asks for after the document."""
    with urllib.request.urlopen(f"{url}/", timeout=120) as answer:
        document = answer.read().decode()
    return [*dict.fromkeys(FILES.findall(document)), *OURS]


def read(browser: Browser, number: int, files: list[str], posted: list[bytes]) -> None:
    """One person: a page, then changes with pauses between, then a page again."""
    draw = random.Random(number)
    time.sleep(draw.uniform(0, THINK_S[1]))
    for view in range(VIEWS):
        if view % (VIEWS // 2) == 0:
            browser.open("/", files if view == 0 else list(OURS))
        browser.change(posted[(number * VIEWS + view) % len(posted)])
        time.sleep(draw.uniform(*THINK_S))
    browser.close()


def crowd(url: str, files: list[str], posted: list[bytes]) -> Times:
    """All of them at once."""
    times = Times()
    with ThreadPoolExecutor(USERS) as pool:
        list(pool.map(lambda number: read(Browser(url, times), number, files, posted), range(USERS)))
    return times


def late(spent: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(spent, n=20)[-1]


def verdict(value: float, most: float) -> str:
    """Whether it is within what it may be."""
    return f"{'within' if value <= most else 'ABOVE'} {most:g}"


def report(name: str, times: Times, usual: Times) -> None:
    """Print the 95th percentiles beside those of the bare server."""
    for part, most in (("page", MOST_PAGE_S), ("callback", MOST_CALLBACK_S)):
        own, bare = getattr(times, part), late(getattr(usual, part))
        print(
            f"{name}, {part}: median {statistics.median(own):.3f} s, 95th {late(own):.3f} s, "
            f"{verdict(late(own), most)}; bare {bare:.3f} s, ratio {late(own) / bare:.1f}"
        )
    print(f"{name}: {len(times.failed)} failed (bare {len(usual.failed)}) {sorted(set(times.failed))[:3]}")


def visit(url: str) -> float:
    """The longest of ten visits beside 180 idle connections, twice over."""
    times = Times()
    with idle(url), idle(url):
        browser = Browser(url, times, connections=1)
        for _ in range(10):
            browser.open("/", [])
        browser.close()
    return max(times.page)


def megabytes(url: str) -> list[int]:
    """The memory that each process holds which answers."""
    name, found = url.removeprefix("http://"), list[int]()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_text(encoding="utf-8", errors="replace")
            if name in line and "worker-" in line:
                status = (process / "status").read_text(encoding="utf-8")
                found.append(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) // 1024)
        except (OSError, IndexError):
            continue
    return found


def many(url: str, posted: list[bytes]) -> Times:
    """Ten thousand callbacks, without pauses."""
    times = Times()

    def ask(number: int) -> None:
        browser = Browser(url, times, connections=1)
        for view in range(CALLBACKS // CLIENTS):
            browser.change(posted[(number * 101 + view) % len(posted)])
        browser.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(ask, range(CLIENTS)))
    return times


@contextmanager
def bare(store: Path, folder: Path) -> Iterator[Server]:
    """The server that makes nothing."""
    with serve(store, folder / "bare.log", ("-m", "tests.bench.bare")) as server:
        yield server


def measure(store: Path, folder: Path) -> None:
    """Print all three."""
    posted = bodies()
    with ExitStack() as stack:
        own = stack.enter_context(serve(store, folder / "own.log", DASHBOARD_WORKERS="2"))
        usual = stack.enter_context(bare(store, folder))
        files = files_of(own.url)
        least = crowd(usual.url, files, posted)
        report(f"{USERS} people with {CONNECTIONS} connections", crowd(own.url, files, posted), least)
        visitor = visit(own.url)
        print(f"a visitor beside 360 connections that do nothing: {visitor:.2f} s, {verdict(visitor, MOST_VISITOR_S)}")
        times = many(own.url, posted)
        held = megabytes(own.url)
        print(
            f"after {len(times.callback):,} callbacks, {len(times.failed)} failed, MB of each process: "
            f"{held}, {verdict(max(held), MOST_MEGABYTES)}"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        os.environ["DASHBOARD_STORE"] = name
        print(make_build(Path(name)))
        measure(Path(name), Path(name))
