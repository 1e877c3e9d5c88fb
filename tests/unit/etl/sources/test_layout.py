from pathlib import Path

import pytest

from etl.sources.layout import Layout, read_layout
from etl.sources.lines import Refused, read_records


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "separator", "line", "columns"),
    [
        (b"LSOA21CD,Total\n1,2\n", ",", 1, ("lsoa21cd", "total")),
        (b"LSOA21CD;Total\n", ";", 1, ("lsoa21cd", "total")),
        (b'"Total; all",LSOA21CD\n', ",", 1, ("total_all", "lsoa21cd")),
        ("LSOA21CD\tTotal\n".encode("utf-16"), "\t", 1, ("lsoa21cd", "total")),
        (b'"Title"\n"Date","2021"\n\n"area","mnemonic","Total"\n', ",", 4, ("area", "mnemonic", "total")),
        (b"question_id,area_code\nq,code\n", ",", 1, ("question_id", "area_code")),
        (b"name,place\nx,mnemonic\n", ",", 1, ("name", "place")),
        (b"", ",", 1, ()),
    ],
)
def test_the_line_that_names_the_columns_is_found(
    tmp_path: Path, content: bytes, separator: str, line: int, columns: tuple[str, ...]
) -> None:
    found = read_layout(written(tmp_path, content))
    assert (found.separator, found.header_line, found.columns) == (separator, line, columns)


def records(tmp_path: Path, content: bytes) -> list[tuple[int, list[str] | str]]:
    path = written(tmp_path, content)
    layout = read_layout(path)
    found = read_records(path, len(layout.names), layout)
    return [(one.line, one.reason) if isinstance(one, Refused) else one for one in found]


def test_notes_below_a_table_with_titles_are_no_records(tmp_path: Path) -> None:
    table = b'"Title"\n\n"area","mnemonic","Total"\n"a","E1","5"\n\n"b","E2","6"\n\n"Source, and more"\n'
    assert records(tmp_path, table) == [(4, ["a", "E1", "5"]), (6, ["b", "E2", "6"])]
    padded = b"Title,,\n,,\narea,mnemonic,Total\na,E1,5\n,,\nSource,,\n"
    assert records(tmp_path, padded) == [(4, ["a", "E1", "5"])]


def test_without_titles_a_short_line_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    assert records(tmp_path, b"code,name\n1,a\n\nnote\n") == [(2, ["1", "a"]), (4, "1 fields instead of 2")]


def test_only_a_file_that_may_be_in_windows_letters_is_read_so(tmp_path: Path) -> None:
    path = written(tmp_path, b"code,name\n1,Ynys M\xf4n\n2,\x81\n")
    assert next(iter(read_records(path, 2, read_layout(path)))) == (2, ["1", "Ynys Môn"])
    for layout, line in ((read_layout(path), 3), (Layout(()), 2)):
        refused = [
            one for one in read_records(path, 2, *([layout] if layout.names else [])) if isinstance(one, Refused)
        ]
        assert (refused[0].line, refused[0].reason) == (line, "not UTF-8 text")
