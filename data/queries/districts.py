"""The districts of the lookup, with their residents and the months that their forces supplied."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from data.build import database
from data.model.areas import population_year


class District(NamedTuple):
    """A district that is compared, the residents that belong to a month, its force and its force's whole months."""

    area_code: str
    area_name: str
    is_own: bool
    population: int | None
    population_source: str | None
    force: str | None
    present: frozenset[date]


COLUMNS = ("area_code", "area_name", "is_own", "population", "population_source")


def districts(source: str, month: date) -> tuple[District, ...]:
    """The districts compared, by name, with the residents that belong to ``month``; kept for the build.

    They are those that the forces of the area police, and of its most similar group those that a loaded force polices.
    """
    return _districts(source, population_year(_district_years(), month))


def named_districts(source: str, month: date) -> pd.DataFrame:
    """The same as a frame: area_code, area_name, is_own, population, population_source."""
    listed = districts(source, month)
    return pd.DataFrame({name: [getattr(one, name) for one in listed] for name in COLUMNS})


def residents(month: date) -> dict[str, int]:
    """The residents of every district of the lookup that belong to ``month``, by code, of those whose are known."""
    return _residents(population_year(_district_years(), month))


@database.per_build
def _residents(year: int | None) -> dict[str, int]:
    found = database.rows(
        "SELECT area_code, max(population) FROM dim_population "
        "WHERE area_type = 'district' AND population_year = $year GROUP BY area_code",
        year=year,
    )
    return dict(found)


@database.per_build
def _districts(source: str, year: int | None) -> tuple[District, ...]:
    found = database.rows(
        """
        SELECT
            a.area_code, a.area_name, list_contains((SELECT area_codes FROM meta_build), a.area_code) AS is_own,
            r.population, r.population_source, d.force,
            (
                SELECT coalesce(list(c.period_month), []) FROM fct_coverage AS c
                WHERE c.is_present AND c.source = d.source AND c.force = d.force AND NOT EXISTS (
                    SELECT 1 FROM dim_second_force AS s
                    WHERE
                        s.source = d.source AND s.district_code = d.district_code AND NOT s.is_left_out
                        AND list_contains(s.missing_months, c.period_month)
                )
            ) AS present
        FROM dim_area AS a
        LEFT JOIN dim_district_force AS d ON d.source = $source AND a.area_code = d.district_code
        LEFT JOIN dim_population AS r
            ON a.area_code = r.area_code AND a.vintage = r.vintage AND r.population_year = $year
        WHERE a.area_type = 'district' AND (
            is_own
            OR d.force IN (
                SELECT o.force FROM dim_district_force AS o
                WHERE o.source = $source AND list_contains((SELECT area_codes FROM meta_build), o.district_code)
            )
            OR len(present) > 0 AND a.area_code IN (
                SELECT g.similar_area_code FROM dim_most_similar_group AS g
                WHERE list_contains((SELECT area_codes FROM meta_build), g.area_code)
            )
        )
        ORDER BY a.area_name
        """,
        source=source,
        year=year,
    )
    return tuple(District._make((*row, frozenset(present))) for *row, present in found)


@database.per_build
def _district_years() -> tuple[int, ...]:
    """The years in which districts can be compared by their residents, the earliest first."""
    found = database.rows(
        "SELECT DISTINCT population_year FROM dim_population WHERE area_type = 'district' AND is_common ORDER BY ALL"
    )
    return tuple(year for (year,) in found)
