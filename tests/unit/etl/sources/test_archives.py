"""Archives that are broken, or made to do harm: each is refused by name, and nothing is written elsewhere."""

import random
import shutil
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from etl.errors import SourceError
from etl.sources import archives
from etl.sources.source_files import SourceFile, find_source_files
from tests.fixtures.small_raw import write_archive

NAME = "2024-01/2024-01-essex-street.csv"
LINES = "".join(f"{number},{number * 7919 % 10007}\n" for number in range(2000))
ZEROS = "0" * (4 << 20)
FLIPS = 400


def find(tmp_path: Path) -> list[SourceFile]:
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    return find_source_files([tmp_path / "raw"], work)


def pack(tmp_path: Path, members: Mapping[str | zipfile.ZipInfo, str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = tmp_path / "raw" / "2024-03.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", method) as archive:
        for member, text in members.items():
            archive.writestr(member, text, method)
    return path


def refused(tmp_path: Path) -> str:
    """What is said of the archive, once it is sure that it left nothing but members in the work folder."""
    before = {path for path in tmp_path.rglob("*") if tmp_path / "work" not in path.parents}
    with pytest.raises(SourceError) as caught:
        find(tmp_path)
    after = {path for path in tmp_path.rglob("*") if tmp_path / "work" not in path.parents}
    assert after - before <= {tmp_path / "work"}
    assert "\n" not in str(caught.value)
    return str(caught.value)


def linked(mode: int) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(NAME)
    member.external_attr = (mode | 0o777) << 16
    return member


OUTSIDE = [
    "../outside.csv", "2024-01/../../outside.csv", "/outside.csv", "C:/outside.csv", "C:outside.csv",
    "..\\outside.csv", "2024-01\\..\\..\\outside.csv", "\\\\server\\outside.csv", "../notes.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_member_that_points_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    pack(tmp_path, {NAME: LINES, name: LINES})
    assert refused(tmp_path) == (
        f"2024-03.zip!{name}: its name points outside the archive; download the archive again from its publisher"
    )


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_device_is_refused(tmp_path: Path, kind: int) -> None:
    pack(tmp_path, {linked(kind): "/etc/passwd"})
    assert refused(tmp_path).startswith(f"2024-03.zip!{NAME}: a link or device, not a file; ")


@pytest.mark.parametrize("mode", [0, stat.S_IFREG])
def test_a_plain_file_is_read_whatever_system_packed_it(tmp_path: Path, mode: int) -> None:
    pack(tmp_path, {linked(mode): LINES, "2024-01/": ""})
    (file,) = find(tmp_path)
    assert (file.label, file.path.parent) == (f"2024-03.zip!{NAME}", tmp_path / "work")
    assert file.path.read_text() == LINES


def test_a_bomb_that_declares_its_size_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    pack(tmp_path, {NAME: ZEROS})
    assert refused(tmp_path).startswith(f"2024-03.zip!{NAME}: unpacks to more than 100 times its size")
    assert list((tmp_path / "work").iterdir()) == []


def declare(path: Path, **changes: bytes) -> None:
    """Put another size or flag into an archive's table of contents; the member itself stays as it is."""
    place = {"flags": 8, "method": 10, "crc": 16, "packed": 20, "unpacked": 24}
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    for key, value in changes.items():
        content[entry + place[key] : entry + place[key] + len(value)] = value
    path.write_bytes(bytes(content))


def test_a_bomb_that_declares_a_small_size_is_refused_and_writes_no_more_than_that(tmp_path: Path) -> None:
    declare(pack(tmp_path, {NAME: ZEROS}), unpacked=(1000).to_bytes(4, "little"))
    assert refused(tmp_path).startswith(f"2024-03.zip!{NAME}: damaged (")
    assert sum(path.stat().st_size for path in (tmp_path / "work").iterdir()) <= 1000


def test_a_member_shorter_than_it_declares_is_refused(tmp_path: Path) -> None:
    declare(pack(tmp_path, {NAME: LINES}), unpacked=(len(LINES) + 1).to_bytes(4, "little"))
    assert f"{NAME}: damaged ({len(LINES):,} bytes instead of {len(LINES) + 1:,})" in refused(tmp_path)


def test_a_member_that_is_denser_than_declared_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack(tmp_path, {NAME: ZEROS})
    monkeypatch.setattr(archives, "_refusal", lambda *_: None)
    assert "unpacks to more than 100 times" in refused(tmp_path)
    assert sum(path.stat().st_size for path in (tmp_path / "work").iterdir()) <= archives.SMALL_BYTES


@pytest.mark.parametrize("lies", [False, True])
def test_an_archive_too_large_when_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lies: bool
) -> None:
    pack(tmp_path, {NAME: LINES, "b.csv": LINES})
    monkeypatch.setattr(archives, "MOST_BYTES", len(LINES) + 100)
    if lies:
        monkeypatch.setattr(archives, "_check_whole", lambda *_: None)
    said = refused(tmp_path)
    assert said.startswith("2024-03.zip!b.csv: " if lies else "2024-03.zip: ")
    assert said.endswith("; split it")


def test_members_that_overlap_are_refused(tmp_path: Path) -> None:
    path = pack(tmp_path, {NAME: LINES})
    declare(path, packed=(path.stat().st_size + 1).to_bytes(4, "little"))
    assert refused(tmp_path) == "2024-03.zip: its members overlap, as in a zip bomb; download it again"


def test_more_room_than_the_disk_has_is_refused_before_it_is_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(tmp_path, {NAME: LINES})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    assert refused(tmp_path).endswith(f", and {tmp_path / 'work'} has 0.0 GB free; make room there")


@pytest.mark.parametrize("name", ["more.zip", "2024-01/more.ZIP", "a.csv.gz", "b.7z"])
def test_an_archive_inside_an_archive_is_refused(tmp_path: Path, name: str) -> None:
    pack(tmp_path, {NAME: LINES, name: "PK"})
    assert refused(tmp_path).startswith(f"2024-03.zip!{name}: an archive inside an archive is not opened; ")


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    pack(tmp_path, {f"{number}.txt": "" for number in range(4)})
    assert refused(tmp_path) == "2024-03.zip: 4 members, more than 3; unpack it and check it"


def test_the_whole_site_is_within_the_limits() -> None:
    assert archives.MOST_MEMBERS > 43 * 36 * 3
    assert archives.MOST_BYTES > 5 * 10**9


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    pack(tmp_path, {linked(0): LINES, linked(stat.S_IFREG): "other"})
    assert refused(tmp_path) == f"2024-03.zip!{NAME}: two members have this name; keep one"


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    declare(pack(tmp_path, {NAME: LINES}), flags=b"\x01")
    assert refused(tmp_path) == f"2024-03.zip!{NAME}: encrypted; save the archive without a password"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_by_another_method_is_refused(tmp_path: Path, method: int) -> None:
    pack(tmp_path, {NAME: LINES}, method)
    assert "packed by another method than deflate" in refused(tmp_path)


@pytest.mark.parametrize("keep", [0, 10, -30])
def test_a_truncated_archive_is_named(tmp_path: Path, keep: int) -> None:
    path = pack(tmp_path, {NAME: LINES})
    path.write_bytes(path.read_bytes()[:keep])
    said = refused(tmp_path)
    assert said.startswith("2024-03.zip: damaged zip archive (")
    assert said.endswith("download it again")


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    path = write_archive(tmp_path / "raw" / "2024-03.zip", {"a.csv": LINES, NAME: LINES})
    path.write_bytes(path.read_bytes()[::-1].replace(b"1999"[::-1], b"1998"[::-1], 1)[::-1])
    assert refused(tmp_path) == (
        f"2024-03.zip!{NAME}: damaged (Bad CRC-32 for file {NAME!r}); download the archive again"
    )


def flip(content: bytes, draw: random.Random) -> bytes:
    spoilt = bytearray(content)
    spoilt[draw.randrange(len(spoilt))] = draw.randrange(256)
    return bytes(spoilt)


def cut_out(content: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(content))
    return content[:start] + content[start + draw.randint(1, 50) :]


def read_or_refuse(tmp_path: Path) -> tuple[set[str], str]:
    try:
        return {file.path.read_text() for file in find(tmp_path)}, ""
    except SourceError as error:
        return set(), str(error)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("spoil", [flip, cut_out], ids=lambda spoil: str(spoil.__name__))
def test_whatever_is_damaged_the_members_are_whole_or_the_archive_is_refused(
    tmp_path: Path, spoil: Callable[[bytes, random.Random], bytes]
) -> None:
    path = pack(tmp_path, {NAME: LINES[:200], "b.csv": LINES[200:400]})
    content, draw = path.read_bytes(), random.Random(5)
    said = []
    for _ in range(FLIPS):
        path.write_bytes(spoil(content, draw))
        texts, error = read_or_refuse(tmp_path)
        # A flip may hide a member behind another suffix; what is read is as it was packed.
        assert texts <= {LINES[:200], LINES[200:400]}
        said += [error] if error else []
    assert len(said) > FLIPS // 3
    assert [line for line in said if not line.startswith("2024-03.zip")] == []
