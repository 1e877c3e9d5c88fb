from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import requests

from etl.download.manifest import Manifest
from etl.download.web import open_session
from tests.conftest import made_once
from tests.fixtures.small_raw import NEIGHBOUR_LSOA, UNKNOWN_LSOA, build_small, record, unplaced, write_small_raw
from tests.fixtures.web_server import WebServer, serve


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the invented district with one line of every fate; only to be read."""
    lines = [
        record(1),
        record(2, place=(0.15, 52.05), lsoa="E01900002"),
        record(3, place=(0.25, 52.05), lsoa=NEIGHBOUR_LSOA),
        record(4, place=(0.9, 52.05), lsoa=UNKNOWN_LSOA),
        unplaced(5),
        unplaced(1),
        record(6, crime_type="Piracy"),
    ]

    def make(folder: Path) -> None:
        raw = write_small_raw(folder / "raw", {"2024-01": lines, "2024-04": [record(7, "2024-04")]})
        build_small(raw, folder / "store")

    (path,) = made_once(tmp_path_factory, "small-fates", make).glob("store/builds/*.duckdb")
    return path


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which lines can be refused."""
    with duckdb.connect() as opened:
        opened.execute("CREATE TABLE raw_reject (file_id INTEGER, line BIGINT, reason VARCHAR, content VARCHAR)")
        yield opened


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Nobody sleeps: the seconds that would have been slept; and no proxy or CA of this machine is used."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return slept


@pytest.fixture
def web(no_waiting: list[float]) -> Iterator[WebServer]:
    """A web server without pages."""
    with serve(WebServer()) as server:
        yield server


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """The record of an empty folder; what it reports is not kept."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return Manifest(folder, lambda _line: None)


@pytest.fixture
def session(no_waiting: list[float]) -> Iterator[requests.Session]:
    """A session as downloads use it."""
    with open_session() as opened:
        yield opened
