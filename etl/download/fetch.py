"""One large file: fetched only when it has changed, resumed where it was cut off, checked before it is put in place."""

import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import requests
from tqdm import tqdm

from etl.download.manifest import PART, Manifest, digest
from etl.download.web import CUT, TRIES, ask, pause, refuse_web_page
from etl.errors import DownloadError

# Up to one chunk is lost where the line is cut.
CHUNK = 1 << 16


@dataclass(frozen=True)
class Wanted:
    """A file to have: its address, its path below the folder, the MD5 that the site gives (None: none), and a check.

    check is given the received file and the address, and raises DownloadError where the file is not what it should be.
    """

    url: str
    path: str
    md5: str | None
    check: Callable[[Path, str], None]


def fetch_file(session: requests.Session, manifest: Manifest, wanted: Wanted) -> bool:
    """Whether ``wanted`` was fetched anew; False where the file at hand is the site's own.

    Raises DownloadError; a partial file is then kept only where a later call can go on with it.
    """
    record = manifest.intact(wanted.path)
    if record and wanted.md5 and record.get("md5") == wanted.md5:
        return False
    # Where the site gives another checksum, no cache in between is believed that nothing has changed.
    conditions = {} if wanted.md5 or not record else record
    part = manifest.part(wanted.path)
    furthest, idle = _size(part), 0
    while (facts := _receive(session, manifest, wanted, conditions)) is None:
        # On a bad line a big file comes in many pieces: only turns that bring nothing are counted.
        idle = 0 if _size(part) > furthest else idle + 1
        furthest = max(furthest, _size(part))
        if idle == TRIES:
            if not manifest.parts.get(wanted.path):
                manifest.discard(wanted.path)
            raise DownloadError(
                f"{wanted.url}: cut off {TRIES} times, at {furthest:,} bytes; "
                "run the command again, and it goes on where it can"
            )
        pause(idle)
    if not facts:
        return False
    _check(manifest, wanted, part)
    manifest.finish(wanted.path, wanted.url, md5=wanted.md5, **facts)
    return True


def _receive(
    session: requests.Session, manifest: Manifest, wanted: Wanted, record: dict[str, str]
) -> dict[str, str | None] | None:
    """Version and date of the file once it is whole; None where it was cut off, {} where it has not changed."""
    part = manifest.part(wanted.path)
    have, validator = _size(part), manifest.parts.get(wanted.path, "")
    with ask(session, wanted.url, headers=_headers(have, validator, record)) as response:
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            return {}
        facts = {"version": response.headers.get("ETag"), "last_modified": response.headers.get("Last-Modified")}
        start, total = _range(response)
        if start is None and total == have:
            # Every byte had come before the line was cut.
            return facts | {"version": facts["version"] or validator}
        if start not in (0, have) or (start and _validator(response) not in ("", validator)):
            # Another file than the one that the part began with.
            manifest.discard(wanted.path)
            return None
        try:
            chunks = response.iter_content(CHUNK)
            head = next(chunks, b"")
            if start == 0:
                refuse_web_page(wanted.url, head)
                manifest.begin(wanted.path, _validator(response))
            _write(part, itertools.chain([head], chunks), start, total)
        except CUT:
            return None
    return facts if total in (None, _size(part)) else None


def _headers(have: int, validator: str | None, record: dict[str, str]) -> dict[str, str]:
    """A Range where a part can be resumed, else conditions under which nothing need be sent."""
    headers = {"Accept-Encoding": "identity"}
    if have and validator:
        return headers | {"Range": f"bytes={have}-", "If-Range": validator}
    if record.get("version"):
        headers["If-None-Match"] = record["version"]
    if record.get("last_modified"):
        headers["If-Modified-Since"] = record["last_modified"]
    return headers


def _validator(response: requests.Response) -> str:
    """What If-Range may name: a strong ETag, else the date; empty where the file cannot be resumed safely."""
    etag = response.headers.get("ETag", "")
    return etag if etag and not etag.startswith("W/") else response.headers.get("Last-Modified", "")


def _range(response: requests.Response) -> tuple[int | None, int | None]:
    """First byte and whole length as the answer gives them; None where it does not."""
    if response.status_code == HTTPStatus.OK:
        length = response.headers.get("Content-Length", "")
        return 0, int(length) if length.isdigit() else None
    found = re.match(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)$", response.headers.get("Content-Range", ""))
    start, total = found.groups() if found else (None, None)
    return int(start) if start else None, int(total) if total and total != "*" else None


def _write(part: Path, chunks: Iterator[bytes], start: int, total: int | None) -> None:
    name = part.name.removesuffix(PART)
    with (
        part.open("ab" if start else "wb") as stream,
        tqdm(total=total, initial=start, unit="B", unit_scale=True, desc=name, disable=None) as bar,
    ):
        for chunk in chunks:
            stream.write(chunk)
            bar.update(len(chunk))
        stream.flush()
        os.fsync(stream.fileno())


def _check(manifest: Manifest, wanted: Wanted, part: Path) -> None:
    try:
        if wanted.md5 and (found := digest(part, "md5")) != wanted.md5:
            raise DownloadError(f"{wanted.url}: its MD5 is {found}, the site says {wanted.md5}; run the command again")
        wanted.check(part, wanted.url)
    except DownloadError:
        manifest.discard(wanted.path)
        raise


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
