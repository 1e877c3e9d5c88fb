"""The districts of the lookup, with their residents and the months that their forces supplied."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from data.build import database
from data.model.areas import population_year
from data.model.viewer import Viewer


class District(NamedTuple):
    """A district of the lookup, the residents that belong to a month, its force and the months that this supplied."""

    area_code: str
    area_name: str
    is_own: bool
    population: int | None
    population_source: str | None
    force: str | None
    present: frozenset[date]


COLUMNS = ("area_code", "area_name", "is_own", "population", "population_source")


def districts(source: str, month: date) -> tuple[District, ...]:
    """Every district of the lookup by name, with the residents that belong to ``month``; kept for the build."""
    return _districts(database.build_key(), source, month)


def named_districts(source: str, month: date) -> pd.DataFrame:
    """The same as a frame: area_code, area_name, is_own, population, population_source."""
    listed = districts(source, month)
    return pd.DataFrame({name: [getattr(one, name) for one in listed] for name in COLUMNS})


@lru_cache(maxsize=16)
def _districts(build: tuple[str, Viewer], source: str, last: date) -> tuple[District, ...]:
    found = database.rows(
        """
        SELECT
            a.area_code, a.area_name, list_contains((SELECT area_codes FROM meta_build), a.area_code) AS is_own,
            r.population, r.population_source, d.force,
            (
                SELECT coalesce(list(c.period_month), []) FROM fct_coverage AS c
                WHERE c.is_present AND c.source = d.source AND c.force = d.force
            ) AS present
        FROM dim_area AS a
        LEFT JOIN dim_district_force AS d ON d.source = $source AND a.area_code = d.district_code
        LEFT JOIN dim_population AS r
            ON a.area_code = r.area_code AND a.vintage = r.vintage AND r.population_year = $year
        WHERE a.area_type = 'district'
        ORDER BY a.area_name
        """,
        source=source,
        year=population_year(_district_years(build), last),
    )
    return tuple(District._make((*row, frozenset(present))) for *row, present in found)


@lru_cache(maxsize=8)
def _district_years(_build: tuple[str, Viewer]) -> tuple[int, ...]:
    """The years in which districts can be compared by their residents, the earliest first."""
    found = database.rows(
        "SELECT DISTINCT population_year FROM dim_population WHERE area_type = 'district' AND is_common ORDER BY ALL"
    )
    return tuple(year for (year,) in found)
