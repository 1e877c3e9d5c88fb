"""Take the members out of a zip archive that nobody here has made: within limits, and into one folder."""

import hashlib
import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath

from etl.errors import SourceError

# The largest archive of the site holds 43 forces, 36 months and 3 files of each: 4,644 members, about 5 GB.
MOST_MEMBERS = 20_000
MOST_BYTES = 20 * 1024**3
# Police CSV files shrink to a quarter, at best to a tenth; a bomb to a thousandth.
MOST_TIMES_SMALLER = 100
# A member of a few lines may be alike in all of them.
SMALL_BYTES = 1 << 20
CHUNK_BYTES = 1 << 20
ARCHIVE_SUFFIXES = {".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"}
# Other methods unpack a chunk whole, however large it becomes.
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError, NotImplementedError)


def extract_members(path: Path, label: str, is_wanted: Callable[[str], bool], work: Path) -> Iterator[tuple[str, Path]]:
    """Write the members whose name ``is_wanted`` into ``work``, and give each one's name and where it is now.

    Raises SourceError naming archive and member where one is damaged, encrypted or too large, is itself an archive,
    or points elsewhere than below the archive.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_whole(members, path.stat().st_size, label)
            _check_room(members, is_wanted, label, work)
            left = MOST_BYTES
            stems: dict[str, int] = {}
            for number, member in enumerate(sorted(members, key=lambda member: member.filename)):
                if is_wanted(member.filename) and not member.is_dir():
                    # The member's own path is never used: nothing can be written outside the work folder. The parts
                    # of a Shapefile keep one name.
                    own = PurePosixPath(member.filename)
                    place = stems.setdefault(str(own.with_suffix("")), number)
                    name = f"{hashlib.sha256(label.encode()).hexdigest()[:12]}-{place}"
                    target = work / (name + own.suffix.lower())
                    left -= _extract(archive, member, f"{label}!{member.filename}", target, left)
                    yield member.filename, target
    except DAMAGE as error:
        raise SourceError(f"{label}: damaged zip archive ({error}); download it again") from error


def _check_whole(members: list[zipfile.ZipInfo], archive_bytes: int, label: str) -> None:
    """Refuse an archive by its table of contents, before anything is unpacked."""
    if len(members) > MOST_MEMBERS:
        raise SourceError(f"{label}: {len(members):,} members, more than {MOST_MEMBERS:,}; unpack it and check it")
    declared = sum(member.file_size for member in members)
    if declared > MOST_BYTES:
        raise SourceError(f"{label}: {_gigabytes(declared)} unpacked, more than {_gigabytes(MOST_BYTES)}; split it")
    if sum(member.compress_size for member in members) > archive_bytes:
        raise SourceError(f"{label}: its members overlap, as in a zip bomb; download it again")
    seen: set[str] = set()
    for member in members:
        if reason := _refusal(member, member.filename in seen):
            raise SourceError(f"{label}!{member.filename}: {reason}")
        seen.add(member.filename)


def _check_room(members: list[zipfile.ZipInfo], is_wanted: Callable[[str], bool], label: str, work: Path) -> None:
    """Refuse an archive that the disk cannot hold, rather than fill the disk."""
    needed = sum(member.file_size for member in members if is_wanted(member.filename))
    free = shutil.disk_usage(work).free
    if needed > free:
        raise SourceError(
            f"{label}: unpacks to {_gigabytes(needed)}, and {work} has {_gigabytes(free)} free; make room there"
        )


def _refusal(member: zipfile.ZipInfo, is_repeated: bool) -> str | None:
    """Why a member may not be unpacked, and the cure, or None."""
    if member.header_offset < 0:
        return "damaged (it begins before the archive); download the archive again"
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", member.filename):
        return "its name points outside the archive; download the archive again from its publisher"
    if stat.S_IFMT(member.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return "a link or device, not a file; download the archive again from its publisher"
    if is_repeated:
        return "two members have this name; keep one"
    if member.flag_bits & 0x1:
        return "encrypted; save the archive without a password"
    if member.compress_type not in METHODS:
        return "packed by another method than deflate; save it as an ordinary zip archive"
    if path.suffix.lower() in ARCHIVE_SUFFIXES:
        return "an archive inside an archive is not opened; unpack it and put its files beside"
    return _too_dense(member, member.file_size)


def _too_dense(member: zipfile.ZipInfo, unpacked: int) -> str | None:
    if unpacked <= max(SMALL_BYTES, MOST_TIMES_SMALLER * member.compress_size):
        return None
    return f"unpacks to more than {MOST_TIMES_SMALLER} times its size, as a zip bomb does; unpack it and check it"


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, target: Path, most: int) -> int:
    """Write one member to ``target``; return its bytes.

    Its size is counted, since the one that it declares may be a lie.
    """
    written = 0
    try:
        with archive.open(member) as packed, target.open("wb") as unpacked:
            while chunk := packed.read(CHUNK_BYTES):
                written += len(chunk)
                if reason := _too_dense(member, written):
                    raise SourceError(f"{label}: {reason}")
                if written > most:
                    raise SourceError(f"{label}: the archive unpacks to more than {_gigabytes(MOST_BYTES)}; split it")
                unpacked.write(chunk)
        if written != member.file_size:
            raise zipfile.BadZipFile(f"{written:,} bytes instead of {member.file_size:,}")
    except DAMAGE as error:
        raise SourceError(f"{label}: damaged ({error}); download the archive again") from error
    _keep_day(member, target)
    return written


def _keep_day(member: zipfile.ZipInfo, target: Path) -> None:
    """Leave a file its day, which tells the year of what is in it; an archive without days has them in 1980."""
    with suppress(ValueError, OverflowError):
        day = datetime(*member.date_time)
        if day.year >= 2000:
            os.utime(target, (day.timestamp(), day.timestamp()))


def _gigabytes(size: int) -> str:
    return f"{size / 1024**3:,.1f} GB"
