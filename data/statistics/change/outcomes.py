"""The share of records with a positive outcome, in months that are old enough, and whether it changed."""

from collections.abc import Mapping, Sequence
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
COUNTS = ["record_count", "positive_count", "open_count"]


class Months(NamedTuple):
    """The settled months that are counted, and the same of the year before, each in their order; before may be none."""

    now: tuple[pd.Timestamp, ...]
    before: tuple[pd.Timestamp, ...]


class Counted(NamedTuple):
    """Counts by name and month, both in order; counts: names × months × COUNTS, 0 where there is no record."""

    names: NDArray[np.object_]
    months: pd.DatetimeIndex
    counts: Floats

    def of(self, months: Sequence[pd.Timestamp]) -> Floats:
        """The counts of these months."""
        return np.asarray(self.counts[:, self.months.isin(months)])

    def together(self, name: str) -> "Counted":
        """All as one of this name."""
        return self._replace(names=np.array([name], dtype=object), counts=self.counts.sum(axis=0, keepdims=True))


def settled_months(counted: Counted, last: pd.Timestamp) -> Months:
    """The settled months of the twelve that end by ``last``, and those of them that are settled a year before too.

    Settled: half a year older than the latest month there is, and with no more than one record in twelve still open.
    Where a year before has none of the months nothing is compared; where it has some the counts of now are of all, and
    what is compared is said by ``outcome_shares``.
    """
    if not len(counted.months):
        return Months((), ())
    records, _, still_open = counted.counts.sum(axis=0).T
    newest = add_months(counted.months[-1].date(), -SETTLED_MONTHS)
    is_open = still_open / records > MOST_OPEN
    settled = [month for month in counted.months[~is_open] if month.date() <= newest]
    end = min(last.date(), newest)
    year = Period(add_months(end, 1 - YEAR), end)
    now = tuple(month for month in settled if year.first <= month.date() <= year.last)
    before = tuple(month for month in settled if month + pd.DateOffset(months=YEAR) in now)
    return Months(now, before)


def outcome_shares(families: Mapping[str, Counted], months: Months) -> pd.DataFrame:
    """Each name of each family with its share of records that had a positive outcome.

    families: by their names in ``verdicts.FAMILIES``. Columns: name, record_count, positive_count, share_pct,
    lower_ci_pct, upper_ci_pct (95 %, Wilson), and those of ``compare_waves`` of the months that both years have, with
    now_pct and before_pct. Months vary more than separate records would: records are divided by their dispersion about
    the share of their year, one for all rows of a family (``dispersion``).
    """
    both = [month for month in months.now if month - pd.DateOffset(months=YEAR) in months.before]
    whole, now, before = (
        np.concatenate([counted.of(side).sum(axis=1) for counted in families.values()])
        for side in (months.now, both, months.before)
    )
    sizes = [len(counted.names) for counted in families.values()]
    factor = np.repeat([dispersion(counted, months) for counted in families.values()], sizes)
    family, share = np.repeat(np.array(list(families), dtype=object), sizes), _share(whole)
    compared = compare_waves(
        _share(now),
        _share(before),
        _known(now),
        _known(before),
        design_effect=factor,
        family=family,
        worth_finding=WORTH_FINDING_POINTS,
    )
    columns = {
        "name": np.concatenate([counted.names for counted in families.values()]),
        "record_count": whole[:, 0].astype(int),
        "positive_count": whole[:, 1].astype(int),
        "share_pct": share,
        **wilson_interval(share, _known(whole), factor),
        "now_pct": _share(now),
        "before_pct": _share(before),
        "factor": factor,
        **compared,
    }
    return pd.DataFrame(columns)


def counted(monthly: pd.DataFrame, by: str) -> Counted:
    """The counts of each value of ``by``; monthly: ``by``, period_month and COUNTS. Rows without one are left out."""
    known = monthly.dropna(subset=[by])
    names, places = np.unique(known[by].to_numpy(dtype=object), return_inverse=True)
    months, steps = np.unique(known["period_month"].to_numpy(), return_inverse=True)
    counts = np.zeros((len(names), len(months), len(COUNTS)))
    np.add.at(counts, (places, steps), known[COUNTS].to_numpy(dtype=float))
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
