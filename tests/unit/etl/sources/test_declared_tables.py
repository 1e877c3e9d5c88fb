"""Datasets that meta.yml declares: what their files give, and what is said of each cell that is wrong."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.pipeline import prepare
from etl.sources.declared import declared_columns, header
from etl.sources.declared_tables import FORMATS, DeclaredTable, declared_sql
from etl.sources.source_files import SourceFile, read_columns
from tests.fixtures.small_raw import write

BOUNDARIES = (
    "CREATE TABLE stg_boundaries "
    "(area_type VARCHAR, vintage VARCHAR, area_code VARCHAR, district_code VARCHAR, geometry VARCHAR, fate VARCHAR);"
    "CREATE TABLE stg_ward (ward_code VARCHAR, district_code VARCHAR);"
    "CREATE TABLE point_district (longitude VARCHAR, latitude VARCHAR, district_code VARCHAR);"
    "CREATE MACRO judged_survey(lines, raw) AS TABLE "
    "SELECT *, '' AS series, true AS is_of_area, 'loaded' AS fate, '' AS reason FROM query_table(lines);"
    "CREATE TABLE survey_figure (a VARCHAR, b VARCHAR, c VARCHAR, d VARCHAR, e INTEGER, f BIGINT, g DOUBLE, h BOOLEAN)"
)
CRIME = "{reference},2024-02-03,Robbery,,,,,0.05,52.05,,,,,,,"
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
    "reference": ("x" * 100, "x" * 100, "2.40512E+11"),
    "name": ("a.B-1_", "a.B-1_", "a b"),
    "ward": ("W05000001", "W05000001", "05000001"),
    "address": ("http://a.b/c", "http://a.b/c", "https://a b"),
    "day": ("2024-02-29", "2024-02-29", "2023-02-29"),
    "month": ("2024-12", "2024-12-01", "2024-13"),
    "whole": ("007", "7", "7.0"),
    "number": ("-1.5", "-1.5", "inf"),
    "flag": ("YES", "true", "perhaps"),
    "percent": ("61.5 %", "61.5", "sixty%"),
    "base": ("< 1,250", "-1250", "0"),
    "stated_day": ("Not stated", "-infinity", "2021"),
    "stated_whole": ("not stated", "0", "0"),
}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database as a build has it before its datasets are staged, of the district E07900001."""
    with duckdb.connect() as opened:
        prepare(opened, tmp_path_factory.mktemp("work"))
        opened.execute("INSERT INTO chosen_district VALUES ('E07900001')")
        opened.execute(BOUNDARIES)
        yield opened


@pytest.fixture
def staging(prepared: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, to stage in; what is staged is gone afterwards."""
    prepared.begin()
    yield prepared
    prepared.rollback()


def source(path: Path, text: str, file_id: int = 1) -> SourceFile:
    write(path, text)
    return SourceFile(file_id, path, path.name, read_columns(path, path.name), None)


def staged(connection: duckdb.DuckDBPyConnection, dataset: str, *files: SourceFile) -> list[int]:
    rows = DeclaredTable(dataset).extract(connection, list(files))
    connection.execute(declared_sql(dataset))
    return rows


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cell_of_a_format_is_typed_and_any_other_is_null(staging: duckdb.DuckDBPyConnection, kind: str) -> None:
    right, typed, wrong = CELLS[kind]
    found = staging.execute(f"SELECT CAST(as_{kind}($1) AS VARCHAR), as_{kind}($2)", [right, wrong]).fetchall()
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


def test_a_line_of_a_record_that_cannot_be_split_is_not_repeated(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection
) -> None:
    text = ",".join(header("recorded_crime")) + "\n" + CRIME.format(reference="a") + ",Jo Smith\n"
    staged(staging, "recorded_crime", source(tmp_path / "e.csv", text))
    assert staging.execute("SELECT reason, content FROM raw_reject").fetchall() == [("17 fields instead of 16", None)]


def test_no_files_make_an_empty_table(staging: duckdb.DuckDBPyConnection) -> None:
    assert staged(staging, "annotations") == []
    columns = staging.execute("SELECT * FROM stg_annotations").df().columns.tolist()
    assert columns == ["fate", "file_id", "line", *header("annotations")]


def test_a_column_that_is_not_needed_may_be_left_out_and_another_may_not(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection
) -> None:
    with pytest.raises(SourceError, match=r"^1\.csv: column source_date is missing"):
        staged(staging, "most_similar_groups", source(tmp_path / "1.csv", GROUPS.replace(",source_date", "")))


def test_a_file_is_known_by_its_header_and_only_as_text() -> None:
    loader, columns = DeclaredTable("place_reports"), ("place_id", "period_month", "more")
    files = [SourceFile(1, Path(name), name, columns, None) for name in ("a.csv", "A.CSV", "a.tsv", "a.geojson")]
    assert [loader.recognises(file) for file in files] == [True, True, True, False]
    assert not loader.recognises(SourceFile(1, Path("a.csv"), "a.csv", ("place_id",), None))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_is_read_however_a_spreadsheet_has_saved_it(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection, encoding: str, separator: str
) -> None:
    path = tmp_path / "1.tsv"
    path.write_text((GROUPS + "E07900001,Ynys Môn,,Us,2024-01-01\n").replace(",", separator), encoding)
    file = SourceFile(1, path, path.name, read_columns(path, path.name), None)
    assert DeclaredTable("most_similar_groups").recognises(file)
    assert staged(staging, "most_similar_groups", file) == [1]
    assert staging.execute("SELECT csp_name FROM stg_most_similar_groups").fetchall() == [("Ynys Môn",)]


@pytest.mark.parametrize(
    ("base", "read"),
    [("1,250", 1250), ("1 250", 1250), ("1\u00a0250", 1250), ("12,345,678", 12345678), ("1,25", None), ("1.250", None)],
)
def test_a_whole_number_may_have_its_thousands_apart(
    staging: duckdb.DuckDBPyConnection, base: str, read: int | None
) -> None:
    assert staging.execute("SELECT as_whole($1)", [base]).fetchall() == [(read,)]


def test_the_sign_of_a_percentage_is_read_only_where_it_may_stand(staging: duckdb.DuckDBPyConnection) -> None:
    found = staging.execute("SELECT as_percent('72%'), as_percent('0.5 %'), as_number('72%'), damage('72%')").fetchall()
    assert found == [(72.0, 0.5, None, " (leave out the sign %)")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("61.5", "172%"), "estimate_pct 172% is not a number of 0 to 100"),
        (
            ("2024-03-01", "31/03/2024"),
            "wave_end 31/03/2024 is not a day, YYYY-MM-DD (a spreadsheet has put the day first)",
        ),
        (("2024-03-01", "2204-03-01"), "wave_end 2204-03-01 is after today"),
        (
            ("400", "about 400"),
            "unweighted_base about 400 is not a whole number of 1 or more, nor a bound as <50",
        ),
    ],
)
def test_what_was_done_to_a_cell_is_named(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection, change: tuple[str, str], reason: str
) -> None:
    text = "question_id,area_code,wave_end,wave_months,estimate_pct,unweighted_base\n"
    line = "q,E07900001,2024-03-01,12,61.5,400\n"
    staged(staging, "perception_survey", source(tmp_path / "1.csv", text + line + line.replace(*change)))
    assert staging.execute("SELECT line, reason FROM raw_reject").fetchall() == [(3, reason)]


@pytest.mark.parametrize(
    ("dataset", "column"),
    [
        ("annotations", "date_from"),
        ("asb_incidents", "incident_date"),
        ("coverage_notes", "period_month"),
        ("perception_survey", "wave_end"),
        ("place_reports", "period_month"),
        ("published_performance", "period_to"),
        ("recorded_crime", "recorded_date"),
        ("recorded_crime", "offence_date"),
    ],
)
def test_what_was_counted_after_today_is_refused(
    tmp_path: Path, staging: duckdb.DuckDBPyConnection, dataset: str, column: str
) -> None:
    cells = {one.name: one.example for one in declared_columns(dataset)}
    late = cells | {column: cells[column].replace(cells[column][:4], "2099")}
    lines = [",".join(f'"{cell}"' for cell in row) for row in (cells, cells.values(), late.values())]
    staged(staging, dataset, source(tmp_path / "1.csv", "\n".join(lines) + "\n"))
    refused = staging.execute("SELECT reason FROM raw_reject WHERE line = 3").fetchall()
    assert [f"{column} " in reason and "is after today" in reason for (reason,) in refused] == [True]
    assert "is after today" not in str(staging.execute("SELECT reason FROM raw_reject WHERE line = 2").fetchall())


# Many lines a file: staging one takes as long as staging another, whatever it holds.
@settings(max_examples=15, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(st.one_of(st.none(), SPOILT), min_size=8, max_size=40))
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
