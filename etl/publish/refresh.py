"""What a timer runs: download, build, check, publish, prune; the last good build serves on where a step fails."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from data.model.schema import SCHEMA_VERSION
from data.settings import REFERENCE, Settings
from etl.download import download
from etl.download.manifest import NAME, PART, Manifest
from etl.download.police import FOLDER
from etl.errors import Exit
from etl.pipeline import build
from etl.publish import publishing as publish
from etl.sources.folders import files_below


def refresh(raw: Path, settings: Settings, first: str, last: str | None, report: Callable[[str], None]) -> Exit:
    """Download what has changed below ``raw``, and build and publish where a file there is not in the current build.

    first, last: months as YYYY-MM; None: the latest there is. Raises DownloadError, SourceError or CheckError; the
    current build is then as it was.
    """
    needed = download(raw, settings, first, last, report)
    manifest, now = Manifest(raw, report), fingerprint(raw, settings)
    current = publish.current(settings.store)
    if current and current.exists() and manifest.built == {"files": now, "build": current.name}:
        report(f"nothing new since {current.name}")
        return Exit.NOTHING_NEW
    path = build(raw, settings, report)
    # Gigabytes a month would fill the disc, so an archive goes; but only once nothing can fail that might want it.
    for archive in [name for name in manifest.files if name.startswith(f"{FOLDER}/") and name not in needed]:
        manifest.forget(archive)
        report(f"{archive}: no longer needed, deleted")
    manifest.built = {"files": fingerprint(raw, settings), "build": path.name}
    manifest.save()
    report(f"published {path.name}")
    return Exit.DONE


def fingerprint(raw: Path, settings: Settings) -> str:
    """What a build depends on, in hex: area, schema, and name, size and time of every file that it reads."""
    seen = hashlib.sha256(f"{SCHEMA_VERSION} {' '.join(settings.area)}".encode())
    for folder in (raw, REFERENCE):
        for path in files_below(folder):
            if path.name != NAME and path.suffix != PART:
                facts = path.stat()
                seen.update(f"{path.relative_to(folder).as_posix()} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()
