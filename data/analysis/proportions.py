"""Survey estimates: the margin of a percentage, and the change between two waves."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from data.analysis.count_change import LEVEL
from data.analysis.dispersion import Floats
from data.analysis.multiple import Correction, adjusted
from data.analysis.power import POWER
from data.analysis.verdicts import verdicts

# How much less a weighted sample tells than as many answers drawn at random, where the survey does not say.
DESIGN_EFFECT = 1.3
# Where a difference of this many percentage points would be missed too often, the waves are too small to tell.
WORTH_FINDING_POINTS = 10.0
Z = float(special.ndtri((1 + LEVEL) / 2))


def wilson_interval(estimate_pct: ArrayLike, base: ArrayLike, design_effect: float = DESIGN_EFFECT) -> pd.DataFrame:
    """The 95 % interval of each percentage: lower_ci_pct, upper_ci_pct.

    estimate_pct: 0 to 100; base: people asked, unweighted, NaN where unknown, which gives NaN. Wilson (1927) on the
    base divided by the design effect (Kish 1965).
    """
    low, high = _wilson(np.asarray(estimate_pct, float) / 100, np.asarray(base, float) / design_effect)
    return pd.DataFrame({"lower_ci_pct": 100 * low, "upper_ci_pct": 100 * high})


def compare_waves(
    now_pct: ArrayLike,
    before_pct: ArrayLike,
    now_base: ArrayLike,
    before_base: ArrayLike,
    design_effect: float = DESIGN_EFFECT,
    correction: Correction | None = None,
) -> pd.DataFrame:
    """Each percentage against the one of the wave before, with what may be said of the difference.

    Percentages 0 to 100 and unweighted bases, NaN where unknown: then the verdict is "not comparable". Columns:
    difference_points, lower_ci_points, upper_ci_points (Newcombe 1998, from the Wilson intervals), p_value (pooled
    two-proportion test), p_adjusted, comparisons, detectable_points (the smallest difference that would be found four
    times in five), verdict. All on bases divided by the design effect.
    """
    now, before = np.asarray(now_pct, float) / 100, np.asarray(before_pct, float) / 100
    now_size, before_size = np.asarray(now_base, float) / design_effect, np.asarray(before_base, float) / design_effect
    difference, pooled = now - before, (now * now_size + before * before_size) / (now_size + before_size)
    error = np.sqrt(pooled * (1 - pooled) * (1 / now_size + 1 / before_size))
    # Where nobody or everybody gave the answer both times there is no difference to test.
    z = np.divide(difference, error, out=np.where(error == 0, 0.0, np.nan), where=error > 0)
    p_value = 2 * special.ndtr(-np.abs(z))
    p_adjusted, comparisons = adjusted(p_value, correction)
    (now_low, now_high), (low, high) = _wilson(now, now_size), _wilson(before, before_size)
    detectable = 100 * (Z + special.ndtri(POWER)) * error
    return pd.DataFrame(
        {
            "difference_points": 100 * difference,
            "lower_ci_points": 100 * (difference - np.hypot(now - now_low, high - before)),
            "upper_ci_points": 100 * (difference + np.hypot(now_high - now, before - low)),
            "p_value": p_value,
            "p_adjusted": p_adjusted,
            "comparisons": comparisons,
            "detectable_points": detectable,
            "verdict": verdicts(
                np.where(np.isnan(p_value), np.nan, difference), p_adjusted, detectable <= WORTH_FINDING_POINTS
            ),
        }
    )


def _wilson(share: Floats, size: Floats) -> tuple[Floats, Floats]:
    squared = Z**2 / size
    centre = (share + squared / 2) / (1 + squared)
    margin = np.sqrt(share * (1 - share) * squared + squared**2 / 4) / (1 + squared)
    return centre - margin, centre + margin
