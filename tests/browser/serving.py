"""The dashboard in a process of its own, as a user starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.settings import ROOT

START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, without a slash at the end, and the store that it reads."""

    url: str
    store: Path

    @property
    def origin(self) -> str:
        """The address without the sub-path."""
        return "/".join(self.url.split("/")[:3])


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether a server answers there already."""
    try:
        with urllib.request.urlopen(url, timeout=10) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        raise
    except OSError:
        return False


@contextmanager
def serve(
    store: Path, log: Path, program: tuple[str, ...] = ("app.py",), /, path: str = "", **settings: str
) -> Iterator[Server]:
    """Run ``python app.py`` over a store until the block ends; settings: variables of the environment beside.

    One process answers where none says otherwise: each makes for itself what pages share.

    path: the sub-path below which it is served, if any.

    Raises AssertionError where it does not start, or where it logged a traceback.
    """
    url = f"http://127.0.0.1:{(port := free_port())}{path}"
    own = {
        "DASHBOARD_STORE": str(store),
        "DASHBOARD_HOST": "127.0.0.1",
        "DASHBOARD_PORT": str(port),
        "DASHBOARD_WORKERS": "1",
        **({"DASHBOARD_ADDRESS": url} if path else {}),
        **settings,
    }
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env=os.environ | own,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            end = time.monotonic() + START_SECONDS
            while not answers(f"{url}/"):
                assert process.poll() is None, f"ended with {process.returncode}: {log.read_text(encoding='utf-8')}"
                assert time.monotonic() < end, f"no answer after {START_SECONDS} s"
                time.sleep(0.1)
            yield Server(url, store)
            assert process.poll() is None, f"the server ended by itself with {process.returncode}"
        finally:
            process.terminate()
            process.wait(timeout=20)
    logged = log.read_text(encoding="utf-8")
    assert "Traceback" not in logged, logged
