"""What the partnership and its partners have published, and the events that charts mark."""

import numpy as np
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
    first, last = every["date_from"].to_numpy(), every["date_to"].to_numpy()
    is_within = (first < np.datetime64(period.last) + 1) & (last >= np.datetime64(period.first))
    return every[is_within].reset_index(drop=True)


@database.per_build
def _annotations() -> pd.DataFrame:
    return database.frame(
        """
        SELECT date_from, coalesce(date_to, date_from) AS date_to, label, kind, explanation, document
        FROM meta_annotation
        ORDER BY date_from
        """
    )
