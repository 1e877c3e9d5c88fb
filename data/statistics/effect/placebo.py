"""How far areas stray in which nothing was done, between the same months: the noise of an operation."""

from dataclasses import dataclass

import numpy as np

from data.statistics.change.count_change import LEVEL
from data.statistics.change.noise import Pairs, pooled
from data.statistics.effect.displacement import REACH
from data.statistics.effect.ground import Bools, Floats

# Placebo areas have at least this share of the treated areas' usual count: quiet ones tell little of busy ones.
LEAST_SHARE = 0.25
FEWEST = 30
DRAWS, SEED = 1000, 20180
# Draws are made in so many parts, each small enough for the cache of a processor.
PARTS = 10
LEAST_NOISE = 0.1


@dataclass(frozen=True)
class Placebo:
    """The noise of areas without an operation: the variance of a change is the sum of both counts × (1 + slope × their
    mean); strays: how far each strayed, in standard errors of that."""

    slope: float
    strays: Floats

    def variance(self, totals: Floats, share: Floats | float = 1.0) -> Floats:
        """The variance of the change of areas with these counts, before and after together; share: of each."""
        return np.asarray(totals * (1 + self.slope * totals / 2) * np.square(share), dtype=float)

    def tail(self, variances: Floats) -> float:
        """By how much the interval of a sum is wider than the normal curve's, 1 at least.

        The sum is drawn again from what placebo areas did, and divided by what as many of them drawn again would make
        of the noise: few of unequal size have heavier tails, and noise that few areas tell is not known well.
        """
        if len(self.strays) < 2:
            return 1.0
        rng = np.random.default_rng(SEED)
        drawn = rng.choice(self.strays, (DRAWS, len(variances))) * rng.choice([-1.0, 1.0], (DRAWS, len(variances)))
        squares = np.square(self.strays)
        part = DRAWS // PARTS, len(squares)
        means = [squares[rng.integers(len(squares), size=part)].mean(axis=1) for _ in range(PARTS)]
        again = np.sqrt(np.concatenate(means))
        sums = np.abs(drawn @ np.sqrt(variances)) / np.maximum(again, LEAST_NOISE) / np.sqrt(variances.sum())
        return max(float(np.quantile(sums, LEVEL)) / REACH, 1.0)


def placebo_of(before: Floats, after: Floats, usual: float) -> Placebo:
    """The noise that these areas show; before, after: the counts of each; usual: before and after of a treated area.

    Each against the ratio of all of them together, so that a season or a change that all share is no noise. Pearson's
    equation for the slope as in ``noise.pooled`` (Breslow 1984, Applied Statistics 33).
    """
    kept = _alike(before + after, usual)
    now, then = after[kept], before[kept]
    if not now.sum() or not then.sum():
        return Placebo(0.0, np.zeros(0))
    total, share = now + then, now.sum() / (now.sum() + then.sum())
    variance = total * share * (1 - share)
    chi_squared = (now - total * share) ** 2 / variance
    ones = np.ones(len(total))
    slope = float(pooled(Pairs(chi_squared[None], chi_squared, ones, total / 2)).slope)
    slope = 0.0 if np.isnan(slope) else slope
    return Placebo(slope, (now - total * share) / np.sqrt(variance * (1 + slope * total / 2)))


def _alike(totals: Floats, usual: float) -> Bools:
    """The areas as busy as the treated ones or not much quieter, FEWEST of the busiest at least."""
    some = totals > 0
    kept = some & (totals >= LEAST_SHARE * usual)
    if kept.sum() >= FEWEST or some.sum() <= FEWEST:
        return kept if kept.sum() >= FEWEST else some
    return np.asarray(some & (totals >= np.sort(totals)[-FEWEST]))
