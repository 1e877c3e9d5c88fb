"""Ranks of areas, and the ranks that chance leaves open."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from data.words.formatting import ordinal

Ranks = dict[str, NDArray[Any]]

LEVEL = 0.9


def rank_intervals(estimates: ArrayLike, standard_errors: ArrayLike, by: str, ranked: ArrayLike | None = None) -> Ranks:
    """Rank of each estimate, 1 for the highest, and an interval; all intervals hold together at ``LEVEL``.

    estimates, standard_errors: independent and near normal, in any one unit; an unknown estimate is not ranked, nor is
    one without another, and where the error of any ranked one is unknown there are no intervals; by: of what the rank
    is, for the words; ranked: the figures as they are shown, where the estimates put near ones in another order.
    Columns: rank, best_rank, worst_rank, rank_words. An area is below another only where their joint intervals do not
    meet (Klein, Wright and Wieczorek 2020, for independent estimates).
    """
    values, errors = np.asarray(estimates, float), np.asarray(standard_errors, float)
    known = ~np.isnan(values)
    known &= known.sum() > 1
    count = int(known.sum())
    z = special.ndtri((1 + LEVEL ** (1 / max(count, 1))) / 2)
    low, high = (values[known] + sign * z * errors[known] for sign in (-1, 1))
    best, worst, rank, tied = np.full((4, len(values)), np.nan)
    if not np.isnan(errors[known]).any():
        best[known] = 1 + (low[None, :] > high[:, None]).sum(axis=1)
        worst[known] = count - (high[None, :] < low[:, None]).sum(axis=1)
    shown = values if ranked is None else np.asarray(ranked, float)
    rank[known] = 1 + (shown[None, known] > shown[known, None]).sum(axis=1)
    tied[known] = (shown[None, known] == shown[known, None]).sum(axis=1) > 1
    words = [
        rank_words(place, count, first, last, by, bool(is_tied)) if place == place else ""
        for place, first, last, is_tied in zip(rank, best, worst, tied, strict=True)
    ]
    return {"rank": rank, "best_rank": best, "worst_rank": worst, "rank_words": np.array(words, dtype=object)}


def rate_ranks(counts: ArrayLike, population: ArrayLike, dispersion: ArrayLike, by: str) -> Ranks:
    """Ranks of rates with their intervals; columns as ``rank_intervals``.

    counts: offences; population: residents, or 1 for the rank of a count; dispersion: the factor of each area's months,
    taken as 1 where it is below. The rank is that of the rate; the ranks that chance leaves open are by square roots,
    whose error does not depend on the rate (Anscombe 1948).
    """
    events = np.asarray(counts, float)
    residents = np.asarray(population, float)
    residents = np.where(residents > 0, residents, np.nan)
    factor = np.maximum(np.asarray(dispersion, float), 1)
    roots, errors = np.sqrt((events + 3 / 8) / residents), np.sqrt(factor / residents) / 2
    return rank_intervals(roots, errors, by, events / residents)


def rank_words(rank: float, count: int, best: float, worst: float, by: str, is_tied: bool = False) -> str:
    """5th of 14 per 1,000 residents, anywhere from 3rd to 8th allowing for chance; the place alone without interval."""
    place = f"{'joint ' if is_tied else ''}{ordinal(int(rank))} of {count} {by}"
    if best != best:
        return place
    if best == worst:
        return f"{place}, also allowing for chance"
    return f"{place}, anywhere from {ordinal(int(best))} to {ordinal(int(worst))} allowing for chance"
