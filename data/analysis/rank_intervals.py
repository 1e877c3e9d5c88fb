"""Ranks of areas, and the ranks that chance leaves open."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from data.analysis.change import ranks

LEVEL = 0.9


def rank_intervals(estimates: ArrayLike, standard_errors: ArrayLike, level: float = LEVEL) -> pd.DataFrame:
    """Rank of each estimate, 1 for the highest, and an interval; all intervals hold together at ``level``.

    estimates, standard_errors: independent and near normal, in any one unit, NaN where unknown (not ranked). Columns:
    rank, best_rank, worst_rank, rank_words. An area is below another only where their joint intervals do not meet
    (Klein, Wright and Wieczorek 2020, for independent estimates).
    """
    values, errors = np.asarray(estimates, float), np.asarray(standard_errors, float)
    known = ~np.isnan(values + errors)
    count = int(known.sum())
    z = special.ndtri((1 + level ** (1 / max(count, 1))) / 2)
    low, high = (values[known] + sign * z * errors[known] for sign in (-1, 1))
    above, below = low[None, :] > high[:, None], high[None, :] < low[:, None]
    best, worst = np.full((2, len(values)), np.nan)
    best[known], worst[known] = 1 + above.sum(axis=1), count - below.sum(axis=1)
    frame = pd.DataFrame({"rank": ranks(pd.Series(np.where(known, values, np.nan)))})
    frame = frame.assign(best_rank=best, worst_rank=worst)
    tied = frame["rank"].duplicated(keep=False)
    frame["rank_words"] = [
        rank_words(int(rank), count, int(first), int(last), is_tied) if rank == rank else ""
        for rank, first, last, is_tied in zip(frame["rank"], best, worst, tied, strict=True)
    ]
    return frame


def rate_ranks(
    counts: ArrayLike, population: ArrayLike, dispersion: ArrayLike = 1.0, level: float = LEVEL
) -> pd.DataFrame:
    """Ranks of rates with their intervals; columns as ``rank_intervals``.

    counts: offences; population: residents; dispersion: the factor of each area's months, taken as 1 where it is below.
    Rates are compared as square roots, whose error does not depend on the rate (Anscombe 1948).
    """
    events = np.asarray(counts, float)
    residents = np.asarray(population, float)
    residents = np.where(residents > 0, residents, np.nan)
    factor = np.maximum(np.asarray(dispersion, float), 1)
    return rank_intervals(np.sqrt((events + 3 / 8) / residents), np.sqrt(factor / residents) / 2, level)


def rank_words(rank: int, count: int, best: int, worst: int, is_tied: bool = False) -> str:
    """5th of 14, plausibly 3rd to 8th."""
    place = f"{'joint ' if is_tied else ''}{_ordinal(rank)} of {count}"
    if best == worst:
        return f"{place}, no other place plausible"
    return f"{place}, plausibly {_ordinal(best)} to {_ordinal(worst)}"


def _ordinal(rank: int) -> str:
    suffix = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"
