"""What became of the recorded crimes: counts by ward, month and crime type."""

import pandas as pd

from data.build import database
from data.model.outcomes import OPEN, POSITIVE
from data.queries.choices import filter_choices
from data.statistics.change.outcomes import Counted, counted


@database.per_build
def outcomes(source: str, vintage: str) -> tuple[Counted, Counted]:
    """Records of crime, with how many had a positive outcome and how many are still open: by crime type, and by ward.

    Of the months that are whole; wards are those of ``vintage``, by their codes. Nothing for a source that says nothing
    of outcomes.
    """
    offered = filter_choices(source)
    wards = [ward.code for one in offered.vintages if one.vintage == vintage for ward in one.wards]
    found = database.frame(
        """
        SELECT
            w.ward_code,
            f.period_month::TIMESTAMP AS period_month,
            f.crime_type,
            count(*) AS record_count,
            count(*) FILTER (list_contains($positive, f.outcome)) AS positive_count,
            count(*) FILTER (list_contains($open, f.outcome)) AS open_count
        FROM fct_crime AS f
        LEFT JOIN fct_crime_ward AS w
            ON f.record_id = w.record_id AND w.vintage = $vintage AND list_contains($wards, w.ward_code)
        WHERE
            f.source = $source
            AND list_contains($present::DATE[], f.period_month)
            AND NOT list_contains($not_crime::VARCHAR[], f.crime_type)
            AND EXISTS (SELECT 1 FROM fct_crime AS o WHERE o.source = $source AND o.outcome IS NOT NULL)
        GROUP BY ALL
        """,
        source=source,
        vintage=vintage,
        wards=wards,
        present=sorted(offered.present),
        not_crime=list(offered.not_crime),
        positive=list(POSITIVE),
        open=list(OPEN),
    )
    return counted(found, "crime_type"), counted(found, "ward_code")


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
