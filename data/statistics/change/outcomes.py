"""The share of records with a positive outcome, in months that are old enough, and whether it changed."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.outcomes import MOST_OPEN, SETTLED_MONTHS
from data.model.period import Period, add_months
from data.statistics.change.noise import Floats
from data.statistics.survey.proportions import compare_waves, wilson_interval

YEAR = 12
# A difference that is missed more often than one time in five is too small to be told.
WORTH_FINDING_POINTS = 5.0
COUNTS = ["record_count", "positive_count"]


class Months(NamedTuple):
    """The settled months that are counted, and the same of the year before, each in their order; before may be none."""

    now: tuple[pd.Timestamp, ...]
    before: tuple[pd.Timestamp, ...]


class Counted(NamedTuple):
    """The counts of each value of a column by month; counts: values × months × COUNTS, 0 where there is no record."""

    names: NDArray[np.object_]
    months: pd.DatetimeIndex
    counts: Floats

    def of(self, months: Sequence[pd.Timestamp]) -> Floats:
        """The counts of these months."""
        return np.asarray(self.counts[:, self.months.isin(months)])


def settled_months(monthly: pd.DataFrame, last: pd.Timestamp) -> Months:
    """The settled months of the twelve that end by ``last``, and those of them that are settled a year before too.

    monthly: period_month, record_count, open_count. Settled: half a year older than the latest month there is, and with
    no more than one record in twelve still open. Where a year before has none of the months nothing is compared; where
    it has some the counts of now are of all, and what is compared is said by ``compared_shares``.
    """
    if monthly.empty:
        return Months((), ())
    by_month = monthly.groupby("period_month")[["record_count", "open_count"]].sum()
    newest = add_months(by_month.index.max().date(), -SETTLED_MONTHS)
    is_open = by_month["open_count"] / by_month["record_count"] > MOST_OPEN
    settled = [month for month in by_month.index[~is_open] if month.date() <= newest]
    end = min(last.date(), newest)
    year = Period(add_months(end, 1 - YEAR), end)
    now = tuple(month for month in settled if year.first <= month.date() <= year.last)
    before = tuple(month for month in settled if month + pd.DateOffset(months=YEAR) in now)
    return Months(now, before)


def outcome_shares(monthly: pd.DataFrame, by: str, months: Months, family: str) -> pd.DataFrame:
    """Each value of ``by`` with its share of records that had a positive outcome.

    monthly: ``by``, period_month, record_count, positive_count. Columns: ``by``, record_count, positive_count,
    share_pct, lower_ci_pct, upper_ci_pct (95 %, Wilson), and those of ``compare_waves`` of the months that both years
    have, with now_pct and before_pct. Months vary more than separate records would: records are divided by their
    dispersion about the share of their year, one for all rows (``dispersion``).
    """
    counts = counted(monthly, by)
    factor = dispersion(counts, months)
    both = [month for month in months.now if month - pd.DateOffset(months=YEAR) in months.before]
    whole, now, before = (counts.of(side).sum(axis=1) for side in (months.now, both, months.before))
    share = _share(whole)
    interval = wilson_interval(share, _known(whole), factor)
    compared = compare_waves(
        _share(now),
        _share(before),
        _known(now),
        _known(before),
        family,
        factor,
        family=family,
        worth_finding=WORTH_FINDING_POINTS,
    )
    totals = pd.DataFrame(whole.astype(int), columns=COUNTS)
    totals.insert(0, by, counts.names)
    named = totals.assign(share_pct=share, now_pct=_share(now), before_pct=_share(before), factor=factor)
    return named.join(interval).join(compared)


def counted(monthly: pd.DataFrame, by: str) -> Counted:
    """The counts of each value of ``by``; rows without one are left out."""
    names, places = np.unique(monthly[by].dropna().to_numpy(dtype=object), return_inverse=True)
    months, steps = np.unique(monthly["period_month"].to_numpy(), return_inverse=True)
    counts = np.zeros((len(names), len(months), len(COUNTS)))
    known = monthly[by].notna().to_numpy()
    np.add.at(counts, (places, steps[known]), monthly[COUNTS].to_numpy(dtype=float)[known])
    return Counted(names, pd.DatetimeIndex(months), counts)


def dispersion(counts: Counted, months: Months) -> float:
    """How much more months vary about the share of their year than separate records would, 1 at least.

    Pearson's chi-squared over its degrees of freedom, of all rows and both years together (McCullagh and Nelder 1989).
    """
    squares = freedom = 0.0
    for side in (months.now, months.before):
        own = counts.of(side)
        totals = own.sum(axis=1)
        share = (totals[:, 1] / _known(totals))[:, None]
        expected = own[..., 0] * share
        variance = expected * (1 - share)
        known = variance > 0
        squares += float(((own[..., 1] - expected)[known] ** 2 / variance[known]).sum())
        freedom += float(known.sum() - known.any(axis=1).sum())
    return max(squares / freedom, 1.0) if freedom > 0 else 1.0


def _known(counts: Floats) -> Floats:
    """The records, NaN where there are none; counts: rows of COUNTS."""
    return np.where(counts[:, 0] > 0, counts[:, 0], np.nan)


def _share(counts: Floats) -> Floats:
    """Per cent, NaN without records."""
    return np.asarray(100 * counts[:, 1] / _known(counts))
