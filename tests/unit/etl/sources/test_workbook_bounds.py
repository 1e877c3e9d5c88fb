import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from etl.errors import SourceError
from etl.sources.source_files import SourceFile
from etl.sources.workbook_bounds import out_of_bounds
from etl.sources.workbooks import read_sheets


def workbook(path: Path, cells: dict[str, int | str]) -> Path:
    book = openpyxl.Workbook()
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


def part(path: Path, name: str, text: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return path


def reason(path: Path) -> str | None:
    with zipfile.ZipFile(path) as archive:
        return out_of_bounds(archive)


def test_a_cell_in_the_last_corner_is_refused_before_room_is_made_for_all(tmp_path: Path) -> None:
    path = workbook(tmp_path / "far.xlsx", {"A1": "Code", "XFD1048576": 1})
    tracemalloc.start()
    with pytest.raises(SourceError, match=r"far\.xlsx: .*reaches to column XFD and row 1,048,576; delete"):
        list(read_sheets(SourceFile(1, path, path.name, (), None)))
    assert tracemalloc.get_traced_memory()[1] < 100 << 20
    tracemalloc.stop()


@pytest.mark.parametrize("cells", [{"A1": 1, "Z1048576": 1}, {"ZZ30000": 1}, {"AAA29000": 1}])
def test_a_table_of_more_cells_than_memory_bears_is_refused(tmp_path: Path, cells: dict[str, int | str]) -> None:
    assert "reaches to column" in str(reason(workbook(tmp_path / "a.xlsx", cells)))


@pytest.mark.parametrize("cells", [{"A1": 1}, {"A1": 1, "H600000": 1}, {"GE36000": 1}, {"XFD1000": 1}])
def test_the_tables_that_are_published_are_within_bounds(tmp_path: Path, cells: dict[str, int | str]) -> None:
    assert reason(workbook(tmp_path / "a.xlsx", cells)) is None


def test_a_format_laid_over_whole_columns_is_no_content(tmp_path: Path) -> None:
    text = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="2"/></row><row r="1048576" s="1" customFormat="1"/>'
    assert reason(part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", text)) is None


def test_rows_that_say_no_number_are_counted(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c></row>" * 1_100_000
    assert "row 1," in str(reason(part(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", rows)))


ROW = "<table:table-row><table:table-cell{}><text:p>1</text:p></table:table-cell>{}</table:table-row>"
EMPTY = (
    '<table:table-row table:number-rows-repeated="1048000">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)


@pytest.mark.parametrize(
    ("rows", "repeated"),
    [
        (ROW.format("", '<table:table-cell table:number-columns-repeated="16383"/>') * 3 + EMPTY, None),
        (ROW.format("", "") + EMPTY + ROW.format("", ""), "rows"),
        (ROW.format(' table:number-columns-repeated="16384"', ""), "columns"),
    ],
)
def test_of_an_ods_sheet_only_empty_ends_may_be_repeated_by_the_thousand(
    tmp_path: Path, rows: str, repeated: str | None
) -> None:
    found = reason(part(tmp_path / "a.ods", "content.xml", f"<table:table>{rows}</table:table>"))
    assert found == (repeated and f"it repeats {repeated} by the thousand before a cell that is filled")
