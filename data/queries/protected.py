"""The protected tables of flags and victims: what is shown of the latest whole year of a partner's extract."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from data.build import database
from data.model.protected import YEAR_MONTHS

PUBLISHED = ("000-da-share-all", "000-da-share-violence", "000-da-rank")


class ProtectedYear(NamedTuple):
    """The latest whole year of an extract.

    figures: measure, part (empty but for parts), area_code, period_start, months (3 or 12), offence_count (null
    where it is hidden), count_status; all_crime, any_violence: what the extract holds in the wards in all.
    """

    source: str
    start: date
    vintage: str
    hidden_below: int
    figures: pd.DataFrame
    all_crime: int
    any_violence: int


def is_for_partner() -> bool:
    """Whether the one who looks is a partner: the public is not even told which extracts there could be."""
    return bool(database.rows("SELECT 1 FROM dim_source WHERE audience <> 'public' LIMIT 1"))


@database.per_build
def protected_year() -> ProtectedYear | None:
    """The latest year of which there is a figure; None where an extract has none, or the viewer may see none."""
    found = database.rows(
        """
        SELECT source, period_start, vintage, max(hidden_below)
        FROM fct_protected WHERE months = $year
        GROUP BY ALL ORDER BY period_start DESC, source LIMIT 1
        """,
        year=YEAR_MONTHS,
    )
    if not found:
        return None
    source, start, vintage, below = found[0]
    named = {"source": source, "start": start, "vintage": vintage}
    figures = database.frame(
        """
        SELECT measure, part, area_code, period_start, months, offence_count, count_status
        FROM fct_protected
        WHERE
            source = $source AND vintage = $vintage
            AND period_start >= $start AND period_start < $start + INTERVAL 12 MONTH
        ORDER BY ALL
        """,
        **named,
    )
    crimes, violent = database.rows(
        """
        SELECT
            coalesce(sum(f.offence_count), 0)::BIGINT,
            coalesce(sum(f.offence_count) FILTER (WHERE f.crime_type = 'Violence and sexual offences'), 0)::BIGINT
        FROM fct_crime_monthly AS f
        JOIN dim_crime_type AS t ON f.source = t.source AND f.crime_type = t.crime_type
        WHERE
            f.source = $source AND f.area_type = 'ward' AND f.vintage = $vintage AND t.is_crime
            AND f.period_month >= $start AND f.period_month < $start + INTERVAL 12 MONTH
        """,
        **named,
    )[0]
    return ProtectedYear(source, start, vintage, below, figures, crimes, violent)


@database.per_build
def published_shares() -> pd.DataFrame:
    """What was published of domestic abuse: the columns of ``fct_published_figure``, by ``figure_id``."""
    return database.frame(
        "SELECT * FROM fct_published_figure WHERE list_contains($ids, figure_id) ORDER BY display_order",
        ids=list(PUBLISHED),
    ).set_index("figure_id")
