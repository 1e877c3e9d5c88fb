"""How far the sheets of a workbook reach, told from their bytes before a reader makes room for every cell."""

import re
import zipfile
from collections.abc import Iterator

# A reader makes room for every cell between the first and the last: about 50 bytes each, 1 GB in all.
MOST_CELLS, MOST_ROWS = 20_000_000, 1_048_576
# Words and styles are read whole.
MOST_BYTES_OF_WORDS = 512 << 20
CHUNK_BYTES = 8 << 20
OVERLAP_BYTES = 512
# Rows and cells that close at once are empty: a format that was laid over a whole column.
ROW = re.compile(rb'row r="(\d{1,9})"[^>]*(?<!/)>')
# Rows that do not say which they are.
PLACELESS_ROW = b"<row>"
REPEATED = re.compile(rb'number-(columns|rows)-repeated="(\d{4,})"')
END = {b"columns": b"</table:table-row>", b"rows": b"</table:table>"}


def out_of_bounds(archive: zipfile.ZipFile) -> str | None:
    """Why a workbook, XLSX or ODS, would take more memory than it may, or None."""
    for part in archive.infolist():
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            reason = _sheet(archive, part)
        elif part.filename == "content.xml":
            reason = _spreadsheet(archive, part)
        else:
            is_large = part.filename.endswith(".xml") and part.file_size > MOST_BYTES_OF_WORDS
            reason = f"{part.filename} holds more than {MOST_BYTES_OF_WORDS >> 20} MB" if is_large else None
        if reason:
            return reason
    return None


def _sheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """A sheet of an XLSX file: its widest row times its last row."""
    width, rows, last = 1, 0, 0
    for chunk, new in _chunks(archive, part):
        width = _widest(chunk, width)
        rows += chunk.count(PLACELESS_ROW, new)
        last = max(last, _last_row(chunk))
        if max(rows, last) > MOST_ROWS or width * max(rows, last) > MOST_CELLS:
            return f"{part.filename} reaches to column {_letters(width)} and row {max(rows, last):,}"
    return None


def _last_row(chunk: bytes) -> int:
    """The last row of the chunk with cells: they stand in their order."""
    at = len(chunk)
    while (at := chunk.rfind(b'row r="', 0, at)) >= 0:
        if found := ROW.match(chunk, at):
            return int(found[1])
    return 0


def _widest(chunk: bytes, width: int) -> int:
    """The widest column that a cell of the chunk names, or ``width`` where that is wider."""
    at = 0
    # Searched for wider ones only: of millions of cells a few are ever found.
    while found := re.compile(_wider(width)).search(chunk, at):
        width, at = _number(found[1]), found.end()
    return width


def _wider(width: int) -> bytes:
    letters = _letters(width)
    if len(letters) == 1:
        longer = rb"[A-Z]{2,3}"
        own = rb"[%c-Z]|" % (ord(letters) + 1) if letters < "Z" else b""
    else:
        longer = rb"[A-Z]{3}" if len(letters) == 2 else rb"[A-Z]{4}"
        first, second = letters[0], letters[1]
        own = b""
        if len(letters) == 2:
            own += rb"[%c-Z][A-Z]|" % (ord(first) + 1) if first < "Z" else b""
            own += rb"%c[%c-Z]|" % (ord(first), ord(second) + 1) if second < "Z" else b""
    return rb' r="(' + own + longer + rb')\d+"[^>]*(?<!/)>'


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def _spreadsheet(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str | None:
    """The sheets of an ODS file: a cell or row may stand for many, and at the end of each that is how empty is said."""
    cells, pending = 0, b""
    for chunk, new in _chunks(archive, part):
        cells += chunk.count(b"<table:table-cell", new)
        if (end := chunk.rfind(END[b"rows"], new)) >= 0:
            cells = chunk.count(b"<table:table-cell", end)
        if cells > MOST_CELLS:
            return f"a sheet has more than {MOST_CELLS:,} cells"
        places = [(0, pending)] if pending else []
        places += [(match.end(), match[1]) for match in REPEATED.finditer(chunk)]
        pending = b""
        for at, kind in places:
            filled, over = chunk.find(b"<text:p", at), chunk.find(END[kind], at)
            if filled >= 0 and (over < 0 or filled < over):
                return f"it repeats {kind.decode()} by the thousand before a cell that is filled"
            if over < 0:
                pending = kind
    return None


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The bytes of a part in pieces that overlap, with the place from which on each is new."""
    with archive.open(part) as stream:
        before = b""
        while piece := stream.read(CHUNK_BYTES):
            yield before + piece, max(len(before) - OVERLAP_BYTES // 2, 0) if before else 0
            before = piece[-OVERLAP_BYTES:]
