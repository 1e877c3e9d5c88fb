import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from etl.download.fetch import CHUNK, Wanted, fetch_file
from etl.download.manifest import Manifest
from etl.download.web import TRIES
from etl.errors import DownloadError
from tests.fixtures.web_server import DATE, Answer, Reply, WebServer, cut_at, file_reply

CONTENT = random.Random(1).randbytes(6 * CHUNK + 1234)
NEWER = random.Random(2).randbytes(5 * CHUNK)
PATH = "police/2026-09.zip"
Fetch = Callable[[], bool]


def fine(_path: Path, _url: str) -> None:
    """Whatever was received will do."""


@pytest.fixture
def fetch(web: WebServer, session: requests.Session, manifest: Manifest) -> Fetch:
    """Fetch the file once, without a checksum."""
    web.pages["/file"] = file_reply(CONTENT)
    return lambda: fetch_file(session, manifest, Wanted(f"{web.url}/file", PATH, None, fine))


def ranges(web: WebServer) -> list[str | None]:
    return [asked.headers.get("Range") for asked in web.asked]


def left(manifest: Manifest) -> list[str]:
    return sorted(path.name for path in manifest.folder.rglob("*") if path.is_file())


def test_a_file_is_fetched_and_recorded(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT
    assert left(manifest) == ["2026-09.zip", "downloads.json"]
    record = Manifest(manifest.folder, print).files[PATH]
    assert record.pop("fetched_at")[:2] == "20"
    assert record == {
        "url": f"{web.url}/file",
        "version": '"v1"',
        "last_modified": DATE,
        "md5": None,
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "size": len(CONTENT),
    }


def test_a_file_that_has_not_changed_is_not_sent_again(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    fetch()
    written = (manifest.folder / PATH).stat().st_mtime_ns
    assert not fetch()
    assert web.asked[1].headers["If-None-Match"] == '"v1"'
    assert web.asked[1].headers["If-Modified-Since"] == DATE
    assert (manifest.folder / PATH).stat().st_mtime_ns == written


def test_a_file_with_the_checksum_of_the_site_is_not_even_asked_for(
    web: WebServer, session: requests.Session, manifest: Manifest
) -> None:
    web.pages["/file"] = file_reply(CONTENT)
    wanted = Wanted(f"{web.url}/file", PATH, hashlib.md5(CONTENT).hexdigest(), fine)
    assert [fetch_file(session, manifest, wanted) for _ in range(2)] == [True, False]
    assert len(web.asked) == 1


def test_a_server_that_calls_an_old_file_unchanged_is_not_believed(
    web: WebServer, session: requests.Session, manifest: Manifest
) -> None:
    for content in (CONTENT, NEWER):
        web.pages["/file"] = file_reply(content, '"never changed"')
        wanted = Wanted(f"{web.url}/file", PATH, hashlib.md5(content).hexdigest(), fine)
        assert fetch_file(session, manifest, wanted)
        assert (manifest.folder / PATH).read_bytes() == content


def test_a_file_that_has_changed_is_fetched_anew(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    fetch()
    web.pages["/file"] = file_reply(NEWER, '"v2"')
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == NEWER


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"edited")])
def test_a_file_that_was_edited_or_deleted_here_is_fetched_anew(
    fetch: Fetch, manifest: Manifest, spoil: Callable[[Path], object]
) -> None:
    fetch()
    spoil(manifest.folder / PATH)
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT


def test_a_body_that_is_cut_off_is_resumed_where_it_stopped(
    fetch: Fetch, web: WebServer, manifest: Manifest, no_waiting: list[float]
) -> None:
    # More cuts than tries: as long as each brings something, it goes on.
    web.faults["/file"] = [cut_at(CHUNK + 99)] * (TRIES - 1)
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT
    assert ranges(web) == [None, *(f"bytes={n * CHUNK}-" for n in range(1, TRIES))]
    assert {asked.headers["If-Range"] for asked in web.asked[1:]} == {'"v1"'}
    assert no_waiting


def test_the_next_run_resumes_what_the_last_left(
    fetch: Fetch, web: WebServer, manifest: Manifest, session: requests.Session
) -> None:
    web.faults["/file"] = [cut_at(3 * CHUNK), *[Answer(b"", 503)] * 6]
    with pytest.raises(DownloadError, match="answered 503"):
        fetch()
    assert left(manifest) == ["2026-09.zip.part", "downloads.json"]
    web.faults.clear()
    web.asked.clear()
    later = Manifest(manifest.folder, lambda _line: None)
    assert fetch_file(session, later, Wanted(f"{web.url}/file", PATH, None, fine))
    assert ranges(web) == [f"bytes={3 * CHUNK}-"]
    assert (manifest.folder / PATH).read_bytes() == CONTENT
    assert left(manifest) == ["2026-09.zip", "downloads.json"]


def test_a_run_that_died_before_the_last_step_fetches_nothing_twice(
    fetch: Fetch, web: WebServer, manifest: Manifest
) -> None:
    manifest.part(PATH).write_bytes(CONTENT)
    manifest.begin(PATH, '"v1"')
    assert fetch()
    assert ranges(web) == [f"bytes={len(CONTENT)}-"]
    assert (manifest.folder / PATH).read_bytes() == CONTENT
    assert manifest.files[PATH]["version"] == '"v1"'


def test_a_server_without_etag_is_resumed_by_date(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    web.pages["/file"] = file_reply(CONTENT, None)
    web.faults["/file"] = [cut_at(2 * CHUNK)]
    assert fetch()
    assert web.asked[1].headers["If-Range"] == DATE
    assert (manifest.folder / PATH).read_bytes() == CONTENT


@pytest.mark.parametrize(
    "reply",
    [
        file_reply(CONTENT, ranges=False),
        file_reply(CONTENT, 'W/"v1"', dated=False),
        file_reply(CONTENT, None, dated=False),
    ],
    ids=["ignores Range", "weak ETag", "nothing to resume by"],
)
def test_a_server_that_cannot_resume_is_asked_for_the_whole(
    fetch: Fetch, web: WebServer, manifest: Manifest, reply: Reply
) -> None:
    web.pages["/file"] = reply
    web.faults["/file"] = [cut_at(2 * CHUNK), cut_at(CHUNK)]
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT


def test_a_file_that_changes_during_a_resume_is_taken_whole(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    web.faults["/file"] = [cut_at(2 * CHUNK), lambda _: file_reply(NEWER, '"v2"')(web.asked[-1])]
    assert fetch()
    assert ranges(web) == [None, f"bytes={2 * CHUNK}-"]
    assert (manifest.folder / PATH).read_bytes() == NEWER
    assert manifest.files[PATH]["version"] == '"v2"'


@pytest.mark.parametrize(
    "headers",
    [
        {"ETag": '"v2"', "Content-Range": f"bytes {2 * CHUNK}-{len(NEWER) - 1}/{len(NEWER)}"},
        {"ETag": '"v1"', "Content-Range": f"bytes 7-{len(CONTENT) - 1}/{len(CONTENT)}"},
        {"ETag": '"v1"'},
    ],
    ids=["of another version", "from another byte", "without a range"],
)
def test_a_piece_that_does_not_fit_is_thrown_away_and_all_fetched_anew(
    fetch: Fetch, web: WebServer, manifest: Manifest, headers: dict[str, str]
) -> None:
    web.faults["/file"] = [cut_at(2 * CHUNK), Answer(NEWER[2 * CHUNK :], 206, headers)]
    assert fetch()
    assert ranges(web) == [None, f"bytes={2 * CHUNK}-", None]
    assert (manifest.folder / PATH).read_bytes() == CONTENT


def test_a_part_longer_than_the_file_is_thrown_away(fetch: Fetch, manifest: Manifest) -> None:
    manifest.part(PATH).write_bytes(CONTENT + b"and more")
    manifest.begin(PATH, '"v1"')
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT


def test_a_length_that_is_too_long_once_is_mended_by_resuming(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    web.faults["/file"] = [lambda answer: Answer(answer.body, 200, answer.headers, stated=len(CONTENT) + 9)]
    assert fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT


def wrong_md5(path: Path, url: str) -> None:
    raise AssertionError("the checksum comes first")


def test_a_length_that_is_too_short_is_found_by_the_checksum(
    web: WebServer, session: requests.Session, manifest: Manifest
) -> None:
    web.pages["/file"] = lambda _: Answer(CONTENT, 200, {"ETag": '"v1"'}, stated=CHUNK)
    wanted = Wanted(f"{web.url}/file", PATH, hashlib.md5(CONTENT).hexdigest(), wrong_md5)
    with pytest.raises(DownloadError, match=r"/file: its MD5 is \w{32}, the site says \w{32}; run the command again$"):
        fetch_file(session, manifest, wanted)
    assert left(manifest) == ["downloads.json"]


def test_a_web_page_instead_of_the_file_costs_nothing_that_was_there(
    fetch: Fetch, web: WebServer, manifest: Manifest
) -> None:
    web.faults["/file"] = [cut_at(3 * CHUNK), Answer(b"<html>Please sign in</html>", 200)]
    with pytest.raises(DownloadError, match="/file: a web page instead of data"):
        fetch()
    assert manifest.part(PATH).read_bytes() == CONTENT[: 3 * CHUNK]
    web.asked.clear()
    assert fetch()
    assert ranges(web) == [f"bytes={3 * CHUNK}-"]
    assert (manifest.folder / PATH).read_bytes() == CONTENT


@pytest.mark.parametrize(("etag", "kept"), [('"v1"', True), (None, False)])
def test_a_line_that_brings_nothing_more_is_given_up(
    fetch: Fetch, web: WebServer, manifest: Manifest, etag: str | None, kept: bool
) -> None:
    web.pages["/file"] = lambda asked: cut_at(0 if "Range" in asked.headers else CHUNK)(
        file_reply(CONTENT, etag, dated=False)(asked)
    )
    with pytest.raises(DownloadError, match=rf"cut off {TRIES} times, at 65,536 bytes; run the command again"):
        fetch()
    assert manifest.part(PATH).exists() is kept


def test_the_file_before_stays_where_the_new_one_fails(fetch: Fetch, web: WebServer, manifest: Manifest) -> None:
    fetch()
    web.pages["/file"] = lambda _: Answer(b"gone", 404)
    with pytest.raises(DownloadError, match="answered 404"):
        fetch()
    assert (manifest.folder / PATH).read_bytes() == CONTENT
    assert manifest.intact(PATH)


def test_a_damaged_record_is_named(manifest: Manifest) -> None:
    (manifest.folder / "downloads.json").write_text('{"files": ')
    with pytest.raises(DownloadError, match=r"downloads\.json: damaged; delete it"):
        Manifest(manifest.folder, print)
