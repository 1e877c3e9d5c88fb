"""What is new: builds of one store, one after another, as page, feed, file and message tell it to each viewer."""

import io
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from unittest.mock import patch

import pandas as pd
import pytest
from aiosmtpd.controller import Controller
from dash import Dash

from briefing.__main__ import Exit, main
from components import url_state
from data.model.period import add_months
from data.model.verdict import Verdict
from data.queries import choices
from data.reports.briefing.report import briefing
from etl.publish.checks import SINCE_BEFORE
from tests.fixtures.served import ask
from tests.fixtures.small_raw import EAST_LSOA, build_small, query, record, write, write_small_raw

UseStore = Callable[[Path], None]
FIRST = date(2022, 1, 1)
EAST: dict[str, Any] = {"place": (0.15, 52.05), "lsoa": EAST_LSOA}
HEAD = "reference,recorded_date,offence_group,longitude,latitude\n"


def street(months: int) -> dict[str, list[str]]:
    """A year of 30 burglaries a month in the west and as many in the east, then 60 each."""
    made = {}
    for step in range(months):
        month, many = f"{add_months(FIRST, step):%Y-%m}", 60 if step >= 12 else 30
        numbers = range(1000 * step, 1000 * step + many)
        made[month] = [record(2 * n + 1, month) for n in numbers] + [record(2 * n + 2, month, **EAST) for n in numbers]
    return made


def extract(months: int) -> str:
    """A partner's records: as many more in the second year."""
    rows = []
    for step in range(months):
        day = f"{add_months(FIRST, step):%Y-%m}-15"
        rows += [f"r{step}-{n},{day},Burglary,0.05,52.05" for n in range(80 if step >= 12 else 40)]
    return HEAD + "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def three_builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three builds: two years; a month more; a record less in an old month, and the extract withdrawn."""
    folder = tmp_path_factory.mktemp("news")
    store = folder / "store"
    for months, taken in ((24, 0), (25, 0), (25, 1)):
        raw = folder / f"raw-{months}-{taken}"
        lines = street(months)
        lines["2022-05"] = lines["2022-05"][taken:]
        write_small_raw(raw, lines)
        if taken:
            with patch.dict(SINCE_BEFORE, clear=True):
                build_small(raw, store)
            continue
        write(raw / "secret-extract.csv", extract(months))
        build_small(raw, store)
        shutil.copytree(store, folder / f"store-{months}")
    return store


@pytest.fixture
def second(three_builds: Path, use_store: UseStore) -> Path:
    """The store as it was with two builds."""
    use_store(three_builds.parent / "store-25")
    return three_builds.parent / "store-25"


@pytest.fixture
def third(three_builds: Path, use_store: UseStore) -> Path:
    use_store(three_builds)
    return three_builds


def test_the_first_build_has_nothing_to_compare_with(three_builds: Path, use_store: UseStore, dashboard: Dash) -> None:
    use_store(three_builds.parent / "store-24")
    page = ask(dashboard, "changes")
    assert page.heading == "There is nothing to compare with yet"
    assert "Add the files of the next month" in page.text


def test_a_month_and_a_verdict_that_holds_for_two_are_new(second: Path, dashboard: Dash) -> None:
    page = ask(dashboard, "changes")
    assert "January 2024 is new" in page.heading
    rows = {(row["Where"], row["Offence"]): row for row in page.table("Verdicts that appeared")}
    assert rows["Westmere", "All crime"]["It"] == "appeared"
    assert rows["Westmere", "All crime"]["This month"] == "▲ Clear rise"


def slides_of_news() -> list[str]:
    """The ids of the panels that a briefing has of what is new."""
    offered = choices.filter_choices()
    selection = url_state.read("", offered).selection
    own = replace(selection, briefing=replace(selection.briefing, sections=("news",)))
    return [one.panel.id for one in briefing(own, offered).told]


def test_a_month_that_the_heading_names_has_no_slide_of_its_own(second: Path) -> None:
    assert slides_of_news() == ["news-verdicts"]


def test_revisions_have_a_slide_where_no_verdict_changed(third: Path) -> None:
    assert slides_of_news() == ["news-months"]


def test_its_files_name_the_year_that_the_verdicts_are_of(second: Path, dashboard: Dash) -> None:
    text = dashboard.server.test_client().get("/files/csv/news-verdicts").text
    assert "# The year to January 2024 against the year before, in data of " in text


def test_what_is_told_is_what_the_summary_says(second: Path, dashboard: Dash) -> None:
    told = {
        row["Offence"]: row for row in ask(dashboard, "changes").table("Verdicts that") if row["Where"] == "Westmere"
    }
    shown = {row["Offence"]: row for row in ask(dashboard, "summary").table("What changed")}
    both = {"All crime": "All crime", "Burglary": "Burglary"}
    pairs = [(told[ours], shown[theirs]) for ours, theirs in both.items() if ours in told and theirs in shown]
    assert pairs
    for news, summary in pairs:
        assert news["This month"] == summary["Verdict"]


def test_a_revision_is_told_by_type_and_month_and_what_came_before_is_kept(third: Path, dashboard: Dash) -> None:
    page = ask(dashboard, "changes")
    assert page.heading.split("; ") == ["Earlier months were revised", "no verdict changed"]
    assert page.table("Counts that were revised") == [
        {"Offence": "Burglary", "Months": "1", "Before": "60", "Now": "59", "Difference": "−1"}
    ]
    assert "was revised, −1 together." in page.text
    assert "January 2024 is new." in page.text


def test_a_partners_news_is_told_to_partners_alone_and_marked(
    second: Path, dashboard: Dash, partner: dict[str, str]
) -> None:
    public, theirs = ask(dashboard, "changes"), ask(dashboard, "changes", headers=partner)
    known = query(next((second / "builds").glob("*.duckdb")), "SELECT DISTINCT source FROM fct_told_verdict")
    assert {source for (source,) in known} >= {"street_crime"}
    assert "xtract" not in public.text
    assert "OFFICIAL" not in public.text
    assert "Partner extract" in theirs.text
    assert theirs.text.startswith("OFFICIAL-SENSITIVE")
    for headers in (None, partner):
        feed = dashboard.server.test_client(use_cookies=False).get("/changes.atom", headers=headers)
        assert feed.status_code == 200
        assert "xtract" not in feed.get_data(as_text=True)
    of_partners = query(newest(second), "SELECT DISTINCT level FROM fct_told_verdict WHERE source = 'recorded_crime'")
    assert of_partners == [("area",)]


def test_the_open_table_holds_what_the_page_tells(second: Path, dashboard: Dash, partner: dict[str, str]) -> None:
    client = dashboard.server.test_client(use_cookies=False)
    public, theirs = (
        pd.read_csv(io.BytesIO(client.get("/data/latest/news.csv", headers=headers).data))
        for headers in (None, partner)
    )
    shown = ask(dashboard, "changes").table("Verdicts that appeared")
    assert [(row["Offence"], row["Where"]) for row in shown] == list(
        public[["crime_type", "area_name"]].itertuples(index=False, name=None)
    )
    assert set(public["source"]) == {"street_crime"}
    assert set(theirs["source"]) == {"street_crime", "recorded_crime"}
    assert theirs.loc[theirs["source"] == "recorded_crime", "marking"].str.startswith("OFFICIAL").all()


def newest(store: Path) -> Path:
    return store / "builds" / (store / "CURRENT").read_text(encoding="utf-8").strip()


def test_the_feed_holds_an_entry_for_each_build_with_news(third: Path, dashboard: Dash) -> None:
    answer = dashboard.server.test_client().get("/changes.atom", headers={"Host": "crime.example.org"})
    assert answer.mimetype == "application/atom+xml"
    text = answer.get_data(as_text=True)
    assert text.count("<entry>") == 2
    assert text.index("Earlier months were revised") < text.index("January 2024 is new")
    assert 'href="http://crime.example.org/changes"' in text


def test_a_withdrawn_extract_is_remembered_by_nothing(three_builds: Path) -> None:
    path = newest(three_builds)
    for table in ("fct_month_change", "fct_revision", "fct_told_verdict", "fct_verdict_change"):
        assert query(path, f"SELECT count(*) FROM {table} WHERE source <> 'street_crime'") == [(0,)]
    assert query(path, "SELECT count(*) > 0 FROM fct_verdict_change") == [(True,)]


def test_a_rebuild_of_the_same_files_brings_nothing_and_keeps_what_came(
    three_builds: Path, tmp_path: Path, use_store: UseStore, dashboard: Dash
) -> None:
    store = Path(shutil.copytree(three_builds.parent / "store-25", tmp_path / "store"))
    path = build_small(three_builds.parent / "raw-25-0", store)
    assert query(path, "SELECT count(*) FROM fct_verdict_change AS c JOIN meta_build AS b USING (build_id)") == [(0,)]
    use_store(store)
    page = ask(dashboard, "changes")
    assert "brought nothing new" in page.text
    assert "January 2024 is new" in page.heading


class Hook(BaseHTTPRequestHandler):
    posted: ClassVar[list[Any]] = []
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append((self.path, json.loads(body)))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Nothing is written down."""


@pytest.fixture
def hook() -> Iterator[HTTPServer]:
    Hook.posted, Hook.status = [], 200
    server = HTTPServer(("127.0.0.1", 0), Hook)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def own(three_builds: Path, tmp_path: Path, use_store: UseStore) -> Path:
    """A store of the test's own with two builds, in which it is noted who was told."""
    store = Path(shutil.copytree(three_builds.parent / "store-25", tmp_path / "own"))
    use_store(store)
    return store


def test_nobody_is_told_unless_a_setting_names_one(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notify"]) == Exit.DONE
    assert "nobody is told" in capsys.readouterr().out
    assert not (own / "NOTIFIED").exists()


def test_a_webhook_is_told_once(
    own: Path, hook: HTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_NOTIFY", f"http://127.0.0.1:{hook.server_port}/secret-key")
    monkeypatch.setenv("DASHBOARD_ADDRESS", "https://crime.example.org/")
    assert [main(["notify"]), main(["notify"])] == [Exit.DONE, Exit.DONE]
    ((path, told),) = Hook.posted
    assert path == "/secret-key"
    assert "January 2024 is new" in told["text"]
    assert "All crime in Westmere: clear rise, " in told["text"]
    assert " in the year to January 2024, for the second month running." in told["text"]
    assert "https://crime.example.org/changes" in told["text"]
    assert "xtract" not in told["text"]
    said = capsys.readouterr().out
    assert "told 127.0.0.1" in said
    assert "nothing new to tell" in said
    assert "secret-key" not in said


def test_a_webhook_that_refuses_is_named_without_its_key_and_told_again(
    own: Path, hook: HTTPServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_NOTIFY", f"http://127.0.0.1:{hook.server_port}/secret-key")
    Hook.status = 500
    assert main(["notify"]) == Exit.NOT_SENT
    said = capsys.readouterr().err
    assert (said.startswith("error: 127.0.0.1 did not take it"), "secret-key" in said) == (True, False)
    Hook.status = 200
    assert main(["notify"]) == Exit.DONE
    assert len(Hook.posted) == 2


class Kept:
    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def mail() -> Iterator[tuple[Kept, str]]:
    kept = Kept()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_a_mail_server_is_told(own: Path, mail: tuple[Kept, str], monkeypatch: pytest.MonkeyPatch) -> None:
    kept, address = mail
    monkeypatch.setenv("DASHBOARD_NOTIFY", address)
    monkeypatch.setenv("DASHBOARD_NOTIFY_FROM", "dashboard@example.org")
    monkeypatch.setenv("DASHBOARD_NOTIFY_TO", "analyst@example.org, chair@example.org")
    assert main(["notify"]) == Exit.DONE
    ((to, sent),) = kept.mails
    assert to == ["analyst@example.org", "chair@example.org"]
    assert sent["Subject"].startswith("Westmere. ")
    body = sent.get_content()
    assert "All crime in Westmere: clear rise" in body
    assert Verdict.CLEAR_RISE.lower() in body


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"NOTIFY": "mail.example.org"}, "DASHBOARD_NOTIFY is smtp://"),
        ({"NOTIFY": "smtp://mail.example.org"}, "mail needs DASHBOARD_NOTIFY_FROM and DASHBOARD_NOTIFY_TO"),
        ({"ADDRESS": "crime.example.org"}, "give the address that browsers use"),
    ],
)
def test_a_setting_that_cannot_be_is_told(
    own: Path, settings: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"DASHBOARD_{name}", value)
    assert main(["notify"]) == Exit.USAGE
    assert said in capsys.readouterr().err
