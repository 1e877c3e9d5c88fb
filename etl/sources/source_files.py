"""Find the files below a folder, and say what each one carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.model.schema import POINTER
from etl.errors import SourceError
from etl.sources.archives import extract_members
from etl.sources.folders import files_below
from etl.sources.layers import LAYER_SUFFIXES, layer_columns
from etl.sources.layout import read_layout
from etl.sources.lines import Scan, scan

WORKBOOK_SUFFIXES = {".xlsx", ".ods"}
TEXT_SUFFIXES = {".csv", ".tsv"}
READ_SUFFIXES = TEXT_SUFFIXES | LAYER_SUFFIXES | WORKBOOK_SUFFIXES
# What lies beside the parts of a Shapefile, and is read with them.
PARTS = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".fbn", ".fbx", ".ain", ".aih", ".atx"}
# The police site puts these beside every street-level file: no dataset reads them, and they are most of an archive.
# Ordnance Survey puts the others beside its names, postcodes and roads.
BESIDE = (
    "-outcomes.csv", "-stop-and-search.csv", "os_open_names_header.csv", "code-point_open_column_headers.csv",
    "_roadnode.shp", "_motorwayjunction.shp",
)  # fmt: skip
# Excel's, for a workbook that is open; a Mac's, beside every file; Windows' own; what is there for people to read.
NOT_DATA = re.compile(
    r"(^|/)(~\$|\.|__MACOSX/|Thumbs\.db$|desktop\.ini$|downloads\.json$|readme\b|licen[cs]e\b|[^/]*\.md$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SourceFile:
    """One file of input.

    path: where its bytes are now (a zip member is extracted first).
    label: how it is named to people: the path below the raw folder, ``archive.zip!member``.
    columns: normalised header of a text file, or property names of a layer of areas; none of a workbook.
    snapshot: YYYY-MM of the archive that held it, None for a plain file.
    origin: the file that ``path`` was written from in our columns, where it was.
    """

    file_id: int
    path: Path
    label: str
    columns: tuple[str, ...]
    snapshot: str | None
    origin: Path | None = None

    @property
    def name(self) -> str:
        """The file's own name, in lower case."""
        return re.split(r"[/!]", self.label)[-1].lower()

    @property
    def year(self) -> int:
        """The year of what is in it: the latest that its label names, else that in which its publisher wrote it."""
        named = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", self.label)]
        return max(named, default=datetime.fromtimestamp(self.path.stat().st_mtime).year)

    @property
    def scan(self) -> Scan:
        """What its bytes say, read at the first question."""
        # Until Python 3.12 a cached_property lets one thread at a time read, whichever file it is.
        if "_scan" not in self.__dict__:
            self.__dict__["_scan"] = scan(self.origin or self.path)
        found: Scan = self.__dict__["_scan"]
        return found

    def sha256(self) -> str:
        """SHA-256 of the file's bytes, in hex."""
        return self.scan.sha256


def find_source_files(folders: list[Path], work: Path) -> list[SourceFile]:
    """Every table, layer, workbook and zip member below ``folders``, zip members extracted into ``work``.

    Raises SourceError where a folder is missing or empty, or a file cannot be opened.
    """
    found: list[SourceFile] = []
    for folder in folders:
        if not folder.is_dir():
            raise SourceError(f"{folder}: no such folder; give the folder that holds the source files")
        paths = _paths(folder)
        if not any(path.suffix.lower() in READ_SUFFIXES | {".zip"} for path in paths):
            raise SourceError(f"{folder}: no CSV, GeoJSON or zip files below it; put the downloaded source files there")
        for path in paths:
            for label, member, snapshot in _members(path, folder, work):
                found.append(SourceFile(len(found) + 1, member, label, read_columns(member, label), snapshot))
    return found


def unread_files(folder: Path, store: Path) -> list[str]:
    """The files below ``folder`` of a kind that is never read, by their path in it; the store's own are none."""
    known = READ_SUFFIXES | PARTS | {".zip"}
    own = [store / "builds", store / "work", store / POINTER]
    return [
        _label(path, folder)
        for path in _paths(folder)
        if path.suffix.lower() not in known and not any(path.resolve().is_relative_to(place) for place in own)
    ]


def is_source(name: str) -> bool:
    """Whether a file of this name may be one that a dataset reads."""
    return (
        name.lower().endswith(tuple(READ_SUFFIXES))
        and not name.lower().endswith(BESIDE)
        and NOT_DATA.search(name) is None
    )


def _is_unpacked(name: str) -> bool:
    """Whether a member of an archive is wanted: a source, or a part of one."""
    return is_source(name) or (NOT_DATA.search(name) is None and name.lower().endswith(tuple(PARTS)))


def _paths(folder: Path) -> list[Path]:
    """The files below a folder that people put there."""
    return [path for path in files_below(folder) if NOT_DATA.search(_label(path, folder)) is None]


def _label(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _members(path: Path, folder: Path, work: Path) -> Iterator[tuple[str, Path, str | None]]:
    label = _label(path, folder)
    if is_source(path.name):
        yield label, path, None
    elif path.suffix.lower() == ".zip":
        # The site names an archive for the last month in it; that tells which of two copies is newer.
        snapshot = re.search(r"\d{4}-\d{2}", path.stem)
        # All of them first: a Shapefile is read with the parts beside it.
        members = list(extract_members(path, label, _is_unpacked, work))
        for member, extracted in members:
            if is_source(member):
                yield f"{label}!{member}", extracted, snapshot.group() if snapshot else None


def read_columns(path: Path, label: str) -> tuple[str, ...]:
    """Normalised column names of a text file, or property names of a layer; none of a workbook.

    Raises SourceError where a layer cannot be opened.
    """
    suffix = path.suffix.lower()
    if suffix in WORKBOOK_SUFFIXES:
        # Each sheet has columns of its own, and a workbook is too large to open for a look.
        return ()
    if suffix in LAYER_SUFFIXES:
        return layer_columns(path, label)
    return read_layout(path).columns
