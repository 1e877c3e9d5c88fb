"""Survey estimates: the margin of a percentage, and the change between two waves."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.model.verdict import Refusal
from data.statistics.change.count_change import LEVEL, SMALL_CHANGE_LEVEL
from data.statistics.change.noise import Floats, critical
from data.statistics.change.power import POWER
from data.statistics.change.verdicts import FALSE_SHARE, decided, family_sizes

Sizes = tuple[Floats, Floats]

# How much less a weighted sample tells than as many answers drawn at random, where the survey does not say.
DESIGN_EFFECT = 1.3
# Where a difference of this many percentage points would be missed too often, the waves are too small to tell.
WORTH_FINDING_POINTS = 15.0
# No p-value of a double is as small as that of this many standard errors.
FARTHEST_Z = 40.0


def wilson_interval(estimate_pct: ArrayLike, base: ArrayLike, design_effect: ArrayLike = DESIGN_EFFECT) -> pd.DataFrame:
    """The 95 % interval of each percentage: lower_ci_pct, upper_ci_pct.

    estimate_pct: 0 to 100; base: people asked, unweighted, NaN where unknown, which gives NaN; design_effect: one, or
    one each. Wilson (1927) on the base divided by the design effect (Kish 1965).
    """
    z = np.asarray(special.ndtri((1 + LEVEL) / 2))
    low, high = _wilson(np.asarray(estimate_pct, float) / 100, _told(base, design_effect), z)
    return pd.DataFrame({"lower_ci_pct": 100 * low, "upper_ci_pct": 100 * high})


def compare_waves(
    now_pct: ArrayLike,
    before_pct: ArrayLike,
    now_base: ArrayLike,
    before_base: ArrayLike,
    survey: ArrayLike = "",
    design_effect: ArrayLike = DESIGN_EFFECT,
    before_effect: ArrayLike | None = None,
    family: ArrayLike = "survey_question",
    worth_finding: float = WORTH_FINDING_POINTS,
) -> pd.DataFrame:
    """Each percentage against the one of the wave before, with what may be said of the difference.

    Percentages 0 to 100, NaN where there is no such wave, and unweighted bases, NaN where unknown; survey: what sets
    the groups of a family apart; before_effect: of the earlier wave, where it has another; family: one, or one each;
    worth_finding: the points that must not be missed too often. Columns: family, group, refusal, difference (points),
    difference_points, lower_ci_points, upper_ci_points (Newcombe 1998, from the Wilson intervals), lower_90_pct,
    upper_90_pct (the same at 90 %, per cent of the earlier percentage), p_value (the level at which Newcombe's interval
    touches zero), detectable_points (the smallest difference found four times in five at 5 % ÷ the size of the family),
    and those of ``verdicts.decided``. All on bases divided by the design effect.
    """
    sizes = (
        _told(now_base, design_effect),
        _told(before_base, design_effect if before_effect is None else before_effect),
    )
    columns = changed_shares(now_pct, before_pct, sizes)
    for name, given in (("family", family), ("group", survey)):
        columns[name] = np.broadcast_to(np.asarray(given, dtype=object), len(columns["refusal"]))
    columns["detectable_points"] = detectable_points(now_pct, before_pct, sizes, family_sizes(columns))
    return pd.DataFrame(decided(columns, columns["detectable_points"] <= worth_finding))


def changed_shares(
    now_pct: ArrayLike, before_pct: ArrayLike, sizes: Sizes, freedom: ArrayLike = np.inf
) -> dict[str, NDArray[Any]]:
    """The change of each percentage, before anything is said of it: the columns of ``compare_waves`` without a family.

    sizes: the bases, now and before, divided by what makes them tell less; freedom: how well that is known, degrees of
    Student's t.
    """
    now, before = np.asarray(now_pct, float) / 100, np.asarray(before_pct, float) / 100
    degrees = np.broadcast_to(np.asarray(freedom, float), now.shape)
    low, high = _newcombe(now, before, sizes, critical(degrees, LEVEL))
    small_low, small_high = _newcombe(now, before, sizes, critical(degrees, SMALL_CHANGE_LEVEL))
    earlier = np.where(before > 0, before, np.nan)
    no_wave, no_base = np.isnan(now) | np.isnan(before), np.isnan(sizes[0]) | np.isnan(sizes[1])
    return {
        "refusal": np.select([no_wave, no_base], [Refusal.MISSING, Refusal.NO_BASE], Refusal.NONE),
        "difference": 100 * (now - before),
        "difference_points": 100 * (now - before),
        "lower_ci_points": 100 * low,
        "upper_ci_points": 100 * high,
        "lower_90_pct": 100 * small_low / earlier,
        "upper_90_pct": 100 * small_high / earlier,
        "p_value": _p_value(now, before, sizes, degrees),
    }


def detectable_points(
    now_pct: ArrayLike, before_pct: ArrayLike, sizes: Sizes, comparisons: ArrayLike, freedom: ArrayLike = np.inf
) -> Floats:
    """The smallest difference that would be found four times in five at 5 % ÷ ``comparisons``, percentage points."""
    now, before = np.asarray(now_pct, float) / 100, np.asarray(before_pct, float) / 100
    level = np.broadcast_to(1 - FALSE_SHARE / np.asarray(comparisons, float), now.shape)
    limit = critical(np.broadcast_to(np.asarray(freedom, float), now.shape), level)
    return 100 * (limit + special.ndtri(POWER)) * _error(now, before, sizes)


def _told(base: ArrayLike, design_effect: ArrayLike) -> Floats:
    """How many answers drawn at random would tell as much."""
    return np.asarray(np.asarray(base, float) / np.asarray(design_effect, float))


def _error(now: Floats, before: Floats, sizes: Sizes) -> Floats:
    """The standard error of the difference where nothing has changed, as a share."""
    pooled = (now * sizes[0] + before * sizes[1]) / (sizes[0] + sizes[1])
    return np.sqrt(pooled * (1 - pooled) * (1 / sizes[0] + 1 / sizes[1]))


def _p_value(now: Floats, before: Floats, sizes: Sizes, freedom: Floats) -> Floats:
    """By halving: so the test and the interval shown beside it can never disagree."""
    near, far = np.zeros_like(now), np.full_like(now, FARTHEST_Z)
    for _ in range(60):
        middle = (near + far) / 2
        low, high = _newcombe(now, before, sizes, middle)
        holds_zero = (low <= 0) & (high >= 0)
        near, far = np.where(holds_zero, near, middle), np.where(holds_zero, middle, far)
    finite = np.where(np.isfinite(freedom), freedom, 1.0)
    chance = np.where(np.isinf(freedom), special.ndtr(-near), special.stdtr(finite, -near))
    return np.where(np.isnan(_error(now, before, sizes)), np.nan, 2 * chance)


def _newcombe(now: Floats, before: Floats, sizes: Sizes, z: Floats) -> tuple[Floats, Floats]:
    """The interval of the difference, as shares."""
    (now_low, now_high), (low, high) = _wilson(now, sizes[0], z), _wilson(before, sizes[1], z)
    difference = now - before
    return difference - np.hypot(now - now_low, high - before), difference + np.hypot(now_high - now, before - low)


def _wilson(share: Floats, size: Floats, z: Floats) -> tuple[Floats, Floats]:
    squared = z**2 / size
    centre = (share + squared / 2) / (1 + squared)
    margin = np.sqrt(share * (1 - share) * squared + squared**2 / 4) / (1 + squared)
    return centre - margin, centre + margin
