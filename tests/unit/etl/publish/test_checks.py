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


@pytest.mark.parametrize("is_more", [False, True])
def test_one_line_in_a_hundred_may_be_refused_and_no_more(copied: Path, is_more: bool) -> None:
    refused = 10 + is_more
    change = (
        f"UPDATE meta_load SET rows_read = 1000, rows_loaded = {1000 - refused}, rows_outside_area = 0, "
        f"rows_no_location = 0, rows_duplicate = 0, rows_rejected = {refused} WHERE rows_read = 7"
    )
    if is_more:
        assert "more than 1 % of a file was refused (" in said_of(copied, change)
        return
    with duckdb.connect(copied) as connection:
        connection.execute(change)
        check(connection, None)
