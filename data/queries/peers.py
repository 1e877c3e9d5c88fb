"""The areas that the chosen ones are compared with, offence by offence."""

import pandas as pd

from data import database
from data.period import Period
from data.selection import Selection


def monthly_by_area_and_type(selection: Selection, area_type: str, period: Period) -> pd.DataFrame:
    """Areas of one kind by month and chosen crime type, only where something was recorded.

    area_type: "district", every one of the lookup, or "ward", of the vintage. Columns: period_month, area_code,
    crime_type, offence_count. Which months an area lacks is told by ``monthly_by_district`` and ``monthly_by_ward``.
    """
    return database.frame(
        """
        SELECT period_month, area_code, crime_type, offence_count
        FROM fct_crime_monthly
        WHERE
            source = $source AND area_type = $area_type AND (area_type = 'district' OR vintage = $vintage)
            AND period_month BETWEEN $first AND $last AND list_contains($crime_types, crime_type)
        """,
        source=selection.source,
        area_type=area_type,
        vintage=selection.vintage.vintage,
        first=period.first,
        last=period.last,
        crime_types=list(selection.crime_types),
    )
