"""What the board of the partnership adopted, what it is given, and what it agreed."""

from typing import Any

import pandas as pd

from data.build import database
from data.model.protected import QUARTER_MONTHS
from data.model.records import records
from data.model.schema import AREA

# By the names of its columns.
Row = dict[str, Any]


@database.per_build
def priorities() -> list[Row]:
    """Every priority, the latest year first and in its order: the columns of ``dim_priority``."""
    return records(database.frame("SELECT * FROM dim_priority ORDER BY year_from DESC, display_order"))


@database.per_build
def measures() -> dict[str, list[Row]]:
    """What speaks to each priority, indicator and concern, in its order: kind, measure, dataset, fit, note."""
    found: dict[str, list[Row]] = {}
    for one in records(
        database.frame("SELECT * EXCLUDE (display_order) FROM dim_board_measure ORDER BY display_order")
    ):
        found.setdefault(one["subject_id"], []).append(one)
    return found


@database.per_build
def published_figures() -> pd.DataFrame:
    """Single figures of documents: the columns of ``fct_published_figure``."""
    return database.frame("SELECT * FROM fct_published_figure ORDER BY display_order")


@database.per_build
def indicators() -> list[Row]:
    """Every indicator in the order of its document: the columns of ``dim_indicator``.

    owner, frequency and aim are empty where the document names none.
    """
    return records(
        database.frame(
            """
            SELECT * REPLACE (
                coalesce(owner, '') AS owner, coalesce(frequency, '') AS frequency, coalesce(aim, '') AS aim
            )
            FROM dim_indicator
            ORDER BY document, number
            """
        )
    )


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
def targets() -> list[Row]:
    """What years are to reach: indicator_id, year_from, target, audience, note."""
    return records(database.frame("SELECT * FROM fct_indicator_target ORDER BY indicator_id, year_from"))


@database.per_build
def actions() -> list[Row]:
    """The action log, the first due on top: the columns of ``fct_board_action``."""
    return records(database.frame("SELECT * FROM fct_board_action ORDER BY due_on, action_id"))


@database.per_build
def flagged(dataset: str) -> pd.DataFrame:
    """What a partner's extract flags in the whole area, by quarter.

    Columns: key (one of ``MEASURES``), period_from, period_to, actual, base (null). Of the protected tables alone:
    a quarter that is hidden, or of which the extract lacks a month, has no row.
    """
    return database.frame(
        """
        SELECT
            measure AS key,
            period_start AS period_from,
            CAST(period_start + INTERVAL 2 MONTH AS DATE) AS period_to,
            offence_count::DOUBLE AS actual,
            NULL::INTEGER AS base
        FROM fct_protected
        WHERE
            source = $dataset AND months = $quarter AND part = '' AND area_code = $area AND offence_count IS NOT NULL
            AND vintage = (SELECT max(vintage) FROM fct_protected WHERE source = $dataset)
        ORDER BY measure, period_start
        """,
        dataset=dataset,
        quarter=QUARTER_MONTHS,
        area=AREA,
    )
