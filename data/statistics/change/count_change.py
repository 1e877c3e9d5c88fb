"""The change between two counts: its size, its interval and how likely chance alone would give it."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.statistics.change.noise import Floats, critical
from data.statistics.change.verdicts import may_be_clear

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
    now: ArrayLike,
    before: ArrayLike,
    dispersion: ArrayLike,
    freedom: ArrayLike,
    exposure: Exposure = (1, 1),
    bounded: ArrayLike = True,
) -> dict[str, NDArray[Any]]:
    """Each count against the one before, allowing for over-dispersion.

    now, before: counts, NaN where a period is incomplete; dispersion, freedom: of each, the factor taken as 1 where it
    is below, nothing tested where the freedom is 0; exposure: days of the two periods, of all or of each; bounded: the
    ones with bounds, besides all that the test finds changed. Columns: total_0 (now), total_1, difference (now less
    what as many days would have had at the earlier rate), change_pct (of the counts), daily_pct (of the counts a day),
    lower_ci_pct, upper_ci_pct (95 %), lower_90_pct, upper_90_pct (of the counts a day; all NaN on a count of zero),
    p_value, dispersion, method. Small counts: binomial test given the sum with the interval of Clopper and Pearson
    (1934), on counts divided by the factor; otherwise the log of the ratio with variance factor × (1/now + 1/before) on
    Student's t (McCullagh and Nelder 1989).
    """
    given = (now, before, np.fmax(dispersion, 1), freedom, np.divide(*exposure))
    counts = np.array(np.broadcast_arrays(*(np.asarray(one, float) for one in given)))
    a, b, factor, df, lengths = counts
    known = ~(np.isnan(a) | np.isnan(b))
    tested = known & (df > 0)
    exact = tested & (np.minimum(a, b) < SMALL)
    p_value, ratios = np.full(len(a), np.nan), np.full((len(BOUNDS), len(a)), np.nan)
    for chosen, test, limits in ((exact, _exact, _exact_bounds), (tested & ~exact, _quasi_poisson, _quasi_bounds)):
        p_value[chosen] = test(*counts[:, chosen])
        wanted = chosen & (np.asarray(bounded, dtype=bool) | may_be_clear(p_value))
        ratios[:, wanted] = limits(*counts[:, wanted])
    base = np.where(known & (b > 0), b, np.nan)
    bounds = {name: 100 * (ratio + 0 * base - 1) for name, ratio in zip(BOUNDS, ratios, strict=True)}
    return {
        "total_0": a,
        "total_1": b,
        "difference": a - b * lengths,
        "change_pct": 100 * (a / base - 1),
        "daily_pct": 100 * (a / (base * lengths) - 1),
        **bounds,
        "p_value": p_value,
        "dispersion": factor,
        "method": np.select([exact, tested], [EXACT, QUASI_POISSON], ""),
    }


def _exact(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: Floats) -> Floats:
    """The p-value of the ratio of the daily counts, by the binomial distribution of a in a + b."""
    (a, b), share = _divided(a, b, factor, df), lengths / (1 + lengths)
    at_least = np.where(a > 0, special.betainc(np.where(a > 0, a, 1), b + 1, share), 1)
    at_most = np.where(b > 0, special.betaincc(a + 1, np.where(b > 0, b, 1), share), 1)
    return np.asarray(np.minimum(2 * np.minimum(at_least, at_most), 1))


def _exact_bounds(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: Floats) -> list[Floats]:
    """The BOUNDS of that ratio."""
    a, b = _divided(a, b, factor, df)
    found = []
    for level, is_upper in BOUNDS.values():
        tail = (1 - level) / 2
        if is_upper:
            bound = np.where(b > 0, special.betaincinv(a + 1, np.where(b > 0, b, 1), 1 - tail), 1)
        else:
            bound = np.where(a > 0, special.betaincinv(np.where(a > 0, a, 1), b + 1, tail), 0)
        with np.errstate(divide="ignore"):
            found.append(bound / (1 - bound) / lengths)
    return found


def _divided(a: Floats, b: Floats, factor: Floats, df: Floats) -> tuple[Floats, Floats]:
    """Counts divided by their factor, which is itself uncertain: widened as Student's t would widen the interval."""
    widened = np.maximum(factor * (critical(df, LEVEL) / special.ndtri((1 + LEVEL) / 2)) ** 2, 1)
    return a / widened, b / widened


def _quasi_poisson(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: Floats) -> Floats:
    """The p-value on the log scale."""
    log_ratio, error = _on_log_scale(a, b, factor, lengths)
    score = -np.abs(log_ratio) / error
    chance = np.where(np.isfinite(df), special.stdtr(np.where(np.isfinite(df), df, 1), score), special.ndtr(score))
    return np.asarray(2 * chance)


def _quasi_bounds(a: Floats, b: Floats, factor: Floats, df: Floats, lengths: Floats) -> list[Floats]:
    """The BOUNDS of the ratio on the log scale."""
    log_ratio, error = _on_log_scale(a, b, factor, lengths)
    margins = {level: critical(df, level) * error for level in (LEVEL, SMALL_CHANGE_LEVEL)}
    return [np.exp(log_ratio + (1 if is_upper else -1) * margins[level]) for level, is_upper in BOUNDS.values()]


def _on_log_scale(a: Floats, b: Floats, factor: Floats, lengths: Floats) -> tuple[Floats, Floats]:
    """The logarithm of the ratio of the daily counts, and its standard error."""
    return np.log(a / (b * lengths)), np.sqrt(factor * (1 / a + 1 / b))
