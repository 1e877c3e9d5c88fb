"""Survey tables of others, read by a mapping: the layout in which the Metropolitan Police publishes its own."""

from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from etl.errors import SourceError
from etl.pipeline import build
from etl.sources.mapped import READ
from tests.fixtures.small_raw import query, small_settings, write, write_small_raw
from tests.fixtures.small_tables import SURVEYS, staged_small

# By borough and quarter, with semicolons, decimal commas and proportions.
ATTITUDES = (
    "Date;Survey;Borough;Measure;Proportion;MPS\n"
    '31/03/2023;PAS;Westmere;"""Good Job"" local";0,61;0,58\n'
    '31/03/2024;PAS;Westmere;"""Good Job"" local";0,555;0,51\n'
    '31/03/2024;PAS;Eastmere;"""Good Job"" local";1;0,51\n'
    "31/03/2024;PAS;Westmere;Worried about crime;0,004;0,4\n"
    '31/03/2024;PAS;Nowhere;"""Good Job"" local";0,4;0,51\n'
    "\n"
    '31/03/2024;PAS;Westmere;"""Good Job"" local";0,5\n'
    '30/06/2024;PAS;Westmere;"""Good Job"" local";n/a;0,51\n'
)
HEAD = "files,our_column,their_column,their_value,value,written_as"
MAPPING = f"""{HEAD}
pas_*.csv,survey,,,Public Attitude Survey,
pas_*.csv,mode,,,face to face,
pas_*.csv,area_code,Borough,,,
pas_*.csv,question,Measure,,,
pas_*.csv,question_id,Measure,\"\"\"Good Job\"\" local\",good_job,
pas_*.csv,question_id,Measure,Worried about crime,worried,
pas_*.csv,wave_kind,,,rolling,
pas_*.csv,wave_months,,,12,
pas_*.csv,wave_end,Date,,,day first
pas_*.csv,estimate_pct,Proportion,,,proportion
pas_*.csv,document,,,Public Attitude Survey by borough,
"""
FIGURES = """
SELECT question_id, area_name, wave_kind, CAST(wave_from AS VARCHAR), CAST(wave_end AS VARCHAR), estimate_pct, mode
FROM fct_survey_estimate ORDER BY display_order"""


def raw_of(folder: Path, mapping: str = MAPPING, table: str = ATTITUDES) -> Path:
    raw = write_small_raw(folder / "raw")
    write(raw / "mapping.csv", mapping)
    write(raw / "PAS_borough.csv", table)
    return raw


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return staged_small(raw_of(tmp_path_factory.mktemp("mapped")), SURVEYS, ["fct_survey_estimate"])


def test_a_table_of_another_layout_is_read_by_its_mapping(staged: duckdb.DuckDBPyConnection) -> None:
    year = ("rolling", "2023-04-01", "2024-03-01")
    assert query(staged, FIGURES) == [
        ("good_job", "Westmere", "rolling", "2022-04-01", "2023-03-01", 61.0, "face to face"),
        ("good_job", "Westmere", *year, 55.5, "face to face"),
        ("good_job", "Eastmere", *year, 100.0, "face to face"),
        ("worried", "Westmere", *year, 0.4, "face to face"),
    ]
    assert query(staged, "SELECT question FROM dim_survey_question ORDER BY 1") == [
        ('"Good Job" local',),
        ("Worried about crime",),
    ]


def test_what_is_refused_is_named_by_the_line_of_the_table_itself(staged: duckdb.DuckDBPyConnection) -> None:
    found = query(staged, "SELECT line, reason FROM meta_reject WHERE file = 'PAS_borough.csv' ORDER BY line")
    assert [number for number, _ in found] == [6, 8, 9]
    assert str(found[0][1]).startswith("area_code Nowhere is neither ")
    assert str(found[2][1]).startswith("estimate_pct n/a is not ")
    load = query(staged, "SELECT rows_read, rows_loaded, rows_rejected FROM meta_load WHERE file = 'PAS_borough.csv'")
    assert load == [(7, 4, 3)]


def test_the_fingerprint_is_of_the_table_as_it_was_published(staged: duckdb.DuckDBPyConnection) -> None:
    found = query(staged, "SELECT sha256 FROM meta_load WHERE file = 'PAS_borough.csv'")
    assert found == [(sha256(ATTITUDES.encode()).hexdigest(),)]


def test_a_table_for_partners_is_mapped_with_its_audience(tmp_path: Path) -> None:
    raw = raw_of(tmp_path, f"{MAPPING}pas_*.csv,audience,,,partner,\n")
    staged = staged_small(raw, SURVEYS, ["fct_survey_estimate"])
    assert query(staged, "SELECT DISTINCT source, audience FROM fct_survey_estimate") == [("partner_survey", "partner")]


WRONG = {
    "pas_*.csv,fear,Proportion,,,": r"mapping\.csv, line 13: our_column fear is none of survey, mode, question_id",
    "pas_*.csv,note,Remark,,,": (
        r"line 13: their_column Remark is not in PAS_borough\.csv, which has date, survey, borough, measure"
    ),
    "pas_*.csv,note,Measure,,,roman": r"line 13: written_as roman is none of proportion, percent, day first",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_mapping_that_cannot_be_followed_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(SourceError, match=WRONG[line]):
        build(raw_of(tmp_path, f"{MAPPING}{line}\n"), small_settings(tmp_path / "store"), lambda _: None)


def test_a_mapping_without_what_is_needed_says_what(tmp_path: Path) -> None:
    short = f"{HEAD}\npas_*.csv,estimate_pct,Proportion,,,proportion\n"
    with pytest.raises(
        SourceError, match=r"for PAS_borough\.csv it lacks question_id, area_code, wave_end, wave_months;"
    ):
        build(raw_of(tmp_path, short), small_settings(tmp_path / "store"), lambda _: None)


@pytest.mark.parametrize(
    ("kind", "theirs", "ours"),
    [
        ("", "0,61", "0,61"),
        ("percent", "61,5", "61.5"),
        ("percent", "61,5 %", "61.5 %"),
        ("proportion", "0.61", "61%"),
        ("proportion", ",61", ",61"),
        ("proportion", "0,0042", "0.42%"),
        ("proportion", "61", "61"),
        ("proportion", "1,5", "1,5"),
        ("day first", "1/6/2024 00:00", "2024-06-01"),
        ("day first", "June 2024", "June 2024"),
        ("financial quarter", "2023/24 Q4", "2024-03-01"),
        ("financial quarter", "Q1 2023-24", "2023-06-01"),
        ("financial quarter", "Q3 2023/24", "2023-12-01"),
        ("financial quarter", "2023", "2023"),
    ],
)
def test_a_cell_is_read_as_the_mapping_says(kind: str, theirs: str, ours: str) -> None:
    assert READ[kind](theirs) == ours
