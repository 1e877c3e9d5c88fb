"""The hours of the week in which offences happened, which only a partner's extract knows."""

from datetime import date

import pandas as pd

from data.build import database


def offences_by_hour(source: str, last: date) -> pd.DataFrame:
    """The offences of an extract by weekday and hour, of the latest year from April to March that ended by ``last``.

    Else of its latest such year; no row where it has none, and of open data, which have no hours. Columns: year_start,
    weekday (1 for Monday), hour (0 to 23), both 0 for what was recorded without day or hour; offence_count, null where
    it is hidden; hidden_below: the count under which it is.
    """
    return database.frame(
        """
        SELECT year_start, weekday, hour, offence_count, hidden_below
        FROM fct_crime_hourly
        WHERE source = $source
        QUALIFY year_start = first_value(year_start) OVER (
            ORDER BY year_start + INTERVAL 11 MONTH <= $last DESC, year_start DESC
        )
        ORDER BY weekday, hour
        """,
        source=source,
        last=last,
    )
