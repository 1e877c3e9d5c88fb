"""No number of flags and victims that is hidden can be had back from all that partners are shown together."""

from pathlib import Path

import pytest

from data.model.tables import TABLES
from etl.publish.publishing import current
from tests.fixtures.attack import Row, told_too_well
from tests.fixtures.small_raw import query

BY_WARD = ("domestic_abuse", "sexual", "youth_violence", "repeat_victim", "hate", "knife")


@pytest.fixture(scope="module")
def build(demo_store: Path) -> Path:
    path = current(demo_store)
    assert path is not None
    return path


@pytest.fixture(scope="module")
def published(build: Path) -> dict[Row, int | None]:
    rows = query(
        build,
        "SELECT measure, part, area_code, strftime(period_start, '%Y-%m'), months, offence_count FROM fct_protected",
    )
    return {(row[0], row[1], row[2], row[3], row[4]): row[5] for row in rows}  # type: ignore[misc]


@pytest.fixture(scope="module")
def plain(build: Path) -> dict[tuple[str, str], tuple[int, int]]:
    rows = query(
        build,
        """
        SELECT f.area_code, strftime(date_trunc('quarter', f.period_month), '%Y-%m'),
            sum(f.offence_count)::INT,
            coalesce(sum(f.offence_count) FILTER (WHERE f.crime_type = 'Violence and sexual offences'), 0)::INT
        FROM fct_crime_monthly AS f
        WHERE f.source = 'recorded_crime' AND f.area_type = 'ward'
            AND f.vintage IN (SELECT vintage FROM fct_protected)
        GROUP BY ALL
        """,
    )
    return {(ward, quarter): (crimes, violent) for ward, quarter, crimes, violent in rows}  # type: ignore[misc]


def test_the_demonstration_shows_every_measure_and_hides_some_of_it(published: dict[Row, int | None]) -> None:
    assert {row[0] for row in published} == set(BY_WARD)
    assert len([row for row in published if row[4] == 12 and row[2] != "area"]) == 20 * len(BY_WARD)
    hidden = [row for row, count in published.items() if count is None]
    assert 0 < len(hidden) < len(published) / 3
    assert all(count is None or count >= 5 for count in published.values())


def test_no_hidden_figure_is_told_to_within_five(
    published: dict[Row, int | None], plain: dict[tuple[str, str], tuple[int, int]]
) -> None:
    assert told_too_well(published, plain, 5) == {}


def test_flags_and_victims_are_nowhere_else_in_a_build(build: Path) -> None:
    words = ("domestic", "hate", "knife", "victim", "repeat", "strand", "given_type")
    columns = [f"{table.name}.{column}" for table in TABLES.values() for column in table.types]
    assert [column for column in columns if any(word in column for word in words)] == []
    for table in ("fct_crime", "fct_crime_monthly", "dim_crime_type"):
        types = {
            row[0] for row in query(build, f"SELECT DISTINCT crime_type FROM {table} WHERE source = 'recorded_crime'")
        }
        assert "Violence and sexual offences" in types
        assert types.isdisjoint({"Sexual offences", "Violence against the person"})


def test_hours_are_of_whole_years_and_hide_what_is_small(build: Path) -> None:
    rows = query(build, "SELECT year_start::VARCHAR, offence_count FROM fct_crime_hourly")
    assert len(rows) == 169
    assert {start for start, _ in rows} == {"2021-04-01"}
    assert all(count is None or int(str(count)) >= 5 for _, count in rows)
