"""Whether two things go together over a few areas, and in which of four quarters each area lies."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.statistics.change.count_change import LEVEL

# With fewer areas the interval holds the truth less often than it says.
FEWEST_POINTS = 8
# The quarters by whether it is felt to be worse and whether more is recorded, from the upper left, clockwise.
QUARTERS = {
    (True, False): "worse_less",
    (True, True): "worse_more",
    (False, True): "better_more",
    (False, False): "better_less",
}


class Correlation(NamedTuple):
    """How far the order of one follows the order of the other, −1 to 1, with its 95 % interval; of so many areas.

    All three are NaN where there are fewer than FEWEST_POINTS, or where one of the two is the same everywhere.
    """

    rank_correlation: float
    lower_ci: float
    upper_ci: float
    areas: int


def correlation(first: ArrayLike, second: ArrayLike) -> Correlation:
    """Spearman's correlation of two columns of numbers; rows that lack one are left out.

    By ranks, so that one area with far more than the others decides nothing; interval of Bonett and Wright (2000,
    Psychometrika 65).
    """
    pair = pd.DataFrame({"first": np.asarray(first, float), "second": np.asarray(second, float)}).dropna()
    count = len(pair)
    if count < FEWEST_POINTS or (pair.nunique() == 1).any():
        return Correlation(np.nan, np.nan, np.nan, count)
    ranks = pair.rank().to_numpy()
    found = float(np.clip(np.corrcoef(ranks, rowvar=False)[0, 1], -0.999999, 0.999999))
    half = special.ndtri((1 + LEVEL) / 2) * np.sqrt((1 + found**2 / 2) / (count - 3))
    low, high = np.tanh(np.arctanh(found) + half * np.array([-1, 1]))
    return Correlation(found, float(low), float(high), count)


def quarters(areas: pd.DataFrame) -> pd.DataFrame:
    """The quarter in which each area lies by what was felt and what was recorded, and whether it may lie in another.

    areas: felt_points, felt_low, felt_high (more is worse), recorded_pct, recorded_low, recorded_high, NaN where not
    known. Adds quarter (of QUARTERS; empty where one of the two is not known) and is_open: an interval holds zero, or
    is not known.
    """
    felt, recorded = areas["felt_points"].to_numpy(float), areas["recorded_pct"].to_numpy(float)
    known = ~np.isnan(felt) & ~np.isnan(recorded)
    names = [QUARTERS[bool(worse), bool(more)] for worse, more in zip(felt > 0, recorded > 0, strict=True)]
    is_sure = _leaves_out_zero(areas, "felt") & _leaves_out_zero(areas, "recorded")
    return areas.assign(quarter=np.where(known, names, ""), is_open=known & ~is_sure)


def _leaves_out_zero(areas: pd.DataFrame, what: str) -> NDArray[np.bool_]:
    low, high = areas[f"{what}_low"].to_numpy(float), areas[f"{what}_high"].to_numpy(float)
    return np.asarray((low > 0) | (high < 0))
