"""What is left of a change in the treated areas when that of areas like them is taken off, and its interval."""

from dataclasses import dataclass

import numpy as np

from data.statistics.effect.design import Design
from data.statistics.effect.displacement import REACH, DisplacementDifference, Pair, displacement_difference
from data.statistics.effect.ground import Bools, Floats
from data.statistics.effect.placebo import Placebo, placebo_of


@dataclass(frozen=True)
class Side:
    """The difference of one kind of area, treated or around them.

    before_and_after, compared: the counts; weight: what one offence in the areas compared counts, so that both begin
    alike; dispersion: of the variance of the counts; ratio_pct with its interval: the same as a change in per cent
    against what was expected, NaN where that is nothing.
    """

    before_and_after: Pair
    compared: Pair
    weight: float
    dispersion: float
    difference: DisplacementDifference
    ratio_pct: float
    lower_ci_pct: float
    upper_ci_pct: float
    lower_90_pct: float
    upper_90_pct: float

    @property
    def expected(self) -> float:
        """How many there would have been afterwards, had the areas gone as those compared."""
        return self.before_and_after[0] + self.weight * (self.compared[1] - self.compared[0])


@dataclass(frozen=True)
class Effect:
    """The difference in the areas, and around them where anything was counted there; noise: of areas left alone."""

    inside: Side
    around: Side | None
    noise: Placebo


def effect(design: Design, before: Floats, after: Floats) -> Effect | None:
    """The effect between two periods of the same months of the year; None without offences before in either.

    before, after: the count of each cell of the design's ground.
    """
    # By the months before alone: what was done must not choose the areas that tell its noise.
    usual = 2 * float(np.median(design.treated @ before))
    noise = placebo_of(design.alone @ before, design.alone @ after, usual)
    inside = _side(design.treated, design.control, before, after, noise)
    if inside is None:
        return None
    ring, like = (np.diag(cells)[cells] for cells in (design.around, design.around_control))
    free = ~(design.treated.any(axis=0) | design.around)
    of_cells = placebo_of(before[free], after[free], 2 * float(np.median(before[design.around])) if len(ring) else 0.0)
    return Effect(inside, _side(ring, like, before, after, of_cells), noise)


def _side(areas: Bools, control: Bools, before: Floats, after: Floats, noise: Placebo) -> Side | None:
    """One kind of area against those compared; areas, control: areas × cells."""
    own = float((areas @ before).sum()), float((areas @ after).sum())
    theirs = float((control @ before).sum()), float((control @ after).sum())
    if not own[0] or not theirs[0]:
        return None
    return side_of(own, theirs, areas @ (before + after), control @ (before + after), noise)


def side_of(own: Pair, theirs: Pair, totals: Floats, compared: Floats, noise: Placebo) -> Side:
    """The difference with the noise of the areas that make it up.

    own, theirs: before and after of all treated areas and of all compared; totals, compared: before and after together
    of each of them.
    """
    weight = own[0] / theirs[0]
    shares = np.concatenate([np.ones(len(totals)), np.full(len(compared), weight)])
    variances = noise.variance(np.concatenate([totals, compared]), shares)
    plain = sum(own) + weight**2 * sum(theirs)
    factor = float(variances.sum()) / plain * _growth(own, theirs, weight) * noise.tail(variances) ** 2
    dispersion = max(factor, 1.0)
    found = displacement_difference(own, theirs, dispersion, 1 / weight)
    return Side(own, theirs, weight, dispersion, found, *_ratio(own, theirs, dispersion))


def _growth(own: Pair, theirs: Pair, weight: float) -> float:
    """By how much the variance is another than that of the sum of all counts, where the areas compared grew or fell.

    What is taken off is the count before times their growth, whose error grows with it (the delta method); 1 where they
    stayed as they were.
    """
    growth = theirs[1] / theirs[0]
    grown = own[1] + growth**2 * own[0] + weight**2 * (theirs[1] + growth**2 * theirs[0])
    return grown / (sum(own) + weight**2 * sum(theirs))


def _ratio(own: Pair, theirs: Pair, dispersion: float) -> tuple[float, float, float, float, float]:
    """The ratio of both changes less 1, in per cent, with its 95 and 90 % intervals on the log scale."""
    if not (own[1] and theirs[1]):
        return (np.nan,) * 5
    log_ratio = np.log(own[1] / own[0]) - np.log(theirs[1] / theirs[0])
    error = np.sqrt(dispersion * sum(1 / count for count in (*own, *theirs)))
    reach = np.array([0, -REACH, REACH, -1.6448536269514722, 1.6448536269514722])
    return tuple(float(found) for found in 100 * np.expm1(log_ratio + reach * error))  # type: ignore[return-value]
