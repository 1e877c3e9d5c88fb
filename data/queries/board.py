"""What the board of the partnership adopted, what it is given, and what it agreed."""

import pandas as pd

from data.build import database

# The flags of a partner's records, by their names in board_measures, as conditions on fct_crime_detail.
FLAGS = ("domestic_abuse", "hate_crime", "knife", "youth_victim")


@database.per_build
def priorities() -> pd.DataFrame:
    """Every priority, the latest year first and in its order: the columns of ``dim_priority``."""
    return database.frame("SELECT * FROM dim_priority ORDER BY year_from DESC, display_order")


@database.per_build
def measures() -> pd.DataFrame:
    """What speaks to each priority, indicator and concern: subject_id, kind, measure, dataset, fit, note."""
    return database.frame("SELECT * EXCLUDE (display_order) FROM dim_board_measure ORDER BY display_order")


@database.per_build
def concerns() -> pd.DataFrame:
    """Concerns that documents raise, the latest first: the columns of ``dim_concern``."""
    return database.frame("SELECT * FROM dim_concern ORDER BY raised_on DESC, concern_id")


@database.per_build
def published_figures() -> pd.DataFrame:
    """Single figures of documents: the columns of ``fct_published_figure``."""
    return database.frame("SELECT * FROM fct_published_figure ORDER BY display_order")


@database.per_build
def indicators() -> pd.DataFrame:
    """Every indicator in the order of its document: the columns of ``dim_indicator``."""
    return database.frame("SELECT * FROM dim_indicator ORDER BY document, number")


@database.per_build
def actuals() -> pd.DataFrame:
    """The figures that are given of indicators: key (the indicator), period_from, period_to, actual, base, audience."""
    return database.frame(
        """
        SELECT indicator_id AS key, period_from, period_to, actual, base, audience
        FROM fct_indicator_actual
        ORDER BY indicator_id, period_from, period_to
        """
    )


@database.per_build
def targets() -> pd.DataFrame:
    """What years are to reach: indicator_id, year_from, target, audience, note."""
    return database.frame("SELECT * FROM fct_indicator_target ORDER BY indicator_id, year_from")


@database.per_build
def actions() -> pd.DataFrame:
    """The action log, the first due on top: the columns of ``fct_board_action``."""
    return database.frame("SELECT * FROM fct_board_action ORDER BY due_on, action_id")


@database.per_build
def flagged(dataset: str) -> pd.DataFrame:
    """Records of the area that bear each of FLAGS, by month: key (the flag), period_from, period_to, actual, base.

    Only months that are present have a row, 0 where none is flagged; a flag that no record bears has none at all.
    """
    return database.frame(
        """
        WITH own AS (
            SELECT c.period_month, d.is_domestic_abuse, d.hate_strand, d.is_knife, d.is_youth_victim
            FROM fct_crime AS c JOIN fct_crime_detail AS d ON c.record_id = d.record_id
            WHERE c.source = $dataset
        ),
        counted AS (
            SELECT m.period_month, f.key, count(o.period_month) FILTER (WHERE CASE f.key
                WHEN 'domestic_abuse' THEN o.is_domestic_abuse
                WHEN 'hate_crime' THEN coalesce(o.hate_strand, '') <> ''
                WHEN 'knife' THEN o.is_knife
                ELSE o.is_youth_victim
            END) AS actual
            FROM (SELECT DISTINCT period_month FROM fct_coverage WHERE source = $dataset AND is_present) AS m
            CROSS JOIN (SELECT unnest($flags::VARCHAR[]) AS key) AS f
            LEFT JOIN own AS o ON m.period_month = o.period_month
            GROUP BY ALL
        )

        SELECT
            key, period_month AS period_from, period_month AS period_to, actual::DOUBLE AS actual,
            NULL::INTEGER AS base
        FROM counted
        QUALIFY max(actual) OVER (PARTITION BY key) > 0
        ORDER BY key, period_month
        """,
        dataset=dataset,
        flags=list(FLAGS),
    )
