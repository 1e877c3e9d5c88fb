"""Rates and changes between whole periods."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.model.period import Period


def period_totals(monthly: pd.DataFrame, by: str, periods: list[Period]) -> pd.DataFrame:
    """Total of each category in each period; NaN where any month of the period is absent.

    monthly: period_month, ``by``, offence_count (null in a gap). Returns one row a category in its first order,
    one float column a period, named by its place in ``periods``.
    """
    wide = by_month(monthly, by)
    rows = {stamp.date(): row for row, stamp in enumerate(wide.index)}
    counts, totals = wide.to_numpy(), {}
    for place, period in enumerate(periods):
        found = [rows[month] for month in period.months if month in rows]
        is_whole = len(found) == len(period.months)
        totals[place] = counts[found].sum(axis=0) if is_whole else np.full(counts.shape[1], np.nan)
    return pd.DataFrame(totals, index=wide.columns)


def by_month(monthly: pd.DataFrame, by: str) -> pd.DataFrame:
    """The counts with a row a month and a column a category, in their first order; NaN in a gap.

    monthly: period_month, ``by``, offence_count. A frame that has every category in every month, in one order, is only
    folded: a pivot takes twenty times as long.
    """
    categories, stamps = monthly[by].to_numpy(dtype=object), monthly["period_month"].to_numpy()
    counts = monthly["offence_count"].to_numpy(dtype=float)
    keys, months = list(dict.fromkeys(categories)), stamps[:: max(len(set(categories)), 1)]
    is_folded = bool(keys) and len(counts) == len(months) * len(keys)
    if is_folded and (categories == keys * len(months)).all() and (stamps == np.repeat(months, len(keys))).all():
        index, columns = pd.Index(months, name="period_month"), pd.Index(keys, name=by)
        return pd.DataFrame(counts.reshape(-1, len(keys)), index=index, columns=columns)
    wide = monthly.assign(offence_count=counts).pivot(index="period_month", columns=by, values="offence_count")
    return wide[keys]


def ranks(values: pd.Series) -> pd.Series:
    """Rank of each value, 1 for the highest, ties sharing the better rank; NaN where there is no value."""
    return values.rank(ascending=False, method="min")


def round_breaks(values: ArrayLike, classes: int = 5) -> list[float]:
    """Up to ``classes`` − 1 rising breaks, near the quantiles and rounded to two significant figures.

    Of whole values the breaks are whole.
    """
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if not known.size:
        return []
    # Near-equal numbers of wards in each class, at edges that a person can say aloud.
    quantiles = np.quantile(known, np.linspace(0, 1, classes + 1)[1:-1])
    magnitude = 10.0 ** (np.floor(np.log10(np.maximum(np.abs(quantiles), 1e-9))) - 1)
    rounded = np.round(quantiles / magnitude) * magnitude
    if np.all(known % 1 == 0):
        rounded = np.ceil(np.round(rounded, 6))
    return sorted({float(round(value, 6)) for value in rounded if known.min() < value <= known.max()})
