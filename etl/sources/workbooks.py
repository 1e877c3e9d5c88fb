"""Spreadsheets, XLSX and ODS: known by the words in them, and read sheet by sheet."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from etl.errors import SourceError
from etl.sources.source_files import WORKBOOK_SUFFIXES, SourceFile
from etl.sources.workbook_bounds import out_of_bounds

# The Home Office's workbooks unpack to 1.4 GB; a bomb to a thousand times its size.
MOST_BYTES = 4 * 1024**3
# A sheet's header stands near its top: the rest need not be unpacked to know whose file it is.
SEARCHED_BYTES = 8 << 20


def mentions(file: SourceFile, words: re.Pattern[bytes]) -> bool:
    """Whether a file is a workbook with ``words`` near the top of one of its parts.

    Raises SourceError where a workbook is damaged, locked or too large to open.
    """
    # Excel keeps a small file of this name beside each workbook that is open.
    if file.path.suffix.lower() not in WORKBOOK_SUFFIXES or file.name.startswith("~$"):
        return False
    try:
        with zipfile.ZipFile(file.path) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
            if (size := sum(part.file_size for part in parts)) > MOST_BYTES:
                raise SourceError(f"{file.label}: unpacks to {size / 1024**3:.1f} GB; keep fewer years in one workbook")
            return any(words.search(archive.open(part).read(SEARCHED_BYTES)) for part in parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise SourceError(
            f"{file.label}: not a workbook that can be opened ({error}); download it again, or save it without password"
        ) from error


def read_sheets(file: SourceFile) -> Iterator[tuple[str, list[list[Any]]]]:
    """Each sheet's name and its rows from the first, cells as text, numbers and dates, ``""`` where empty.

    Raises SourceError where the workbook cannot be read, or its cells would take more memory than they may.
    """
    try:
        with zipfile.ZipFile(file.path) as archive:
            reason = out_of_bounds(archive)
        if reason:
            raise SourceError(f"{file.label}: {reason}; delete what lies beyond the table, or save the sheet as CSV")
        with CalamineWorkbook.from_path(str(file.path)) as workbook:
            for name in workbook.sheet_names:
                # Empty rows at the top stay: a row's number is how people find it again.
                yield name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile) as error:
        raise SourceError(f"{file.label}: cannot be read as a workbook ({error}); download it again") from error


def cell_text(cell: Any) -> str | None:
    """A cell as text, a whole number without decimals; None where it is empty."""
    # Every number of a workbook is a decimal one: quarter 1 comes as 1.0.
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip() or None
