import hashlib
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
import requests

from etl.download.manifest import Manifest
from etl.download.plan import Archive
from etl.download.police import fetch_archives, read_index
from etl.errors import DownloadError
from tests.fixtures.open_data import POLICE, OpenData, archive_bytes, index_page
from tests.fixtures.web_server import Answer, Asked, cut_at, file_reply, serve

OLDER, LATEST = archive_bytes("2023-04", "2023-05"), archive_bytes("2023-10", "2023-11")


@pytest.fixture
def site(no_waiting: list[float]) -> Iterator[OpenData]:
    """A site with two archives."""
    with serve(OpenData({"2026-03": OLDER, "2026-09": LATEST})) as server:
        yield server


def test_the_list_of_archives_is_read_with_months_and_checksum() -> None:
    page = index_page({"2026-09": LATEST})
    assert read_index(page) == [Archive("2026-09", "2023-10", "2026-09", hashlib.md5(LATEST).hexdigest())]


def test_an_early_archive_holds_more_months_and_a_hash_of_parts_is_no_checksum() -> None:
    page = (
        '<a href="/data/archive/latest.zip">latest</a><div class="download">'
        '<a href="https://data.police.uk/data/archive/2017-04.zip">x</a><p>December 2010 to April 2017</p>'
        "<p>955e065e0f08d67872da9187263dc35-12</p></div>"
    )
    assert read_index(page) == [Archive("2017-04", "2010-12", "2017-04", None)]


def test_a_list_in_another_form_still_names_archives() -> None:
    page = '<li><a href="2026-08.zip">August</a></li><li><a href="2026-09.zip">September</a></li>'
    assert read_index(page) == [Archive("2026-08", "2023-09", "2026-08"), Archive("2026-09", "2023-10", "2026-09")]


def test_the_archives_needed_are_fetched_and_checked(
    site: OpenData, session: requests.Session, manifest: Manifest
) -> None:
    needed = fetch_archives(session, site.url + POLICE, manifest, "2023-04", None)
    assert needed == ["police/2026-03.zip", "police/2026-09.zip"]
    assert [(manifest.folder / path).read_bytes() for path in needed] == [OLDER, LATEST]


def test_a_redirect_to_where_the_files_lie_is_followed_and_resumed(
    site: OpenData, session: requests.Session, manifest: Manifest
) -> None:
    def moved(asked: Asked) -> Answer:
        return Answer(b"", 302, {"Location": f"{site.url}/bucket/2026-09.zip"})

    big = bytes(200_000) + LATEST
    site.archives["2026-09"] = big
    site.pages[f"{POLICE}/2026-09.zip"] = moved
    site.pages["/bucket/2026-09.zip"] = file_reply(big, '"b"')
    site.faults["/bucket/2026-09.zip"] = [cut_at(150_000)]
    fetch_archives(session, site.url + POLICE, manifest, "2024-01", None)
    assert (manifest.folder / "police/2026-09.zip").read_bytes() == big
    assert [asked.headers.get("Range") for asked in site.asked_for("/bucket/2026-09.zip")] == [None, "bytes=131072-"]


def zipped(**members: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "-") + ".csv", text)
    return stream.getvalue()


DAMAGED = bytearray(zipped(a_street="Crime ID,Month\n" * 20))
DAMAGED[60] ^= 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LATEST[:-50], "not a whole zip archive .*; run the command again"),
        (bytes(DAMAGED), "not a whole zip archive .*; run the command again"),
        (zipped(a_outcomes="x"), "an archive without street-level files"),
        (b"Too many requests", "not a whole zip archive"),
        (b"", "not a whole zip archive"),
    ],
    ids=["truncated", "a bit turned", "other files", "words", "nothing"],
)
def test_what_is_no_whole_archive_is_refused_and_deleted(
    site: OpenData, session: requests.Session, manifest: Manifest, content: bytes, said: str
) -> None:
    page = f'<a href="{POLICE}/2026-09.zip">without a checksum</a>'
    site.pages[f"{POLICE}/"] = lambda _: Answer(page.encode())
    site.pages[f"{POLICE}/2026-09.zip"] = file_reply(content)
    with pytest.raises(DownloadError, match=rf"/archive/2026-09\.zip: {said}"):
        fetch_archives(session, site.url + POLICE, manifest, "2024-01", None)
    assert list((manifest.folder / "police").iterdir()) == []


def test_a_site_that_lists_nothing_is_named_with_its_setting(
    site: OpenData, session: requests.Session, manifest: Manifest
) -> None:
    site.pages[f"{POLICE}/"] = lambda _: Answer(b"<html>Under maintenance</html>")
    with pytest.raises(DownloadError, match=r"/archive/: lists no archives; .*DASHBOARD_POLICE_URL"):
        fetch_archives(session, site.url + POLICE, manifest, "2024-01", None)
