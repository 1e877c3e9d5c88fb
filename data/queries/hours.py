"""The hours of the week in which offences happened, which only a partner's extract knows."""

import pandas as pd

from data.build import database
from data.model.schema import STREET_CRIME
from data.model.selection import Selection


def offences_by_hour(selection: Selection) -> pd.DataFrame | None:
    """The counted types in the chosen wards and period, by weekday and hour; None for open data, which have neither.

    Columns: weekday (1 for Monday), hour (0 to 23), offence_count; one row at most has null for both: what was recorded
    without the day or without the hour on which it happened.
    """
    if selection.source == STREET_CRIME:
        return None
    return database.frame(
        """
        SELECT
            CASE WHEN d.offence_hour IS NOT NULL THEN isodow(d.offence_date) END AS weekday,
            CASE WHEN d.offence_date IS NOT NULL THEN d.offence_hour END AS hour,
            count(*) AS offence_count
        FROM fct_crime AS c
        JOIN fct_crime_detail AS d ON c.source = d.source AND c.record_id = d.record_id
        JOIN fct_crime_ward AS w ON c.source = w.source AND c.record_id = w.record_id
        WHERE
            c.source = $source AND w.vintage = $vintage AND list_contains($wards, w.ward_code)
            AND list_contains($crime_types, c.crime_type) AND c.period_month BETWEEN $first AND $last
        GROUP BY ALL
        ORDER BY ALL
        """,
        source=selection.source,
        vintage=selection.vintage.vintage,
        wards=list(selection.wards),
        crime_types=list(selection.counted_types),
        first=selection.period.first,
        last=selection.period.last,
    )
