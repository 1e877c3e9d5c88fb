"""A table or a map of changes, each with its verdict."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from data.analysis.change import by_month, totals_of
from data.analysis.count_change import compare_counts
from data.analysis.dispersion import Floats, dispersion
from data.analysis.multiple import Correction, adjusted
from data.analysis.power import POWER, detectable_rise_pct, power_of_change
from data.analysis.verdicts import verdicts
from data.period import Period


def changes_with_verdict(
    monthly: pd.DataFrame, key: str, now: Period, before: Period, correction: Correction | None = None
) -> pd.DataFrame:
    """One row a ``key``, in their first order: the change from ``before`` to ``now`` and what may be said of it.

    monthly: period_month, ``key``, offence_count (NaN in a gap), at least of both periods; months between them help to
    judge how much the series varies, months outside are not used, so that a figure has one verdict on every page.
    Columns: ``key``, those of ``compare_counts``, p_adjusted, comparisons (how many the correction allowed for),
    detectable_rise_pct (the smallest that would be found four times in five) and verdict, which goes by p_adjusted.
    Raises ValueError where the periods overlap.
    """
    if now.first <= before.last and before.first <= now.last:
        raise ValueError(f"{before} and {now} overlap: compare periods without a month in common")
    wide = by_month(monthly, key)
    totals = totals_of(wide, [now, before])
    groups = _groups(wide.index, now, before)
    factor, freedom = dispersion(wide.to_numpy()[groups >= 0], groups[groups >= 0])
    frame = judged(totals[0], totals[1], factor, freedom, (len(now.months), len(before.months)), correction)
    frame.insert(0, key, wide.columns)
    return frame


def judged(
    now: ArrayLike,
    before: ArrayLike,
    factor: Floats,
    freedom: Floats,
    months: tuple[int, int],
    correction: Correction | None = None,
) -> pd.DataFrame:
    """Each count against another with its verdict; parameters and columns as in ``compare_counts``, and those above."""
    frame = compare_counts(now, before, factor, freedom, months)
    frame["p_adjusted"], frame["comparisons"] = adjusted(frame["p_value"], correction)
    expected = (frame["total_0"] + frame["total_1"]).to_numpy() * months[1] / sum(months)
    frame["detectable_rise_pct"] = detectable_rise_pct(expected, factor, freedom, months)
    doubling = power_of_change(expected, 2, factor, freedom, months)
    frame["verdict"] = verdicts(frame["difference"], frame["p_adjusted"], doubling >= POWER)
    return frame


def _groups(months: pd.Index, now: Period, before: Period) -> NDArray[np.int64]:
    """0 for the months of ``now``, 1 of ``before``, 2 for those between them, −1 outside."""
    span = Period(min(now.first, before.first), max(now.last, before.last))
    cases = [(months >= pd.Timestamp(p.first)) & (months <= pd.Timestamp(p.last)) for p in (now, before, span)]
    return np.select(cases, [0, 1, 2], -1)
