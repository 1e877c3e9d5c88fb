"""The change between two counts: its size, its interval and how likely chance alone would give it."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from data.analysis.dispersion import Floats, critical

LEVEL = 0.95
# Below this many in either period the normal curve fits badly and the exact test is used.
SMALL = 20
EXACT, QUASI_POISSON = "exact conditional test", "quasi-Poisson test"


def compare_counts(
    now: ArrayLike, before: ArrayLike, dispersion: ArrayLike, freedom: ArrayLike, months: tuple[int, int] = (1, 1)
) -> pd.DataFrame:
    """Each count against the one before, allowing for over-dispersion.

    now, before: counts, NaN where a period is incomplete; dispersion, freedom: as ``dispersion`` gives them, the factor
    taken as 1 where it is below; months: length of the two periods. Columns: total_0 (now), total_1, difference (now
    less what as many months would have had at the earlier rate), change_pct and lower_ci_pct, upper_ci_pct (of the
    monthly mean, 95 %; NaN on a count of zero), p_value, dispersion, method. Small counts: binomial test given the sum
    with the interval of Clopper and Pearson (1934), on counts divided by the factor; otherwise the log of the ratio
    with variance factor × (1/now + 1/before) on Student's t.
    """
    a, b, factor, df = (
        np.array(part)
        for part in np.broadcast_arrays(*(np.asarray(x, float) for x in (now, before, dispersion, freedom)))
    )
    lengths = months[0] / months[1]
    known = ~(np.isnan(a) | np.isnan(b))
    tested = known & (df > 0)
    exact = tested & (np.minimum(a, b) < SMALL)
    quasi = tested & ~exact
    p, low, high = np.full((3, len(a)), np.nan)
    p[exact], low[exact], high[exact] = _exact(a[exact], b[exact], factor[exact], df[exact], lengths)
    p[quasi], low[quasi], high[quasi] = _quasi_poisson(a[quasi], b[quasi], factor[quasi], df[quasi], lengths)
    base = np.where(known & (b > 0), b * lengths, np.nan)
    percent = {"change_pct": a / base, "lower_ci_pct": low + 0 * base, "upper_ci_pct": high + 0 * base}
    return pd.DataFrame(
        {
            "total_0": a,
            "total_1": b,
            "difference": a - b * lengths,
            **{name: 100 * (ratio - 1) for name, ratio in percent.items()},
            "p_value": p,
            "dispersion": np.maximum(factor, 1),
            "method": np.select([exact, quasi], [EXACT, QUASI_POISSON], ""),
        }
    )


def _exact(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: float) -> tuple[Floats, Floats, Floats]:
    """p-value and interval of the ratio of the monthly means, by the binomial distribution of a in a + b."""
    # A factor from few months is itself uncertain: it is widened as Student's t would widen the interval.
    widened = np.maximum(factor * (critical(df, LEVEL) / special.ndtri((1 + LEVEL) / 2)) ** 2, 1)
    a, b, share = a / widened, b / widened, lengths / (1 + lengths)
    some_a, some_b, tail = np.where(a > 0, a, 1), np.where(b > 0, b, 1), (1 - LEVEL) / 2
    at_least = np.where(a > 0, special.betainc(some_a, b + 1, share), 1)
    at_most = np.where(b > 0, special.betaincc(a + 1, some_b, share), 1)
    low = np.where(a > 0, special.betaincinv(some_a, b + 1, tail), 0)
    high = np.where(b > 0, special.betaincinv(a + 1, some_b, 1 - tail), 1)
    with np.errstate(divide="ignore"):
        odds = [bound / (1 - bound) / lengths for bound in (low, high)]
    return np.minimum(2 * np.minimum(at_least, at_most), 1), odds[0], odds[1]


def _quasi_poisson(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: float) -> tuple[Floats, Floats, Floats]:
    """The same on the log scale."""
    log_ratio = np.log(a / (b * lengths))
    error = np.sqrt(np.maximum(factor, 1) * (1 / a + 1 / b))
    finite = np.isfinite(df)
    below = np.where(
        finite,
        special.stdtr(np.where(finite, df, 1), -np.abs(log_ratio) / error),
        special.ndtr(-np.abs(log_ratio) / error),
    )
    margin = critical(df, LEVEL) * error
    return 2 * below, np.exp(log_ratio - margin), np.exp(log_ratio + margin)


def quick_z(now: ArrayLike, before: ArrayLike) -> Floats:
    """2(√now − √before): a check by hand of two counts, to be looked into beyond ±3 (Wheeler)."""
    return np.asarray(2 * (np.sqrt(np.asarray(now, float)) - np.sqrt(np.asarray(before, float))), dtype=float)
