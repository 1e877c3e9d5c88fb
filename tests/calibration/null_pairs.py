"""Comparisons in which nothing has changed, made from real months, and the same with a rise planted."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tests.calibration.series_file import Floats, Series

YEAR, QUARTER = 12, 3


@dataclass(frozen=True)
class Comparison:
    """The months of a period against the same months a year before, for many series.

    now, before: counts, months × series, none missing; groups: a whole number for each series, the same for the same
    crime type; areas, types: names of each series; days_now, days_before: days of each month, months × 1.
    """

    now: Floats
    before: Floats
    groups: NDArray[np.int64]
    areas: NDArray[np.str_]
    types: NDArray[np.str_]
    days_now: Floats
    days_before: Floats


def comparisons(series: Series, length: int) -> list[Comparison]:
    """Each run of ``length`` months from the first month on, against the year before it, where that is in the file.

    A series takes part where it lacks no month of either period and has a record in both. A month that every series
    lacks is left out for all; fewer than two months make no comparison.
    """
    groups = np.unique(series.types, return_inverse=True)[1].astype(np.int64)
    found = []
    for start in range(0, len(series.counts) - YEAR - length + 1, length):
        earlier, later = slice(start, start + length), slice(start + YEAR, start + YEAR + length)
        now, before = series.counts[later], series.counts[earlier]
        kept = np.isfinite(now + before).any(axis=1)
        now, before = now[kept], before[kept]
        known = np.isfinite(now + before).all(axis=0) & (now.sum(axis=0) > 0) & (before.sum(axis=0) > 0)
        if kept.sum() > 1 and known.any():
            names = groups[known], series.areas[known], series.types[known]
            days = series.days[later][kept], series.days[earlier][kept]
            found.append(Comparison(now[:, known], before[:, known], *names, *days))
    return found


def without_change(real: Comparison, block: int, rng: np.random.Generator) -> Comparison:
    """The comparison with what has changed taken out: the larger total thinned, then months swapped.

    Each record of the larger total is kept with the chance smaller ÷ larger. Then the two months of each calendar
    pair change places with a chance of one half; ``block`` months in a row (1, or a quarter) do so together, and all
    series at once, so that what they have in common stays so.
    """
    totals = real.now.sum(axis=0), real.before.sum(axis=0)
    smaller = np.minimum(*totals)
    now, before = (
        rng.binomial(counts.astype(np.int64), smaller / total).astype(float)
        for counts, total in zip((real.now, real.before), totals, strict=True)
    )
    blocks = np.arange(len(now)) // block
    swap = (rng.random(blocks[-1] + 1) < 0.5)[blocks, None]
    return replace(
        real,
        now=np.where(swap, before, now),
        before=np.where(swap, now, before),
        days_now=np.where(swap, real.days_before, real.days_now),
        days_before=np.where(swap, real.days_now, real.days_before),
    )


def with_rise(unchanged: Comparison, ratio: float, rng: np.random.Generator) -> Comparison:
    """The same with ``ratio`` times as many now as before (1.2): the months before are thinned by it.

    Thinning, unlike adding or multiplying, leaves the noise as it would be at the lower level.
    """
    before = rng.binomial(unchanged.before.astype(np.int64), 1 / ratio).astype(float)
    return replace(unchanged, before=before)
