from pathlib import Path

import duckdb
import pytest

from etl.errors import SourceError
from etl.sources.declared import declared_columns, header, read_declared
from etl.sources.source_files import SourceFile, read_columns

TITLES = b"Source,place_id,period_month,measure,count\n"


def source(tmp_path: Path, content: bytes) -> SourceFile:
    path = tmp_path / "r.csv"
    path.write_bytes(content)
    return SourceFile(1, path, path.name, read_columns(path, path.name), None)


def test_the_columns_stand_in_meta_yml() -> None:
    assert header("place_reports") == ("place_id", "period_month", "measure", "count", "audience", "cited_source")
    assert [column.example for column in declared_columns("place_reports")][:3] == [
        "moto-quarry-lane",
        "2024-05",
        "reports",
    ]


def test_cells_stand_in_the_order_of_the_documented_columns(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection
) -> None:
    rows = b'"The wardens, all",a,2024-01,NA, 07 \r\n,,,,\n'
    frame, records = read_declared(connection, source(tmp_path, b"\xef\xbb\xbf" + TITLES + rows), "place_reports")
    assert frame.columns.tolist() == ["line", *header("place_reports")]
    assert frame.astype(object).fillna("-").to_numpy().tolist() == [
        [2, "a", "2024-01", "NA", "07", "-", "The wardens, all"],
        [3, "-", "-", "-", "-", "-", "-"],
    ]
    assert records == 2


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (b"place_id,period_month,measure\n", "column count, cited_source is missing; add it to the header"),
        (TITLES.replace(b"\n", b",notes\n"), "column notes is not one of place_reports; correct its name or remove it"),
        (TITLES.replace(b"\n", b",\n"), "column (empty) is not one of place_reports"),
        (TITLES.replace(b"\n", b",count\n"), "column “count” occurs twice or has no name; correct the header"),
    ],
)
def test_a_header_that_is_not_the_documented_one_is_refused(
    tmp_path: Path, connection: duckdb.DuckDBPyConnection, titles: bytes, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        read_declared(connection, source(tmp_path, titles), "place_reports")
    assert str(caught.value).startswith(f"r.csv: {said}")
