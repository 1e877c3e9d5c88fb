"""Counts of recorded offences, from the monthly cube. A month that is absent is null, never zero."""

from datetime import date

import pandas as pd

from data import database
from data.schema import STREET_CRIME
from data.selection import Choices, Period, Selection


def monthly_by_type(selection: Selection, choices: Choices, period: Period) -> pd.DataFrame:
    """The chosen wards by month and crime type, anti-social behaviour beside the crimes.

    Columns: period_month, crime_type (every type of the build), offence_count (Int64, null in a gap and in months in
    which the type was not published).
    """
    return database.frame(
        """
        WITH month AS (SELECT unnest($months::DATE[]) AS period_month),
        counted AS (
            SELECT period_month, crime_type, sum(offence_count) AS offence_count
            FROM fct_crime_monthly
            WHERE
                source = $source AND area_type = 'ward' AND vintage = $vintage
                AND list_contains($wards, area_code)
            GROUP BY period_month, crime_type
        )

        SELECT
            m.period_month,
            t.crime_type,
            CASE
                WHEN list_contains($present::DATE[], m.period_month)
                    AND m.period_month BETWEEN coalesce(t.first_month, m.period_month)
                    AND coalesce(t.last_month, m.period_month)
                    THEN coalesce(c.offence_count, 0)
            END::BIGINT AS offence_count
        FROM month AS m
        CROSS JOIN dim_crime_type AS t
        LEFT JOIN counted AS c ON m.period_month = c.period_month AND t.crime_type = c.crime_type
        ORDER BY m.period_month, t.display_order
        """,
        source=STREET_CRIME,
        vintage=selection.vintage.vintage,
        wards=list(selection.wards),
        **_months(choices, period),
    )


def monthly_by_ward(selection: Selection, choices: Choices, period: Period) -> pd.DataFrame:
    """Every ward of the vintage by month, the counted types added up.

    Columns: period_month, area_code, area_name, population, offence_count (Int64, null in a gap).
    """
    return database.frame(
        """
        WITH month AS (SELECT unnest($months::DATE[]) AS period_month),
        counted AS (
            SELECT period_month, area_code, sum(offence_count) AS offence_count
            FROM fct_crime_monthly
            WHERE
                source = $source AND area_type = 'ward' AND vintage = $vintage
                AND list_contains($crime_types, crime_type)
            GROUP BY period_month, area_code
        )

        SELECT
            m.period_month,
            a.area_code,
            a.area_name,
            a.population,
            CASE WHEN list_contains($present::DATE[], m.period_month) THEN coalesce(c.offence_count, 0) END::BIGINT
                AS offence_count
        FROM month AS m
        CROSS JOIN dim_area AS a
        LEFT JOIN counted AS c ON m.period_month = c.period_month AND a.area_code = c.area_code
        WHERE a.area_type = 'ward' AND a.vintage = $vintage
        ORDER BY m.period_month, a.area_name
        """,
        source=STREET_CRIME,
        vintage=selection.vintage.vintage,
        crime_types=list(selection.counted_types),
        **_months(choices, period),
    )


def district_offences(selection: Selection) -> pd.DataFrame:
    """Every district in the period, the counted types added up.

    Columns: area_code, area_name, is_own, population, population_source, offence_count (null where the district's
    force is absent in any month of the period).
    """
    return database.frame(
        """
        WITH complete AS (
            SELECT d.district_code
            FROM dim_district_force AS d
            JOIN fct_coverage AS c ON d.force = c.force
            WHERE c.period_month BETWEEN $first AND $last AND c.is_present
            GROUP BY d.district_code
            HAVING count(*) = $month_count
        ),
        counted AS (
            SELECT area_code, sum(offence_count) AS offence_count
            FROM fct_crime_monthly
            WHERE
                source = $source AND area_type = 'district' AND period_month BETWEEN $first AND $last
                AND list_contains($crime_types, crime_type)
            GROUP BY area_code
        )

        SELECT
            a.area_code,
            a.area_name,
            list_contains((SELECT area_codes FROM meta_build), a.area_code) AS is_own,
            a.population,
            a.population_source,
            CASE WHEN p.district_code IS NOT NULL THEN coalesce(c.offence_count, 0) END::BIGINT AS offence_count
        FROM dim_area AS a
        LEFT JOIN complete AS p ON a.area_code = p.district_code
        LEFT JOIN counted AS c ON a.area_code = c.area_code
        WHERE a.area_type = 'district'
        ORDER BY a.area_name
        """,
        source=STREET_CRIME,
        first=selection.period.first,
        last=selection.period.last,
        month_count=len(selection.period.months),
        crime_types=list(selection.counted_types),
    )


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


def _months(choices: Choices, period: Period) -> dict[str, list[date]]:
    return {
        "months": list(period.months),
        "present": [month for month in period.months if month in choices.present],
    }
