import shutil
from pathlib import Path

import duckdb
import pytest

from etl.errors import CheckError
from etl.publish.checks import RULES, SINCE_BEFORE, check

BREAKING = {
    "a file's rows are not all accounted for": "UPDATE meta_load SET rows_read = rows_read + 1 WHERE rows_read = 7",
    "an area has no name": "UPDATE dim_area SET area_name = NULL WHERE area_code = 'E05900001'",
    "a record has no month, type or district": "UPDATE fct_crime SET crime_type = NULL WHERE record_id = 1",
    "ward counts and district counts of the area differ": (
        "DELETE FROM fct_crime_monthly WHERE area_type = 'ward' AND area_code = 'E05900002'"
    ),
    "the cube and the records of the area differ": "DELETE FROM fct_crime WHERE record_id = 1",
    "cell counts and the area's records with a point differ": "DELETE FROM fct_cell_monthly WHERE cell_size_m = 250",
    "a cell with records is not in its layer": "UPDATE dim_cell SET holds_point = false WHERE cell_size_m = 150",
    "no record lies in the chosen area": "DELETE FROM fct_crime",
    "more than 1 % of a file was refused": (
        "UPDATE meta_load SET rows_loaded = rows_loaded - 1, rows_rejected = 1 WHERE rows_read = 7"
    ),
    "a ward vintage has no boundaries": "DELETE FROM dim_boundary WHERE area_type = 'ward'",
    "a chosen area is in no lookup": "UPDATE meta_build SET area_codes = ['E07900001', 'E99']",
    "a place that is for partners is public": (
        "INSERT INTO dim_place (place_id, kind, audience) VALUES ('x', 'micro_area', 'public')"
    ),
    "a report has no place": "INSERT INTO fct_place_monthly (place_id, audience) VALUES ('x', 'public')",
}
SINCE = {
    "a month fell by more than half since the last build (street_crime 2024-01: 2 then, 0 now)": (
        "DELETE FROM fct_crime WHERE period_month = DATE '2024-01-01'; "
        "DELETE FROM fct_crime_monthly WHERE period_month = DATE '2024-01-01'"
    ),
    "a tenth of the area's records is gone since the last build (street_crime: 3 then, 2 now)": (
        "DELETE FROM fct_crime WHERE record_id % 2 = 0"
    ),
    "a crime type has vanished since the last build (Burglary)": (
        "UPDATE fct_crime SET crime_type = 'Drugs'; UPDATE fct_crime_monthly SET crime_type = 'Drugs'"
    ),
    "a source has vanished since the last build (populations)": "DELETE FROM meta_load WHERE source = 'populations'",
}


@pytest.fixture
def copied(small_build: Path, tmp_path: Path) -> Path:
    """A build that breaks no rule, to be spoilt."""
    path = Path(shutil.copy(small_build, tmp_path / "copy.duckdb"))
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE meta_load SET rows_loaded = rows_loaded + rows_rejected, rows_rejected = 0")
    return path


def said_of(path: Path, change: str, before: Path | None = None) -> str:
    with duckdb.connect(path) as connection:
        connection.execute(change)
        with pytest.raises(CheckError) as caught:
            check(connection, before)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_sound_build_passes_alone_and_against_itself(copied: Path, small_build: Path) -> None:
    with duckdb.connect(copied) as connection:
        check(connection, None)
        check(connection, small_build)


def test_every_rule_is_tried_here() -> None:
    assert set(BREAKING) == set(RULES)
    assert {rule.split(" (")[0] for rule in SINCE} == set(SINCE_BEFORE)


@pytest.mark.parametrize("rule", BREAKING)
def test_a_build_that_breaks_a_rule_is_refused_by_its_name(copied: Path, rule: str) -> None:
    assert f"{rule} (" in said_of(copied, BREAKING[rule])


@pytest.mark.parametrize("rule", SINCE)
def test_a_build_that_lost_records_since_the_last_is_refused(copied: Path, small_build: Path, rule: str) -> None:
    assert rule in said_of(copied, SINCE[rule], small_build)


@pytest.mark.parametrize("change", ["area_codes = ['E07900002']", "is_demo = true", "schema_version = 0"])
def test_builds_of_another_kind_are_not_compared(copied: Path, small_build: Path, change: str) -> None:
    other = Path(shutil.copy(small_build, copied.with_name("other.duckdb")))
    with duckdb.connect(other) as connection:
        connection.execute(f"UPDATE meta_build SET {change}")
    with duckdb.connect(copied) as connection:
        connection.execute(SINCE["a crime type has vanished since the last build (Burglary)"])
        check(connection, other)


def test_breaches_beyond_three_are_counted(copied: Path) -> None:
    said = said_of(copied, "UPDATE dim_area SET area_name = NULL")
    assert said.startswith("an area has no name (E0")
    assert said.endswith(" and 1 more)")
    assert said.count("; E0") == 2


def test_the_contract_of_the_tables_comes_before_every_rule(copied: Path) -> None:
    said = said_of(copied, "ALTER TABLE fct_crime DROP crime_type; UPDATE dim_area SET area_name = NULL")
    assert said.startswith("table fct_crime lacks its column")


def test_an_area_that_no_lookup_knows_is_named(copied: Path) -> None:
    assert "(E99)" in said_of(copied, BREAKING["a chosen area is in no lookup"])


@pytest.mark.parametrize(
    ("source", "read", "refused", "is_said"),
    [("street_crime", 1000, 10, False), ("street_crime", 1000, 11, True),
     ("survey_respondents", 4, 3, False), ("survey_respondents", 4, 4, True)],
)  # fmt: skip
def test_one_line_in_a_hundred_may_be_refused_and_of_a_survey_all_but_one(
    copied: Path, source: str, read: int, refused: int, is_said: bool
) -> None:
    change = (
        f"UPDATE meta_load SET source = '{source}', rows_read = {read}, rows_loaded = {read - refused}, "
        "rows_outside_area = 0, rows_no_location = 0, rows_duplicate = 0, "
        f"rows_rejected = {refused} WHERE rows_read = 7"
    )
    if is_said:
        assert "more than 1 % of a file was refused (" in said_of(copied, change)
        return
    with duckdb.connect(copied) as connection:
        connection.execute(change)
        check(connection, None)


@pytest.mark.parametrize(
    ("rule", "then", "now", "is_said"),
    [("a month fell by more than half since the last build", 4, 2, False),
     ("a month fell by more than half since the last build", 5, 2, True),
     ("a tenth of the area's records is gone since the last build", 10, 9, False),
     ("a tenth of the area's records is gone since the last build", 9, 8, True)],
)  # fmt: skip
def test_a_month_may_fall_by_half_and_the_records_by_a_tenth(
    copied: Path, tmp_path: Path, rule: str, then: int, now: int, is_said: bool
) -> None:
    before = Path(shutil.copy(copied, tmp_path / "before.duckdb"))
    counted = (
        "DELETE FROM fct_crime WHERE record_id <> 1; INSERT INTO fct_crime "
        "SELECT one.* REPLACE (100 + more AS record_id) FROM fct_crime AS one, range({}) AS other(more)"
    )
    with duckdb.connect(before) as connection:
        connection.execute(counted.format(then - 1))
    assert (f"{rule} (street_crime" in said_of(copied, counted.format(now - 1), before)) == is_said


@pytest.mark.parametrize(
    ("gone", "is_said"), [("longitude = NULL, lsoa_code = NULL", False), ("longitude = NULL", True)]
)
def test_a_record_without_point_and_lsoa_alone_may_lie_in_no_ward(copied: Path, gone: str, is_said: bool) -> None:
    said = said_of(
        copied,
        f"UPDATE fct_crime SET {gone} WHERE record_id = 1; "
        "DELETE FROM fct_crime_monthly WHERE area_type = 'ward' AND area_code = 'E05900001' "
        "AND period_month = DATE '2024-01-01'",
    )
    assert ("ward counts and district counts of the area differ (" in said) == is_said


def test_a_type_that_one_source_lost_is_said_though_another_has_it(copied: Path, tmp_path: Path) -> None:
    before = Path(shutil.copy(copied, tmp_path / "before.duckdb"))
    other = "INSERT INTO {0} SELECT * REPLACE ('recorded_crime' AS source) FROM {0}"
    with duckdb.connect(before) as connection:
        connection.execute(other.format("fct_crime"))
    said = said_of(copied, other.format("fct_coverage"), before)
    assert "a crime type has vanished since the last build (Burglary)" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [("DELETE FROM dim_cell WHERE cell_size_m = 150", "a cell with records is not in its layer (150 m, "),
     ("INSERT INTO dim_boundary (layer, area_type, audience) VALUES ('place-micro_area-public', 'place', 'public')",
      "a place that is for partners is public (place-micro_area-public)")],
)  # fmt: skip
def test_a_cell_without_a_layer_and_an_outline_in_the_wrong_one_are_named(copied: Path, change: str, said: str) -> None:
    assert said in said_of(copied, change)


def test_wards_and_districts_of_each_source_are_held_against_each_other(copied: Path) -> None:
    with duckdb.connect(copied) as connection:
        connection.execute(
            "INSERT INTO fct_crime_monthly SELECT * REPLACE ('recorded_crime' AS source, "
            "10 * offence_count AS offence_count) FROM fct_crime_monthly"
        )
        check(connection, None)
