"""What became of the recorded crimes: counts by ward, month and crime type."""

import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.outcomes import OPEN, POSITIVE


def outcomes(offered: Choices, vintage: str) -> pd.DataFrame:
    """Records of crime of the area, with how many had a positive outcome and how many are still open.

    Columns: ward_code (of ``vintage``, null in none), period_month, crime_type, record_count, positive_count,
    open_count. Empty for a source that says nothing of outcomes, and without months that are not whole.
    """
    found = _outcomes(offered.source, vintage)
    is_there = found["period_month"].dt.date.isin(offered.present) & ~found["crime_type"].isin(offered.not_crime)
    return found[is_there].reset_index(drop=True)


@database.per_build
def _outcomes(source: str, vintage: str) -> pd.DataFrame:
    found = database.frame(
        """
        SELECT
            w.ward_code,
            f.period_month,
            f.crime_type,
            count(*) AS record_count,
            count(*) FILTER (list_contains($positive, f.outcome)) AS positive_count,
            count(*) FILTER (list_contains($open, f.outcome)) AS open_count
        FROM fct_crime AS f
        LEFT JOIN fct_crime_ward AS w ON f.record_id = w.record_id AND w.vintage = $vintage
        WHERE
            f.source = $source
            AND EXISTS (SELECT 1 FROM fct_crime AS o WHERE o.source = $source AND o.outcome IS NOT NULL)
        GROUP BY ALL
        ORDER BY ALL
        """,
        source=source,
        vintage=vintage,
        positive=list(POSITIVE),
        open=list(OPEN),
    )
    return found.astype({"period_month": "datetime64[us]"})


@database.per_build
def published_detections() -> pd.DataFrame:
    """What was published of detections: indicator, baseline, owner, document, paragraph, is_doubtful, note."""
    return database.frame(
        """
        SELECT indicator, baseline, owner, document, paragraph, is_doubtful, note
        FROM dim_indicator
        WHERE contains(lower(indicator), 'detection')
        ORDER BY number
        """
    )
