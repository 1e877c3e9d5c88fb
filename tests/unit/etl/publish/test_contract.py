import shutil
from pathlib import Path

import duckdb
import pytest

from etl import marts
from etl.publish.contract import breaches

CURE = "declare it in data/model/tables.py as docs/adding.md says"
SPOILT = {
    "CREATE TABLE fct_patrol AS SELECT 1 AS patrols": f"table fct_patrol is not declared: {CURE}",
    "CREATE VIEW stops AS SELECT 1 AS stops": f"table stops is not declared: {CURE}",
    "DROP TABLE meta_sheet": "table meta_sheet is declared and was not made: make it, or take it out of tables.py",
    "ALTER TABLE dim_source ADD owner VARCHAR": (f"table dim_source has a column owner that is not declared: {CURE}"),
    "ALTER TABLE fct_crime_monthly DROP source": (
        "table fct_crime_monthly lacks its column source: make it, or take it out of tables.py"
    ),
    "ALTER TABLE fct_place_monthly ALTER count TYPE VARCHAR": (
        f"table fct_place_monthly has count as VARCHAR, not INTEGER: cast it, or {CURE}"
    ),
    "INSERT INTO dim_area SELECT * FROM dim_area WHERE area_code = 'E05900001'": (
        f"table dim_area has area_code, vintage twice (E05900001 2024): keep one row of each, or {CURE}"
    ),
    "INSERT INTO dim_place (place_id, kind) VALUES ('x', 'order_area')": (
        f"table dim_place has rows whose audience is not known (x): give them one, or {CURE}"
    ),
    "UPDATE dim_source SET audience = 'everyone' WHERE source = 'lookups'": (
        f"table dim_source has rows whose audience is not known (lookups): give them one, or {CURE}"
    ),
    "UPDATE dim_crime_type SET source = NULL WHERE crime_type = 'Burglary'": (
        f"table dim_crime_type has rows whose audience is not known (None Burglary): give them one, or {CURE}"
    ),
}


@pytest.fixture
def copied(small_build: Path, tmp_path: Path) -> Path:
    """A build that keeps to its contract, to be spoilt."""
    return Path(shutil.copy(small_build, tmp_path / "copy.duckdb"))


def breaches_of(path: Path, change: str = "SELECT 1") -> list[str]:
    with duckdb.connect(path) as connection:
        connection.execute(change)
        return breaches(connection)


def test_a_sound_build_keeps_to_its_contract(copied: Path) -> None:
    assert breaches_of(copied) == []


@pytest.mark.parametrize("change", SPOILT)
def test_what_is_not_as_declared_is_told_with_table_and_cure(copied: Path, change: str) -> None:
    (told,) = breaches_of(copied, change)
    assert told.startswith(SPOILT[change])


def test_an_audience_that_is_empty_is_none(copied: Path) -> None:
    (told,) = breaches_of(copied, "UPDATE dim_source SET audience = NULL WHERE source = 'lookups'")
    assert "(lookups)" in told


def test_a_dataset_that_dim_source_does_not_name_has_no_audience(copied: Path) -> None:
    told = breaches_of(copied, "DELETE FROM dim_source WHERE source = 'annotations'")
    assert [line.split(" has rows whose audience is not known (")[0] for line in told] == [
        "table meta_annotation",
        "table meta_load",
    ]


def test_a_kind_of_which_there_is_no_place_is_meant(copied: Path) -> None:
    assert breaches_of(copied, "DELETE FROM dim_place") == []


def test_a_dataset_that_becomes_one_for_partners_takes_its_tables_with_it(copied: Path) -> None:
    change = "UPDATE dim_source SET audience = 'partner' WHERE source IN ('perception_survey', 'most_similar_groups')"
    assert breaches_of(copied, change) == []


def test_a_table_of_a_partners_dataset_that_is_declared_for_everybody_is_refused(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = marts.mart_sql("meta_annotation").replace("stg_annotations", "stg_recorded_crime")
    sql = marts.mart_sql
    monkeypatch.setattr(marts, "mart_sql", lambda name: written if name == "meta_annotation" else sql(name))
    assert breaches_of(copied) == [
        f"table meta_annotation is made of recorded_crime, which is for partners, and has no rule for it: {CURE}"
    ]
