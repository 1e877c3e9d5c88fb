"""How large a change must be to be found at a given size of count."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from data.statistics.change.count_change import LEVEL, Exposure
from data.statistics.change.noise import Floats, critical

# A change counts as detectable where it would be found four times in five.
POWER = 0.8


@dataclass(frozen=True, eq=False)
class Trial:
    """How a change is tested.

    dispersion, freedom, exposure as in ``compare_counts``; level: one less the share of false finds (0.95).
    """

    dispersion: ArrayLike = 1.0
    freedom: ArrayLike = np.inf
    exposure: Exposure = (1, 1)
    level: ArrayLike = LEVEL

    @property
    def factor(self) -> Floats:
        """The dispersion, which is never taken for less than chance alone gives."""
        return np.asarray(np.fmax(self.dispersion, 1), dtype=float)

    @cached_property
    def limit(self) -> Floats:
        """How many standard errors from nothing an effect is found."""
        return critical(np.asarray(self.freedom, float), np.asarray(self.level, float))


def power_of_change(before: ArrayLike, ratio: float, trial: Trial) -> Floats:
    """The chance (0 to 1) that a true change is found, by the normal curve on the log scale.

    before: expected count of the earlier period; ratio: of the later daily count to the earlier (1.2 is a rise of
    20 %).
    """
    base = np.asarray(before, float)
    some = np.where(base > 0, base, np.nan)
    error = np.sqrt(trial.factor / some * (1 + np.divide(trial.exposure[1], trial.exposure[0]) / ratio))
    effect, limit = np.abs(np.log(ratio)) / error, trial.limit
    found = special.ndtr(effect - limit) + special.ndtr(-effect - limit)
    return np.where(base > 0, found, np.where(np.isnan(base), np.nan, 0.0))


def detectable_rise_pct(before: ArrayLike, trial: Trial) -> Floats:
    """The smallest rise, per cent, that would be found four times in five; NaN on a count of zero.

    before: expected count of the earlier period.
    """
    base = np.asarray(before, float)
    scale = (trial.limit + special.ndtri(POWER)) * np.sqrt(trial.factor / np.where(base > 0, base, np.nan))
    log_ratio = scale
    # The error shrinks as the later count grows; each step comes at least five times nearer.
    for _ in range(12):
        log_ratio = scale * np.sqrt(1 + np.divide(trial.exposure[1], trial.exposure[0]) * np.exp(-log_ratio))
    with np.errstate(over="ignore"):
        return np.asarray(100 * np.expm1(log_ratio), dtype=float)
