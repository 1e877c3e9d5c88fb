"""Rates and changes between whole periods."""

import numpy as np
import pandas as pd

from data.selection import Period

# A difference in the share of unplaced records above which a change in counts may be one of recording.
SHARE_DIFFERENCE = 0.01


def rate_per_1000(count: float, population: float | None) -> float:
    """``count`` per 1,000 of ``population``; NaN where either is unknown or the population is zero."""
    if population is None or pd.isna(population) or population == 0 or pd.isna(count):
        return float("nan")
    return 1000 * float(count) / float(population)


def percent_change(now: float, before: float) -> float:
    """The change from ``before`` to ``now`` in per cent; NaN where either is unknown or ``before`` is zero."""
    if pd.isna(now) or pd.isna(before) or before == 0:
        return float("nan")
    return 100 * (float(now) / float(before) - 1)


def period_totals(monthly: pd.DataFrame, by: str, periods: list[Period]) -> pd.DataFrame:
    """Total of each category in each period; NaN where any month of the period is absent.

    monthly: period_month, ``by``, offence_count (null in a gap). Returns one row a category in its first order,
    one float column a period, named by its place in ``periods``.
    """
    wide = monthly.pivot(index=by, columns="period_month", values="offence_count").astype(float)
    wide = wide.reindex(monthly[by].drop_duplicates())
    wide.columns = [column.date() for column in wide.columns]
    totals = {
        place: wide.reindex(columns=list(period.months)).sum(axis=1, skipna=False)
        for place, period in enumerate(periods)
    }
    return pd.DataFrame(totals)


def type_totals(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Each crime type in the period and a year before: crime_type, total_0, total_1; NaN where incomplete."""
    totals = period_totals(monthly, "crime_type", [period, period.back(1)])
    return totals.add_prefix("total_").rename_axis("crime_type").reset_index()


def differs_in_location(now: float | None, before: float | None) -> bool:
    """Whether the shares of records without a location (0 to 1) differ by a percentage point or more."""
    return now is not None and before is not None and abs(now - before) >= SHARE_DIFFERENCE


def ranks(values: pd.Series) -> pd.Series:
    """Rank of each value, 1 for the highest, ties sharing the better rank; NaN where there is no value."""
    return values.rank(ascending=False, method="min")


def round_breaks(values: pd.Series, classes: int = 5) -> list[float]:
    """Up to ``classes`` − 1 rising breaks, near the quantiles and rounded to two significant figures."""
    known = np.asarray(values.dropna(), dtype=float)
    if not known.size:
        return []
    quantiles = np.quantile(known, np.linspace(0, 1, classes + 1)[1:-1])
    magnitude = 10.0 ** (np.floor(np.log10(np.maximum(np.abs(quantiles), 1e-9))) - 1)
    rounded = np.round(quantiles / magnitude) * magnitude
    return sorted({float(round(value, 6)) for value in rounded if known.min() < value <= known.max()})
