"""How far wards truly lie apart in a survey, and how far chance alone would set them apart."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from data.statistics.change.count_change import LEVEL
from data.statistics.change.noise import Floats
from data.statistics.survey.proportions import DESIGN_EFFECT

# With fewer asked in a ward, or fewer wards, chance is larger than what is looked for.
FEWEST_ASKED, FEWEST_AREAS = 100, 10


@dataclass(frozen=True)
class Spread:
    """The standard deviation between areas that is left when chance is taken off, in percentage points.

    spread_points and its 95 % interval are NaN where ``can_tell`` is false; areas: how many have an estimate and a
    base; least_base: the fewest asked in one of them, 0 where there is none.
    """

    spread_points: float
    lower_ci_points: float
    upper_ci_points: float
    areas: int
    least_base: int

    @property
    def can_tell(self) -> bool:
        """Whether so many were asked in so many areas that the spread can be told from chance."""
        return self.areas >= FEWEST_AREAS and self.least_base >= FEWEST_ASKED


def between_areas(estimate_pct: ArrayLike, base: ArrayLike, design_effect: ArrayLike = DESIGN_EFFECT) -> Spread:
    """The spread between areas of one question and wave, by random effects.

    Percentages 0 to 100, unweighted bases and design effects, of one area each; areas without both are left out. The
    variance of an estimate is that of a beta-binomial; the spread is where the weighted squares about the mean are as
    many as areas less one (Paule and Mandel 1982), its interval where they are quantiles of chi-squared (Q-profile,
    Viechtbauer 2007, Statistics in Medicine 26).
    """
    share, size = np.broadcast_arrays(np.asarray(estimate_pct, float) / 100, np.asarray(base, float))
    effect = np.broadcast_to(np.asarray(design_effect, float), share.shape)
    known = ~np.isnan(share) & ~np.isnan(size)
    share, told, areas = share[known], (size / effect)[known], int(known.sum())
    found = Spread(np.nan, np.nan, np.nan, areas, int(size[known].min()) if areas else 0)
    if not found.can_tell:
        return found
    tail = (1 - LEVEL) / 2
    targets = areas - 1, special.chdtri(areas - 1, tail), special.chdtri(areas - 1, 1 - tail)
    spread, low, high = (
        100 * _where(lambda spread: _squares(share, told, spread), float(target)) for target in targets
    )
    return Spread(spread, low, high, areas, found.least_base)


def _squares(share: Floats, told: Floats, spread: float) -> float:
    """The weighted squares about the weighted mean, were this the spread: fewer, the larger it is."""
    weight = 1 / _variance(share.mean(), told, spread)
    mean = np.average(share, weights=weight)
    return float((weight * (share - mean) ** 2).sum())


def _variance(mean: float, told: Floats, spread: float) -> Floats:
    """Of an estimate by as many answers, drawn from areas that differ by the spread; never none, as where all agree."""
    within = np.maximum(mean * (1 - mean) - spread**2, 0) / told
    return np.asarray(np.maximum(within + spread**2, 1e-12))


def _where(squares: Callable[[float], float], target: float) -> float:
    """The spread at which the squares fall to the target, by halving; 0 where they never exceed it."""
    near, far = 0.0, 0.5
    if squares(near) <= target:
        return near
    for _ in range(40):
        middle = (near + far) / 2
        near, far = (middle, far) if squares(middle) > target else (near, middle)
    return near


def range_by_chance(share_pct: float, base: float, areas: int, design_effect: float = DESIGN_EFFECT) -> float:
    """The highest less the lowest of equal areas on average, in percentage points: chance alone.

    share_pct: what all of them think; base: asked in each. From the binomial distribution of the base divided by the
    design effect, to whole answers.
    """
    told = max(round(base / design_effect), 1)
    below = special.bdtr(np.arange(told), told, share_pct / 100)
    return float(100 / told * (1 - below**areas - (1 - below) ** areas).sum())
