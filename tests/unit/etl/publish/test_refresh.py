import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from data.settings import ROOT, Settings
from etl.__main__ import main
from etl.errors import Exit
from etl.publish import publishing
from tests.fixtures.open_data import NOMIS, ONS, POLICE, OpenData, archive_bytes
from tests.fixtures.small_raw import DISTRICT, query
from tests.fixtures.web_server import Answer, file_reply, serve

LATEST = f"{POLICE}/2026-09.zip"
ARCHIVES = {"2026-03": archive_bytes("2023-04", "2023-05"), "2026-09": archive_bytes("2023-10", "2023-11")}


@contextmanager
def opened(store: Path, setting: pytest.MonkeyPatch) -> Iterator[OpenData]:
    """The sites, and settings that point at them and at the store."""
    with serve(OpenData(ARCHIVES.copy())) as server:
        setting.setenv("DASHBOARD_AREA", DISTRICT)
        setting.setenv("DASHBOARD_STORE", str(store))
        for name, path in (("POLICE", POLICE), ("ONS", ONS), ("NOMIS", NOMIS)):
            setting.setenv(f"DASHBOARD_{name}_URL", f"{server.url}{path}/")
        yield server


@pytest.fixture
def sites(no_waiting: list[float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenData]:
    with opened(tmp_path / "store", monkeypatch) as server:
        yield server


class Refreshed(NamedTuple):
    """A store after its first refresh, only to be copied, and what that printed."""

    store: Path
    printed: str


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    store, printed = tmp_path_factory.mktemp("refreshed"), StringIO()
    with pytest.MonkeyPatch.context() as setting, opened(store, setting), redirect_stdout(printed):
        assert refresh() == Exit.DONE
    return Refreshed(store, printed.getvalue())


@pytest.fixture
def store(refreshed: Refreshed, sites: OpenData, tmp_path: Path) -> Path:
    """The settings' store, after a refresh."""
    return Path(shutil.copytree(refreshed.store, tmp_path / "store"))


@pytest.fixture
def builds_asked_for(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """No build is made: the current one is published again. The folders of which one was asked for."""
    folders: list[Path] = []

    def publish_again(raw: Path, settings: Settings, _report: Callable[[str], None]) -> Path:
        folders.append(raw)
        before = publishing.current(settings.store)
        assert before
        with publishing.new_build(settings.store, f"{before.stem}-{len(folders)}") as path:
            shutil.copy(before, path)
            return publishing.publish(settings.store, path)

    monkeypatch.setattr("etl.publish.refresh.build", publish_again)
    return folders


def refresh() -> int:
    return main(["refresh", "--from", "2023-04"])


def current(store: Path) -> str:
    return (store / "CURRENT").read_text()


def fetched(sites: OpenData) -> list[str]:
    """What was asked for beyond the questions whether something has changed."""
    big = [asked.path for asked in sites.asked if asked.path.endswith((".zip", ".data.csv"))]
    return big + [a.path for a in sites.asked if "resultOffset" in a.query and "_PFA" not in a.path]


def test_a_refresh_downloads_builds_and_publishes(refreshed: Refreshed) -> None:
    build = refreshed.store / "builds" / current(refreshed.store).strip()
    assert query(build, "SELECT count(*) FROM fct_crime") == [(16,)]
    months = "SELECT strftime(period_month, '%Y-%m') FROM fct_coverage WHERE is_present ORDER BY ALL"
    assert [month for (month,) in query(build, months)] == ["2023-04", "2023-05", "2023-10", "2023-11"]
    wards = "SELECT area_name, population, population_source FROM dim_area WHERE area_type = 'ward' ORDER BY ALL"
    source = "ONS mid-year estimate 2024"
    assert query(build, wards) == [("Ward 1", 1001, source), ("Ward 2", 1002, source)]
    assert "archives needed: 2026-03 (2023-04 to 2026-03), 2026-09 (2023-10 to 2026-09)" in refreshed.printed
    assert refreshed.printed.splitlines()[-1] == f"published {build.name}"
    assert "not recognised" not in refreshed.printed


def test_a_second_run_fetches_nothing_and_builds_nothing(sites: OpenData, store: Path) -> None:
    before = current(store)
    assert refresh() == Exit.NOTHING_NEW
    assert sites.asked
    assert fetched(sites) == []
    assert current(store) == before


def test_a_new_month_is_fetched_alone_and_the_archive_it_replaces_deleted(
    sites: OpenData, store: Path, builds_asked_for: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    newer = archive_bytes("2023-11", "2023-12")
    sites.archives["2026-10"] = newer
    sites.pages[f"{POLICE}/2026-10.zip"] = file_reply(newer, '"2026-10"')
    assert refresh() == Exit.DONE
    assert fetched(sites) == [f"{POLICE}/2026-10.zip"]
    assert "police/2026-09.zip: no longer needed, deleted" in capsys.readouterr().out
    archives = (store / "raw" / "live" / "police").iterdir()
    assert sorted(path.name for path in archives) == ["2026-03.zip", "2026-10.zip"]
    assert refresh() == Exit.NOTHING_NEW
    assert builds_asked_for == [store / "raw" / "live"]


def test_a_file_of_ones_own_beside_the_downloads_makes_a_build(
    sites: OpenData, store: Path, builds_asked_for: list[Path]
) -> None:
    before = current(store)
    own = store / "raw" / "live" / "own" / "ward_census2021.csv"
    own.parent.mkdir()
    own.write_text("WD26CD,usual_residents_census2021\nE05900001,900\n")
    assert refresh() == Exit.DONE
    assert fetched(sites) == []
    assert builds_asked_for == [store / "raw" / "live"]
    assert current(store) != before


def test_a_build_that_another_replaced_is_made_again(store: Path, builds_asked_for: list[Path]) -> None:
    other = store / "builds" / "20990101T000000000000Z.duckdb"
    shutil.copy(store / "builds" / current(store).strip(), other)
    (store / "CURRENT").write_text(f"{other.name}\n")
    assert refresh() == Exit.DONE
    assert builds_asked_for == [store / "raw" / "live"]


def break_police(sites: OpenData) -> None:
    sites.pages[f"{POLICE}/"] = lambda _: Answer(b"down", 503)


def break_archive(sites: OpenData) -> None:
    sites.archives["2026-09"] = archive_bytes("2023-10", "2023-12")
    sites.pages[LATEST] = lambda _: Answer(b"<html>blocked</html>")


def break_portal(sites: OpenData) -> None:
    sites.pages[ONS] = lambda _: Answer(b'{"error": {"code": 500, "message": "Internal"}}')


def break_nomis(sites: OpenData) -> None:
    sites.pages[f"{NOMIS}/NM_2014_1.def.sdmx.json"] = lambda _: Answer(b"gone", 404)


@pytest.mark.parametrize("spoil", [break_police, break_archive, break_portal, break_nomis])
def test_a_site_that_fails_leaves_the_build_as_it_was(
    sites: OpenData, store: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[OpenData], None]
) -> None:
    before = {path: path.read_bytes() for path in store.rglob("*") if path.is_file()}
    spoil(sites)
    assert refresh() == Exit.DOWNLOAD_FAILED
    said = capsys.readouterr().err
    assert said.startswith(f"error: {sites.url}/")
    assert said.count("\n") == 1
    assert {path: path.read_bytes() for path in before if path.name != "downloads.json"} == {
        path: content for path, content in before.items() if path.name != "downloads.json"
    }


def test_a_build_that_fails_its_checks_has_a_code_of_its_own_and_is_tried_again(
    sites: OpenData, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = current(store)
    smaller = archive_bytes("2023-04", "2023-05", records=1)
    sites.archives["2026-03"] = smaller
    sites.pages[f"{POLICE}/2026-03.zip"] = file_reply(smaller, '"other"')
    assert [refresh(), refresh()] == [Exit.CHECK_FAILED] * 2
    assert "a month fell by more than half" in capsys.readouterr().err
    assert current(store) == before


@pytest.mark.usefixtures("sites")
def test_a_download_builds_nothing(tmp_path: Path) -> None:
    raw = tmp_path / "elsewhere"
    assert main(["download", "--from", "2023-10", "--to", "2023-11", "--raw", str(raw)]) == Exit.DONE
    assert sorted(path.name for path in raw.iterdir()) == [
        "boundaries",
        "downloads.json",
        "lookups",
        "police",
        "population",
    ]
    assert [path.name for path in (raw / "police").iterdir()] == ["2026-09.zip"]
    assert not (tmp_path / "store").exists()


@pytest.mark.usefixtures("sites")
def test_months_that_are_not_there_fail_the_download(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["download", "--from", "2023-04", "--to", "2026-12"]) == Exit.DOWNLOAD_FAILED
    assert "the newest holds 2026-09" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--from", "2023-13"], ["--from", "April"], []])
def test_months_that_cannot_be_read_are_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["refresh", *arguments])
    assert left.value.code == 2
    assert "--from" in capsys.readouterr().err


def test_a_build_asks_nobody(sites: OpenData, store: Path) -> None:
    assert main(["build", "--raw", str(store / "raw" / "live")]) == 0
    assert sites.asked == []


def test_every_exit_code_is_documented() -> None:
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert documented == {*Exit, 2}
