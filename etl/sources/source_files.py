"""Find the files below a folder, and say what each one carries."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.errors import SourceError
from etl.sources.archives import extract_members
from etl.sources.lines import Scan, scan

WORKBOOK_SUFFIXES = {".xlsx", ".ods"}
READ_SUFFIXES = {".csv", ".geojson", *WORKBOOK_SUFFIXES}
# The police site puts these beside every street-level file: no dataset reads them, and they are most of an archive.
BESIDE = ("-outcomes.csv", "-stop-and-search.csv")
LONGEST_HEADER = 1 << 16


@dataclass(frozen=True)
class SourceFile:
    """One file of input.

    path: where its bytes are now (a zip member is extracted first).
    label: how it is named to people: the path below the raw folder, ``archive.zip!member``.
    columns: normalised CSV header, or the property names of a GeoJSON file's first feature; none of a workbook.
    snapshot: YYYY-MM of the archive that held it, None for a plain file.
    """

    file_id: int
    path: Path
    label: str
    columns: tuple[str, ...]
    snapshot: str | None

    @property
    def name(self) -> str:
        """The file's own name, in lower case."""
        return re.split(r"[/!]", self.label)[-1].lower()

    @property
    def scan(self) -> Scan:
        """What its bytes say, read at the first question."""
        # Until Python 3.12 a cached_property lets one thread at a time read, whichever file it is.
        if "_scan" not in self.__dict__:
            self.__dict__["_scan"] = scan(self.path)
        found: Scan = self.__dict__["_scan"]
        return found

    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hex."""
        return self.scan.sha256


def normalise(name: str) -> str:
    """A column name in snake_case: ``Crime ID`` and ``crime_id`` are the same."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def find_source_files(folders: list[Path], work: Path) -> list[SourceFile]:
    """Every CSV, GeoJSON, workbook and zip member below ``folders``, zip members extracted into ``work``.

    Raises SourceError where a folder is missing or empty, or a file cannot be opened.
    """
    found: list[SourceFile] = []
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(f"{folder}: no such folder; give the folder that holds the source files")
        # Sorted, so that the same folder gives the same build on every machine.
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        if not any(path.suffix.lower() in READ_SUFFIXES | {".zip"} for path in paths):
            raise SourceError(f"{folder}: no CSV, GeoJSON or zip files below it; put the downloaded source files there")
        for path in paths:
            for label, member, snapshot in _members(path, folder, work):
                found.append(SourceFile(len(found) + 1, member, label, read_columns(member, label), snapshot))
    return found


def is_source(name: str) -> bool:
    """Whether a file of this name may be one that a dataset reads."""
    return name.lower().endswith(tuple(READ_SUFFIXES)) and not name.lower().endswith(BESIDE)


def _members(path: Path, folder: Path, work: Path) -> Iterator[tuple[str, Path, str | None]]:
    label = str(path.relative_to(folder))
    if is_source(path.name):
        yield label, path, None
    elif path.suffix.lower() == ".zip":
        # The site names an archive for the last month in it; that tells which of two copies is newer.
        snapshot = re.search(r"\d{4}-\d{2}", path.stem)
        for member, extracted in extract_members(path, label, is_source, work):
            yield f"{label}!{member}", extracted, snapshot.group() if snapshot else None


def read_columns(path: Path, label: str) -> tuple[str, ...]:
    """Normalised column names of a CSV file, or property names of a GeoJSON file; none of a workbook."""
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        # Each sheet has columns of its own, and a workbook is too large to open for a look.
        return ()
    try:
        if path.suffix.lower() == ".csv":
            with path.open("rb") as stream:
                # Only the first line: a bad byte further down is the loader's to report.
                header = stream.readline(LONGEST_HEADER).decode("utf-8-sig")
            return tuple(normalise(name) for name in next(csv.reader([header]), []))
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        return tuple(normalise(name) for name in features[0]["properties"])
    except (UnicodeDecodeError, csv.Error):
        # No header that a dataset could recognise: whoever knows the file by its name will say what is wrong.
        return ()
    except (json.JSONDecodeError, KeyError, IndexError, TypeError) as error:
        raise SourceError(
            f"{label}: not a GeoJSON feature collection ({type(error).__name__}); download it again or remove it"
        ) from error
