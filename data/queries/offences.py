"""Counts of recorded offences, from the monthly cube. A month that is absent is null, never zero."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.build import database
from data.model.areas import population_year
from data.model.choices import Choices
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.model.viewer import Viewer


def monthly_by_type(selection: Selection, choices: Choices, period: Period) -> pd.DataFrame:
    """The chosen wards by month and crime type, anti-social behaviour beside the crimes.

    Columns: period_month, crime_type (every type of the build), offence_count (NaN in a gap and in months in which the
    type was not published). Months in order, and in each month the types in theirs.
    """
    found = database.rows(
        """
        SELECT period_month, crime_type, sum(offence_count)::BIGINT
        FROM fct_crime_monthly
        WHERE
            source = $source AND period_month BETWEEN $first AND $last AND area_code IN $codes
            AND (area_type = 'district' OR area_type = 'ward' AND vintage = $vintage)
        GROUP BY period_month, crime_type
        """,
        source=selection.source,
        vintage=selection.vintage.vintage,
        # The whole area is its districts: the same whatever wards it is cut into.
        codes=list(choices.area_codes if selection.is_whole_area else selection.wards),
        first=period.first,
        last=period.last,
    )
    counts = _dense(found, period, choices.crime_types, [choices.present] * len(choices.crime_types))
    for place, crime_type in enumerate(choices.crime_types):
        first, last = choices.published.get(crime_type, (None, None))
        for row, month in enumerate(period.months):
            if (first and month < first) or (last and month > last):
                counts[row, place] = np.nan
    return _long(counts, period, {"crime_type": choices.crime_types})


def monthly_by_ward(selection: Selection, choices: Choices, period: Period) -> pd.DataFrame:
    """Every ward of the vintage by month, the counted types added up.

    Columns: period_month, area_code, area_name, population, offence_count (NaN in a gap). Months in order, and in each
    month the wards by name.
    """
    found = database.rows(
        """
        SELECT period_month, area_code, sum(offence_count)::BIGINT
        FROM fct_crime_monthly
        WHERE
            source = $source AND area_type = 'ward' AND vintage = $vintage AND crime_type IN $crime_types
            AND period_month BETWEEN $first AND $last
        GROUP BY period_month, area_code
        """,
        source=selection.source,
        vintage=selection.vintage.vintage,
        crime_types=list(selection.counted_types),
        first=period.first,
        last=period.last,
    )
    wards = selection.vintage.wards
    codes = tuple(ward.code for ward in wards)
    named = {"area_code": codes, "area_name": [w.name for w in wards], "population": [w.population for w in wards]}
    return _long(_dense(found, period, codes, [choices.present] * len(codes)), period, named)


def _dense(
    found: list[tuple[date, str, int]], period: Period, keys: Sequence[str], present: Sequence[frozenset[date]]
) -> NDArray[np.float64]:
    """Counts as months by keys: 0 where nothing was recorded, NaN in months that are not ``present`` for the key."""
    rows = {month: row for row, month in enumerate(period.months)}
    columns = {key: column for column, key in enumerate(keys)}
    counts = np.zeros((len(rows), len(columns)))
    for month, key, count in found:
        if key in columns:
            counts[rows[month], columns[key]] = count
    for months in set(present):
        own = [column for column, there in enumerate(present) if there == months]
        counts[np.ix_([row for month, row in rows.items() if month not in months], own)] = np.nan
    return counts


def _long(counts: NDArray[np.float64], period: Period, keys: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    months = np.array(period.months, dtype="datetime64[us]")
    repeated = {name: pd.Series(list(values) * len(months)) for name, values in keys.items()}
    return pd.DataFrame(
        {"period_month": np.repeat(months, counts.shape[1]), **repeated, "offence_count": counts.ravel()}
    )


def monthly_by_district(selection: Selection, period: Period) -> pd.DataFrame:
    """Every district that is compared by month, the counted types added up.

    Columns: period_month, area_code, area_name, is_own, population, population_source, offence_count (NaN in a month
    that the district's force did not supply whole). Months in order, and in each month the districts by name.
    """
    listed = districts(selection.source, selection.period.last)
    found = database.rows(
        """
        SELECT period_month, area_code, sum(offence_count)::BIGINT
        FROM fct_crime_monthly
        WHERE
            source = $source AND area_type = 'district' AND period_month BETWEEN $first AND $last
            AND list_contains($crime_types, crime_type)
        GROUP BY period_month, area_code
        """,
        source=selection.source,
        first=period.first,
        last=period.last,
        crime_types=list(selection.counted_types),
    )
    codes = [one.area_code for one in listed]
    # Districts of several forces differ in the months that are there.
    counts = _dense(found, period, codes, [one.present for one in listed])
    named = {name: [getattr(one, name) for one in listed] for name in DISTRICT_COLUMNS}
    return _long(counts, period, named)


class District(NamedTuple):
    """A district that is compared, the residents that belong to a month, its force and its force's whole months."""

    area_code: str
    area_name: str
    is_own: bool
    population: int | None
    population_source: str | None
    force: str | None
    present: frozenset[date]


DISTRICT_COLUMNS = ("area_code", "area_name", "is_own", "population", "population_source")


def districts(source: str, month: date) -> tuple[District, ...]:
    """The districts compared, by name, with the residents that belong to ``month``; kept for the build.

    They are those that the forces of the area police, and of its most similar group those that a loaded force polices.
    """
    return _districts(database.build_key(), source, month)


def named_districts(source: str, month: date) -> pd.DataFrame:
    """The same as a frame: area_code, area_name, is_own, population, population_source."""
    listed = districts(source, month)
    return pd.DataFrame({name: [getattr(one, name) for one in listed] for name in DISTRICT_COLUMNS})


def residents(month: date) -> dict[str, int]:
    """The residents of every district of the lookup that belong to ``month``, by code, of those whose are known."""
    return _residents(database.build_key(), month)


@lru_cache(maxsize=16)
def _residents(build: tuple[str, Viewer], last: date) -> dict[str, int]:
    found = database.rows(
        "SELECT area_code, max(population) FROM dim_population "
        "WHERE area_type = 'district' AND population_year = $year GROUP BY area_code",
        year=population_year(_district_years(build), last),
    )
    return dict(found)


@lru_cache(maxsize=16)
def _districts(build: tuple[str, Viewer], source: str, last: date) -> tuple[District, ...]:
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


def snap_points(selection: Selection) -> pd.DataFrame:
    """Records of the counted types in the period, added up at the points to which they were moved.

    Columns: longitude, latitude, location, offence_count; every ward of the area, most first.
    """
    return database.frame(
        """
        SELECT longitude, latitude, min(location) AS location, count(*) AS offence_count
        FROM fct_crime
        WHERE
            source = $source AND longitude IS NOT NULL AND period_month BETWEEN $first AND $last
            AND list_contains($crime_types, crime_type)
        GROUP BY longitude, latitude
        ORDER BY offence_count DESC, longitude, latitude
        """,
        source=STREET_CRIME,
        first=selection.period.first,
        last=selection.period.last,
        crime_types=list(selection.counted_types),
    )
