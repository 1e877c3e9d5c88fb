"""Would an operation show anything: the chance of finding a fall, and the smallest that would be found."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import optimize

from data.statistics.change.power import POWER
from data.statistics.effect.design import Design
from data.statistics.effect.displacement import REACH
from data.statistics.effect.ground import Floats
from data.statistics.effect.placebo import Placebo, placebo_of

ALL_OF_IT = 0.999
DRAWS, SEED = 4000, 2018
# The test errs to the safe side: over simulated years differences stray by so much of their standard error.
STEADIER = 0.82


@dataclass(frozen=True)
class Plan:
    """An operation over areas that had these counts in as long a time before.

    totals, compared: of each treated area and of each compared; noise: of areas left alone between earlier months.
    """

    totals: Floats
    compared: Floats
    noise: Placebo

    def chance(self, fall: float) -> float:
        """How likely a fall of this share of all (0 to 1) is found, by the test that would judge it."""
        before, theirs = float(self.totals.sum()), float(self.compared.sum())
        weight = before / theirs
        sides = _variance(self.totals, 1 - fall, self.noise), _variance(self.compared, 1, self.noise)
        spread = [STEADIER * np.sqrt(one) for one in sides]
        steps = self._steps
        # Both counts of afterwards are drawn: where fewer are left, the interval is narrower too.
        ratio = np.maximum(1 - fall + spread[0] * steps[0] / before, 0)
        ratio_compared = np.maximum(1 + spread[1] * steps[1] / theirs, 0)
        variance = _variance(self.totals, ratio, self.noise) + weight**2 * _variance(
            self.compared, ratio_compared, self.noise
        )
        difference = before * (ratio - ratio_compared)
        return float((np.abs(difference) > REACH * self._tail * np.sqrt(variance)).mean())

    @cached_property
    def _steps(self) -> Floats:
        return np.random.default_rng(SEED).normal(size=(2, DRAWS))

    @cached_property
    def _tail(self) -> float:
        weight = self.totals.sum() / self.compared.sum()
        shares = np.concatenate([np.ones(len(self.totals)), np.full(len(self.compared), weight)])
        return self.noise.tail(self.noise.variance(2 * np.concatenate([self.totals, self.compared]), shares))

    @property
    def detectable_pct(self) -> float | None:
        """The smallest fall, per cent, that would be found four times in five; None where not even the end of all."""
        if self.chance(ALL_OF_IT) < POWER:
            return None
        return 100 * float(optimize.brentq(lambda fall: self.chance(fall) - POWER, 1e-4, ALL_OF_IT, xtol=1e-4))


def plan(design: Design, before: Floats, earlier: Floats) -> Plan | None:
    """A plan from the latest months like those of the operation, and as many earlier ones; None without offences.

    before, earlier: the count of each cell of the design's ground.
    """
    totals, compared = design.treated @ before, design.control @ before
    if not totals.sum() or not compared.sum():
        return None
    usual = 2 * float(np.median(totals))
    return Plan(totals, compared, placebo_of(design.alone @ earlier, design.alone @ before, usual))


def _variance(before: Floats, ratio: Floats | float, noise: Placebo) -> Floats:
    """The variance of the change of areas with these counts before and ``ratio`` times as many after."""
    total = 1 + np.asarray(ratio, dtype=float)
    return np.asarray(total * before.sum() + noise.slope / 2 * total**2 * np.square(before).sum())
