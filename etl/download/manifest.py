"""What was downloaded into a folder, from where and in which version: ``downloads.json`` beside the files."""

import hashlib
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.errors import DownloadError

NAME = "downloads.json"
PART = ".part"


class Manifest:
    """The record of a folder's downloads; every change is on disk when a method returns.

    files: path below the folder → url, version (ETag or what stands for it), last_modified, md5, sha256, size,
    fetched_at. parts: path → what identifies the version that a partial file began with. built: the build that was last
    made from the folder, and the fingerprint of what it was made from.
    """

    def __init__(self, folder: Path, report: Callable[[str], None]) -> None:
        """Read the record of ``folder``, if there is one. Raises DownloadError where it is damaged."""
        self.folder, self.report = folder, report
        self.files: dict[str, dict[str, Any]] = {}
        self.parts: dict[str, str] = {}
        self.built: dict[str, str] = {}
        if (folder / NAME).exists():
            try:
                known = json.loads((folder / NAME).read_text(encoding="utf-8"))
                self.files, self.parts, self.built = known["files"], known["parts"], known["built"]
            except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
                raise DownloadError(
                    f"{folder / NAME}: damaged; delete it, and everything is downloaded again"
                ) from error

    def intact(self, path: str) -> dict[str, Any] | None:
        """The record of a file that is still as it was downloaded, else None."""
        record, file = self.files.get(path), self.folder / path
        if record is None or not file.is_file() or file.stat().st_size != record["size"]:
            return None
        return record if digest(file, "sha256") == record["sha256"] else None

    def is_current(self, path: str, version: str | None) -> bool:
        """Whether a file is still as it was downloaded in this version, which is then reported; None: not known."""
        record = self.intact(path)
        if record is None or version is None or record.get("version") != version:
            return False
        self.report(f"{path}: unchanged")
        return True

    def part(self, path: str) -> Path:
        """Where a file is received until it is whole, its folder made."""
        part = self.folder / f"{path}{PART}"
        part.parent.mkdir(parents=True, exist_ok=True)
        return part

    def begin(self, path: str, validator: str) -> None:
        """Remember which version the partial file of ``path`` belongs to."""
        self.parts[path] = validator
        self.save()

    def finish(self, path: str, url: str, **facts: str | None) -> None:
        """Put the received file in its place, and record it."""
        part = self.part(path)
        record = {"url": url, **facts, "sha256": digest(part, "sha256"), "size": part.stat().st_size}
        os.replace(part, self.folder / path)
        self.files[path] = record | {"fetched_at": datetime.now(UTC).isoformat(timespec="seconds")}
        self.parts.pop(path, None)
        self.save()
        self.report(f"{path}: downloaded, {record['size']:,} bytes")

    def write(self, path: str, content: str, url: str, version: str | None) -> None:
        """Put text that was asked for in pieces in its place as one file, and record it."""
        part = self.part(path)
        with part.open("wb") as stream:
            stream.write(content.encode())
            stream.flush()
            os.fsync(stream.fileno())
        record = self.intact(path)
        if record is None or digest(part, "sha256") != record["sha256"]:
            self.finish(path, url, version=version)
        else:
            part.unlink()
            self.files[path] = record | {"url": url, "version": version}
            self.save()

    def discard(self, path: str) -> None:
        """Delete the partial file of ``path``: it cannot be resumed."""
        self.part(path).unlink(missing_ok=True)
        self.parts.pop(path, None)
        self.save()

    def forget(self, path: str) -> None:
        """Delete a file and its record."""
        (self.folder / path).unlink(missing_ok=True)
        self.files.pop(path, None)
        self.save()

    def save(self) -> None:
        """Write the record whole, or not at all."""
        waiting = self.folder / f"{NAME}.new"
        known = {"files": self.files, "parts": self.parts, "built": self.built}
        with waiting.open("w", encoding="utf-8") as stream:
            json.dump(known, stream, indent=2, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(waiting, self.folder / NAME)


def digest(path: Path, algorithm: str) -> str:
    """The checksum of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, algorithm).hexdigest()
