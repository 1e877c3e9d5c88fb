"""What the partnership and its partners have published, and the events that charts mark."""

import pandas as pd

from data.build import database
from data.model.period import Period


@database.per_build
def published_performance() -> pd.DataFrame:
    """The published crime performance of the area: period_from, period_to, offence, offence_count, change_pct, …"""
    return database.frame("SELECT * FROM fct_published_performance ORDER BY period_to DESC, display_order")


def annotations(period: Period) -> pd.DataFrame:
    """Events within the period: date_from, date_to, label, kind, explanation, document."""
    every = _annotations()
    spans = enumerate(zip(every["date_from"], every["date_to"], strict=True))
    within = [row for row, (first, last) in spans if first.date() <= period.last and last.date() >= period.first]
    return every.iloc[within].reset_index(drop=True)


@database.per_build
def _annotations() -> pd.DataFrame:
    return database.frame(
        """
        SELECT date_from, coalesce(date_to, date_from) AS date_to, label, kind, explanation, document
        FROM meta_annotation
        ORDER BY date_from
        """
    )
