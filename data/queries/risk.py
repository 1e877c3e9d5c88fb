"""What the risk matrix is made of, beside counts: weights of harm, what residents worry about, and which offences."""

from datetime import date

import pandas as pd

from data.build import database


@database.per_build
def harm_weights() -> pd.DataFrame:
    """The weights of the list that is loaded, an offence a row: the columns of ``dim_harm_weight``."""
    return database.frame("SELECT * FROM dim_harm_weight ORDER BY crime_type, offence")


@database.per_build
def public_concern() -> pd.DataFrame:
    """How many residents name each crime type, in the latest survey: the columns of ``fct_public_concern``."""
    return database.frame(
        """
        SELECT * FROM fct_public_concern
        QUALIFY wave_end = max(wave_end) OVER ()
        ORDER BY concern_pct DESC, crime_type
        """
    )


@database.per_build
def offences_recorded(last: date) -> dict[str, int]:
    """How many of each Home Office code the area's partnership recorded in the four quarters that end by ``last``.

    last: the first day of a month. Empty where the Home Office's table is not loaded.
    """
    found = database.rows(
        """
        WITH own AS (
            SELECT q.quarter_start, q.offence_code, q.offence_count
            FROM fct_recorded_crime_quarterly AS q
            WHERE
                q.csp_name IN (SELECT csp_name FROM dim_partnership WHERE is_own)
                AND q.quarter_start <= $last::DATE - INTERVAL 2 MONTH
        )

        SELECT offence_code, sum(offence_count)::BIGINT
        FROM own
        WHERE quarter_start > (SELECT max(quarter_start) FROM own) - INTERVAL 12 MONTH
        GROUP BY offence_code
        """,
        last=last,
    )
    return dict(found)


@database.per_build
def published_ranks(source: str) -> pd.DataFrame:
    """The ranks of the partnership's own risk matrix, as published, the first on top.

    Columns: those of ``fct_published_figure``, and crime_type: that of the source which bears the name, null where none
    does.
    """
    return database.frame(
        """
        SELECT f.*, t.crime_type
        FROM fct_published_figure AS f
        LEFT JOIN meta_crime_type AS t ON t.source = $source AND lower(f.statement) = lower(t.name)
        WHERE f.unit = 'rank in the risk matrix'
        ORDER BY f.period_to DESC, f.value, f.display_order
        """,
        source=source,
    )
