"""Survey tables of others: read by a file that says which of their columns is which of ours."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from fnmatch import fnmatch
from itertools import groupby
from pathlib import Path

from etl.errors import SourceError
from etl.sources.declared import header, read_meta
from etl.sources.layout import normalise, read_layout
from etl.sources.lines import Refused, read_records
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

MAPPING, OURS = "survey_mapping", "partner_survey"
NEEDED = ("question_id", "area_code", "wave_end", "wave_months", "estimate_pct")
# A line that cannot be read there is not made readable here.
UNREADABLE = '"\n'
Line = dict[str, str]


def mapped(files: Iterable[SourceFile], work: Path) -> list[SourceFile]:
    """The files, those that a mapping names written anew below ``work`` in our columns, each line on its old number.

    Raises SourceError where a mapping names what is not there, or lacks a column that is needed.
    """
    files = list(files)
    mappings = [file for file in files if set(read_meta(MAPPING)["known_by"]) <= set(file.columns)]
    patterns = [(mapping, *found) for mapping in mappings for found in _patterns(mapping)]
    return [_mapped(file, patterns, work) if file not in mappings else file for file in files]


def _patterns(mapping: SourceFile) -> list[tuple[str, list[Line]]]:
    """The lines of a mapping by the pattern of file names that they are for."""
    names = read_layout(mapping.path)
    lines: list[Line] = []
    for record in read_records(mapping.path, len(names.columns), names):
        if not isinstance(record, Refused):
            cells = [cell.strip() for cell in record[1]]
            lines.append(dict.fromkeys(header(MAPPING), "") | dict(zip(names.columns, cells, strict=True))
                         | {"line": str(record[0])})  # fmt: skip
    lines.sort(key=lambda line: line["files"])
    return [(pattern, list(own)) for pattern, own in groupby(lines, lambda line: line["files"])]


def _mapped(file: SourceFile, patterns: list[tuple[SourceFile, str, list[Line]]], work: Path) -> SourceFile:
    for mapping, pattern, lines in patterns:
        if file.path.suffix.lower() in TEXT_SUFFIXES and fnmatch(file.name, pattern.lower()):
            written = work / f"mapped-{file.file_id}.csv"
            return replace(file, path=written, columns=_write(file, mapping, lines, written), origin=file.path)
    return file


def _write(file: SourceFile, mapping: SourceFile, lines: list[Line], target: Path) -> tuple[str, ...]:
    """Write the table in our columns; return them."""
    layout = read_layout(file.path)
    _check(file, mapping, lines, layout.columns)
    cells = {our: _cell(list(own), layout.columns) for our, own in groupby(
        sorted(lines, key=lambda line: line["our_column"]), lambda line: line["our_column"])}  # fmt: skip
    with target.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(cells)
        at = 2
        for record in read_records(file.path, len(layout.columns), layout):
            number = record.line if isinstance(record, Refused) else record[0]
            stream.write("\n" * (number - at))
            at = number + 1
            if isinstance(record, Refused):
                stream.write(UNREADABLE)
            else:
                out.writerow(cell(record[1]) for cell in cells.values())
    return tuple(cells)


def _check(file: SourceFile, mapping: SourceFile, lines: list[Line], columns: tuple[str, ...]) -> None:
    """Raise SourceError at the first line of a mapping that cannot be followed."""
    kinds = read_meta(MAPPING)["written_as"]
    for line in lines:
        where = f"{mapping.label}, line {line['line']}"
        if line["our_column"] not in header(OURS):
            raise SourceError(f"{where}: our_column {line['our_column']} is none of {', '.join(header(OURS))}")
        if line["their_column"] and normalise(line["their_column"]) not in columns:
            named = ", ".join(columns)
            raise SourceError(f"{where}: their_column {line['their_column']} is not in {file.label}, which has {named}")
        if line["written_as"] and line["written_as"].lower() not in kinds:
            raise SourceError(f"{where}: written_as {line['written_as']} is none of {', '.join(kinds)}")
    if lacking := [column for column in NEEDED if column not in {line["our_column"] for line in lines}]:
        raise SourceError(f"{mapping.label}: for {file.label} it lacks {', '.join(lacking)}; add a line for each")


def _cell(lines: list[Line], columns: tuple[str, ...]) -> Callable[[list[str]], str]:
    """What gives a cell of ours from a record of theirs: lines are those of one column of ours."""
    column = next((normalise(line["their_column"]) for line in lines if line["their_column"]), None)
    if column is None:
        constant = lines[0]["value"]
        return lambda _record: constant
    place = columns.index(column)
    instead = {line["their_value"].lower(): line["value"] for line in lines if line["their_value"]}
    read = READ[next((line["written_as"].lower() for line in lines if line["written_as"]), "")]
    return lambda record: instead.get(record[place].strip().lower(), read(record[place].strip()))


def _percent(cell: str) -> str:
    """A number with a decimal comma, with a point; anything else as it stands."""
    return re.sub(r"^(\d+),(\d+)(\s*%?)$", r"\1.\2\3", cell)


def _proportion(cell: str) -> str:
    """A share of 1 as a percentage with its sign, anything else as it stands: 1.5 is no share."""
    number = _percent(cell)
    if not re.fullmatch(r"[01](\.\d+)?|\.\d+", number) or float(number) > 1:
        return cell
    return f"{round(100 * float(number), 6):g}%"


def _day_first(cell: str) -> str:
    """31/03/2024 as 2024-03-31."""
    return re.sub(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.*", lambda day: f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}", cell)


def _financial_quarter(cell: str) -> str:
    """The last month of a quarter of a year that begins in April: 2023/24 Q4 as 2024-03-01."""
    year, quarter = re.search(r"(?<!\d)20\d\d(?!\d)", cell), re.search(r"Q([1-4])(?!\d)", cell, re.IGNORECASE)
    if not year or not quarter:
        return cell
    month = 3 + 3 * int(quarter[1])
    return f"{int(year[0]) + (month > 12)}-{(month - 1) % 12 + 1:02}-01"


READ: dict[str, Callable[[str], str]] = {
    "": str,
    "percent": _percent,
    "proportion": _proportion,
    "day first": _day_first,
    "financial quarter": _financial_quarter,
}
