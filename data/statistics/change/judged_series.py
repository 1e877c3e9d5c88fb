"""From monthly counts of two periods to changes with their verdicts: the one road of every count."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.model.verdict import Refusal
from data.statistics.change.count_change import compare_counts
from data.statistics.change.noise import SERIAL_CORRELATION, Floats, Noise, paired, pooled, squeezed, widening
from data.statistics.change.power import POWER, Trial, detectable_rise_pct, power_of_change
from data.statistics.change.verdicts import FALSE_SHARE, decided, family_sizes

# What each month of the later and of the earlier period weighs: its days, or its share of a year's season; for all
# series alike, or months × series.
Weights = tuple[Floats, Floats]
Columns = dict[str, NDArray[Any]]


class Measured(NamedTuple):
    """Series as totals with their noise: counts and weights of both periods, factor, freedom, and what is refused."""

    total_0: Floats
    total_1: Floats
    weight_0: Floats
    weight_1: Floats
    factor: Floats
    freedom: Floats
    refusal: NDArray[np.object_]


def is_known(now: Floats, before: Floats) -> NDArray[np.bool_]:
    """Which series have every month of both sides, and any month at all; now, before: months × series."""
    has_months = np.full(now.shape[1], len(now) > 0)
    known: NDArray[np.bool_] = np.isfinite(now).all(axis=0) & np.isfinite(before).all(axis=0) & has_months
    return known


def noise_of(now: Floats, before: Floats, weights: Weights) -> Noise:
    """What series that are alike say of the noise of each; now, before: months × series, NaN in a gap."""
    known = is_known(now, before)
    return pooled(paired(now[:, known], before[:, known], weights))


def measured(
    now: Floats, before: Floats, weights: Weights, noise: Noise, correlation: float = SERIAL_CORRELATION
) -> Measured:
    """Each series as its totals with its noise, squeezed towards that of like series.

    now, before: months × series, NaN in a gap; noise: of the like series, of all or of each; correlation: of
    neighbouring months.
    """
    known = is_known(now, before)
    weighed = [np.atleast_2d(side.T).T + np.zeros(len(known)) for side in weights]
    factor, freedom = np.full((2, len(known)), np.nan)
    if known.any():
        slope, prior = (np.broadcast_to(one, known.shape)[known] for one in (noise.slope, noise.freedom))
        pairs = paired(now[:, known], before[:, known], (weighed[0][:, known], weighed[1][:, known]))
        factor[known], freedom[known] = squeezed(pairs, Noise(slope, prior))
        factor[known] *= widening(len(now), correlation)
    cases = [~known, np.full(len(known), len(now) < 2), ~(freedom > 0)]
    refusal = np.select(cases, [Refusal.MISSING, Refusal.ONE_MONTH, Refusal.NO_NOISE], Refusal.NONE)
    total_0, total_1 = (np.where(len(side), side.sum(axis=0), np.nan) for side in (now, before))
    weight_0, weight_1 = (side.sum(axis=0) if len(side) else np.ones(len(known)) for side in weighed)
    return Measured(total_0, total_1, weight_0, weight_1, factor, freedom, refusal)


def decided_counts(series: Measured, labels: dict[str, NDArray[np.object_]]) -> Columns:
    """The changes with their verdicts, one a series.

    labels: the columns that name each, its family and group among them. Columns: those, freedom, refusal, those of
    ``compare_counts`` and of ``verdicts.decided``, and detectable_rise_pct.
    """
    found, could_tell = changed_counts(series, family_sizes(labels))
    return decided({**labels, **found}, could_tell)


def changed_counts(series: Measured, comparisons: Floats) -> tuple[Columns, NDArray[np.bool_]]:
    """The changes before anything is said of them, and whether a doubling of each would be found.

    comparisons: how many figures each is judged with. One that is too few to tell has no bounds: ``decided`` would
    leave them out.
    """
    exposure = series.weight_0, series.weight_1
    tested = np.where(series.refusal == Refusal.NONE, series.freedom, 0)
    expected = (series.total_0 + series.total_1) * exposure[1] / (exposure[0] + exposure[1])
    trial = Trial(series.factor, series.freedom, exposure, 1 - FALSE_SHARE / comparisons)
    could_tell = power_of_change(expected, 2, trial) >= POWER
    changes = compare_counts(series.total_0, series.total_1, series.factor, tested, exposure, could_tell)
    found = {
        "freedom": series.freedom,
        "refusal": series.refusal,
        **changes,
        "detectable_rise_pct": detectable_rise_pct(expected, trial),
    }
    return found, could_tell
