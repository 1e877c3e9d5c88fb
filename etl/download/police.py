"""The archives of data.police.uk: its list of them, and the files themselves."""

import re
import zipfile
import zlib
from functools import partial
from pathlib import Path

import requests

from etl.download.fetch import Wanted, fetch_file
from etl.download.manifest import Manifest
from etl.download.plan import Archive, plan_archives, shift
from etl.download.web import ask_text
from etl.errors import DownloadError

FOLDER = "police"
MONTHS_IN_ARCHIVE = 36
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LINK = re.compile(r'href="[^"]*?(\d{4}-(?:0[1-9]|1[0-2]))\.zip"')
SPAN = re.compile(r"([A-Z][a-z]{2})[a-z]*\s+(\d{4})\s+to\s+([A-Z][a-z]{2})[a-z]*\s+(\d{4})")
MD5 = re.compile(r"\b[0-9a-f]{32}\b")


def read_index(page: str) -> list[Archive]:
    """The archives that the site's page lists: ``div.download`` with a link, the months held, and an MD5.

    An entry without months is taken to hold the 36 up to its name. Hashes that are no MD5 are left out.
    """
    found = {}
    for entry in re.split(r'<div[^>]*class="[^"]*\bdownload\b', page)[1:] or re.split("(?=<a )", page):
        if link := LINK.search(entry):
            name, span, md5 = link.group(1), SPAN.search(entry), MD5.search(entry)
            first, last = shift(name, 1 - MONTHS_IN_ARCHIVE), name
            if span and span.group(1) in NAMES and span.group(3) in NAMES:
                first, last = _month(*span.group(1, 2)), _month(*span.group(3, 4))
            found[name] = Archive(name, first, last, md5.group() if md5 else None)
    return list(found.values())


def _month(name: str, year: str) -> str:
    return f"{year}-{NAMES.index(name) + 1:02d}"


def fetch_archives(session: requests.Session, base: str, manifest: Manifest, first: str, last: str | None) -> list[str]:
    """Have every archive that the months need; return their paths below the folder. Raises DownloadError."""
    archives = read_index(ask_text(session, f"{base}/"))
    if not archives:
        raise DownloadError(f"{base}/: lists no archives; see whether the address has moved (DASHBOARD_POLICE_URL)")
    plan = plan_archives(archives, first, last)
    manifest.report("archives needed: " + ", ".join(f"{a.name} ({a.first} to {a.last})" for a in plan))
    for archive in plan:
        # Where the site gives no checksum, every member's own has to do.
        check = partial(check_archive, members=archive.md5 is None)
        wanted = Wanted(f"{base}/{archive.name}.zip", archive_path(archive.name), archive.md5, check)
        if not fetch_file(session, manifest, wanted):
            manifest.report(f"{wanted.path}: unchanged")
    return [archive_path(archive.name) for archive in plan]


def archive_path(name: str) -> str:
    """Where an archive (YYYY-MM) lies below the folder; loaders tell its age by this name."""
    return f"{FOLDER}/{name}.zip"


def check_archive(path: Path, url: str, members: bool = False) -> None:
    """Raise DownloadError unless a file is a zip archive that holds street-level files, whole ones where asked."""
    try:
        with zipfile.ZipFile(path) as archive:
            if not any(name.endswith("-street.csv") for name in archive.namelist()):
                raise DownloadError(f"{url}: an archive without street-level files; see whether the site has changed")
            if members and (broken := archive.testzip()):
                raise zipfile.BadZipFile(broken)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise DownloadError(f"{url}: not a whole zip archive ({error}); run the command again") from error
