"""Datasets that meta.yml declares: what their files give, and what is said of each cell that is wrong."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.pipeline import STAGING, prepare
from etl.sources.declared import header
from etl.sources.declared_tables import FORMATS, DeclaredTable, declared_sql
from etl.sources.source_files import SourceFile, read_columns
from tests.fixtures.small_raw import write

BOUNDARIES = (
    "CREATE TABLE stg_boundaries "
    "(area_type VARCHAR, vintage VARCHAR, area_code VARCHAR, district_code VARCHAR, geometry VARCHAR, fate VARCHAR);"
    "CREATE TABLE stg_ward (ward_code VARCHAR, district_code VARCHAR)"
)
CRIME = "{reference},2024-02-03,Robbery,,,,,0.05,52.05,,,,"
SPOILT = st.sampled_from(
    [("2024-02-03", "03/02/2024"), ("2024-02-03", "2024-13-01"), ("Robbery", "Piracy"), ("0.05", "fifty"),
     ("0.05,52.05", ",52.05"), ("Robbery,", 'Robbery,"'), (",,,,", ",,,,,"), ("Robbery", ""), ("0.05", "nan")]
)  # fmt: skip
GROUPS = "area_code,similar_area_name,csp_name,cited_source,source_date\n"
CELLS = {
    "text": ("any", "any", None),
    "word": ("Any", "any", None),
    "area": ("E06000034", "E06000034", None),
    "short": ("x" * 200, "x" * 200, "x" * 201),
    "reference": ("x" * 100, "x" * 100, "x" * 101),
    "name": ("a.B-1_", "a.B-1_", "a b"),
    "ward": ("W05000001", "W05000001", "05000001"),
    "address": ("http://a.b/c", "http://a.b/c", "https://a b"),
    "day": ("2024-02-29", "2024-02-29", "2023-02-29"),
    "month": ("2024-12", "2024-12-01", "2024-13"),
    "whole": ("007", "7", "7.0"),
    "number": ("-1.5", "-1.5", "inf"),
    "flag": ("YES", "true", "perhaps"),
}


@pytest.fixture
def staging(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database as a build has it before its datasets are staged, of the district E07900001."""
    with duckdb.connect() as opened:
        prepare(opened, tmp_path)
        opened.execute("INSERT INTO chosen_district VALUES ('E07900001')")
        opened.execute(BOUNDARIES)
        yield opened


def source(path: Path, text: str, file_id: int = 1) -> SourceFile:
    write(path, text)
    return SourceFile(file_id, path, path.name, read_columns(path, path.name), None)


def staged(connection: duckdb.DuckDBPyConnection, dataset: str, *files: SourceFile) -> list[int]:
    rows = DeclaredTable(dataset).extract(connection, list(files))
    connection.execute(declared_sql(dataset))
    return rows


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cell_of_a_format_is_typed_and_any_other_is_null(kind: str) -> None:
    right, typed, wrong = CELLS[kind]
    with duckdb.connect() as connection:
        connection.execute(STAGING)
        found = connection.execute(f"SELECT CAST(as_{kind}($1) AS VARCHAR), as_{kind}($2)", [right, wrong]).fetchall()
    assert found == [(typed, None)]
    assert bool(FORMATS[kind]) is (wrong is not None)


def test_lines_are_numbered_by_file_and_the_first_of_a_key_counts(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection
) -> None:
    one = source(tmp_path / "1.csv", GROUPS + "E07900001,,North,Us,2024-01-01\nE07900002,,South,Us,2024-01-01\n")
    two = source(tmp_path / "2.csv", GROUPS + "E07900001,North,,Us,2024-01-02\n", 2)
    assert staged(staging, "most_similar_groups", one, two) == [2, 1]
    found = staging.execute("SELECT file_id, line, fate, csp_name, source_date::VARCHAR FROM stg_most_similar_groups")
    assert sorted(found.fetchall()) == [
        (1, 2, "loaded", "North", "2024-01-01"),
        (1, 3, "outside", "South", "2024-01-01"),
        (2, 2, "duplicate", "North", "2024-01-02"),
    ]


def test_what_is_wrong_with_a_line_is_said_once_for_each_cell(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection
) -> None:
    staged(staging, "most_similar_groups", source(tmp_path / "1.csv", GROUPS + f"E07900001,,,Us,{'May ' * 20}\n"))
    assert staging.execute("SELECT file_id, line, reason FROM raw_reject").fetchall() == [
        (1, 2, f"csp_name is empty; source_date {'May ' * 10} is not a day, YYYY-MM-DD")
    ]
    assert staging.execute("SELECT count(*) FROM stg_most_similar_groups").fetchall() == [(0,)]


def test_a_wrong_cell_of_a_record_is_not_repeated(tmp_path: Path, staging: duckdb.DuckDBPyConnection) -> None:
    text = ",".join(header("recorded_crime")) + "\n" + CRIME.format(reference="a").replace("2024-02-03", "Jo Smith")
    staged(staging, "recorded_crime", source(tmp_path / "e.csv", text + "\n"))
    assert staging.execute("SELECT reason, content FROM raw_reject").fetchall() == [
        ("recorded_date is not a day, YYYY-MM-DD", None)
    ]


def test_no_files_make_an_empty_table(staging: duckdb.DuckDBPyConnection) -> None:
    assert staged(staging, "annotations") == []
    columns = staging.execute("SELECT * FROM stg_annotations").df().columns.tolist()
    assert columns == ["fate", "file_id", "line", *header("annotations")]


def test_a_column_that_is_not_needed_may_be_left_out_and_another_may_not(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection
) -> None:
    with pytest.raises(SourceError, match=r"^1\.csv: column source_date is missing; add it to the header$"):
        staged(staging, "most_similar_groups", source(tmp_path / "1.csv", GROUPS.replace(",source_date", "")))


def test_a_file_is_known_by_its_header_and_only_as_csv() -> None:
    loader, columns = DeclaredTable("place_reports"), ("place_id", "period_month", "more")
    files = [SourceFile(1, Path(name), name, columns, None) for name in ("a.csv", "A.CSV", "a.geojson")]
    assert [loader.recognises(file) for file in files] == [True, True, False]
    assert not loader.recognises(SourceFile(1, Path("a.csv"), "a.csv", ("place_id",), None))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(st.one_of(st.none(), SPOILT), max_size=8))
def test_every_line_of_an_extract_is_loaded_or_refused_with_a_reason(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection, faults: list[tuple[str, str] | None]
) -> None:
    lines = [
        CRIME.format(reference=place).replace(*fault) if fault else CRIME.format(reference=place)
        for place, fault in enumerate(faults)
    ]
    text = "\n".join([",".join(header("recorded_crime")), *lines]) + "\n"
    staging.execute(
        "DELETE FROM raw_reject; DROP VIEW IF EXISTS typed_recorded_crime; DROP TABLE IF EXISTS raw_recorded_crime; "
        "DROP TABLE IF EXISTS checked_recorded_crime; DROP TABLE IF EXISTS stg_recorded_crime"
    )
    assert staged(staging, "recorded_crime", source(tmp_path / "e.csv", text)) == [len(lines)]
    loaded = [line for (line,) in staging.execute("SELECT line FROM stg_recorded_crime ORDER BY line").fetchall()]
    refused = staging.execute("SELECT line, reason FROM raw_reject").fetchall()
    assert loaded == [number for number, fault in enumerate(faults, start=2) if fault is None]
    assert sorted(line for line, _ in refused) == [n for n, fault in enumerate(faults, start=2) if fault]
    assert all(reason for _, reason in refused)
