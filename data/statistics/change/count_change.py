"""The change between two counts: its size, its interval and how likely chance alone would give it."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.statistics.change.noise import Floats, critical

Exposure = tuple[ArrayLike, ArrayLike]

LEVEL = 0.95
# The level of the interval by which a change is known to be small (two one-sided tests at 5 %; Schuirmann 1987).
SMALL_CHANGE_LEVEL = 0.9
# Below this many in either period the normal curve fits badly and the exact test is used.
SMALL = 20
EXACT, QUASI_POISSON = "exact conditional test", "quasi-Poisson test"
BOUNDS = {"lower_ci_pct": (LEVEL, 0), "upper_ci_pct": (LEVEL, 1),
          "lower_90_pct": (SMALL_CHANGE_LEVEL, 0), "upper_90_pct": (SMALL_CHANGE_LEVEL, 1)}  # fmt: skip


def compare_counts(
    now: ArrayLike, before: ArrayLike, dispersion: ArrayLike, freedom: ArrayLike, exposure: Exposure = (1, 1)
) -> dict[str, NDArray[Any]]:
    """Each count against the one before, allowing for over-dispersion.

    now, before: counts, NaN where a period is incomplete; dispersion, freedom: of each, the factor taken as 1 where it
    is below, nothing tested where the freedom is 0; exposure: days of the two periods, of all or of each. Columns:
    total_0 (now), total_1, difference (now less what as many days would have had at the earlier rate), change_pct (of
    the counts), daily_pct (of the counts a day), lower_ci_pct, upper_ci_pct (95 %), lower_90_pct, upper_90_pct (of the
    counts a day; all NaN on a count of zero), p_value, dispersion, method. Small counts: binomial test given the sum
    with the interval of Clopper and Pearson (1934), on counts divided by the factor; otherwise the log of the ratio
    with variance factor × (1/now + 1/before) on Student's t (McCullagh and Nelder 1989).
    """
    given = (now, before, dispersion, freedom, np.divide(*exposure))
    a, b, factor, df, lengths = (
        np.array(part) for part in np.broadcast_arrays(*(np.asarray(one, float) for one in given))
    )
    known = ~(np.isnan(a) | np.isnan(b))
    tested = known & (df > 0)
    exact = tested & (np.minimum(a, b) < SMALL)
    found = np.full((1 + len(BOUNDS), len(a)), np.nan)
    for chosen, test in ((exact, _exact), (tested & ~exact, _quasi_poisson)):
        found[:, chosen] = test(a[chosen], b[chosen], np.fmax(factor[chosen], 1), df[chosen], lengths[chosen])
    base = np.where(known & (b > 0), b, np.nan)
    bounds = {name: 100 * (ratio + 0 * base - 1) for name, ratio in zip(BOUNDS, found[1:], strict=True)}
    return {
        "total_0": a,
        "total_1": b,
        "difference": a - b * lengths,
        "change_pct": 100 * (a / base - 1),
        "daily_pct": 100 * (a / (base * lengths) - 1),
        **bounds,
        "p_value": found[0],
        "dispersion": np.fmax(factor, 1),
        "method": np.select([exact, tested], [EXACT, QUASI_POISSON], ""),
    }


def _exact(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: Floats) -> list[Floats]:
    """p-value and bounds of the ratio of the daily counts, by the binomial distribution of a in a + b."""
    # A factor is itself uncertain: it is widened as Student's t would widen the interval.
    widened = np.maximum(factor * (critical(df, LEVEL) / special.ndtri((1 + LEVEL) / 2)) ** 2, 1)
    a, b, share = a / widened, b / widened, lengths / (1 + lengths)
    some_a, some_b = np.where(a > 0, a, 1), np.where(b > 0, b, 1)
    at_least = np.where(a > 0, special.betainc(some_a, b + 1, share), 1)
    at_most = np.where(b > 0, special.betaincc(a + 1, some_b, share), 1)
    found = [np.minimum(2 * np.minimum(at_least, at_most), 1)]
    for level, is_upper in BOUNDS.values():
        tail = (1 - level) / 2
        low = np.where(a > 0, special.betaincinv(some_a, b + 1, tail), 0)
        high = np.where(b > 0, special.betaincinv(a + 1, some_b, 1 - tail), 1)
        bound = high if is_upper else low
        with np.errstate(divide="ignore"):
            found.append(bound / (1 - bound) / lengths)
    return found


def _quasi_poisson(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: Floats) -> list[Floats]:
    """The same on the log scale."""
    log_ratio = np.log(a / (b * lengths))
    error = np.sqrt(factor * (1 / a + 1 / b))
    score = -np.abs(log_ratio) / error
    p_value = 2 * np.where(np.isfinite(df), special.stdtr(np.where(np.isfinite(df), df, 1), score), special.ndtr(score))
    margins = [(1 if is_upper else -1) * critical(df, level) * error for level, is_upper in BOUNDS.values()]
    return [p_value, *(np.exp(log_ratio + margin) for margin in margins)]
