"""Did an operation work: the weighted displacement difference."""

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from scipy import special

from data.statistics.change.count_change import LEVEL
from data.statistics.change.power import POWER

# How many standard errors a 95 % interval reaches to either side.
REACH = float(special.ndtri((1 + LEVEL) / 2))
# How many an effect is away that is found four times in five.
FOUND = REACH + float(special.ndtri(POWER))

Pair = tuple[float, float]


class Weights(NamedTuple):
    """What each count is divided by: the length of its period, and the size of its area."""

    before: float = 1.0
    after: float = 1.0
    treated: float = 1.0
    control: float = 1.0
    displacement: float = 1.0
    displacement_control: float = 1.0


ALIKE = Weights()


@dataclass(frozen=True)
class DisplacementDifference:
    """How many offences the operation took away (negative) or added, with its 95 % interval.

    detectable: the smallest number taken away that would have been found four times in five; detectable_pct: of the
    treated area's count before, None where that is zero.
    """

    difference: float
    standard_error: float
    lower_ci: float
    upper_ci: float
    detectable: float
    detectable_pct: float | None

    @property
    def is_told_from_chance(self) -> bool:
        """Whether the interval leaves out no effect."""
        return self.lower_ci > 0 or self.upper_ci < 0

    @property
    def p_value(self) -> float:
        """The chance of so large a difference, either way, where nothing was done; 1 where nothing was counted."""
        return float(2 * special.ndtr(-abs(self.difference) / self.standard_error)) if self.standard_error else 1.0


def displacement_difference(
    treated: Pair,
    control: Pair,
    displacement: Pair = (0, 0),
    displacement_control: Pair = (0, 0),
    dispersion: float = 1.0,
    weights: Weights = ALIKE,
) -> DisplacementDifference:
    """The change in the treated area and around it, less the change in the areas compared.

    Each pair: offences before and after; displacement: the area around the treated one, where offences may have moved,
    and displacement_control an area compared with that; dispersion: by which the variance, the sum of all counts, is
    multiplied; weights: by which counts are divided where periods or areas differ in size. Wheeler and Ratcliffe 2018,
    doi 10.1186/s40163-018-0085-5, with the weights of Wheeler's own programs. Raises ValueError on a negative or
    missing count, or a weight that is not above 0.
    """
    areas = (treated, control, displacement, displacement_control)
    if not all(count >= 0 for pair in areas for count in pair):
        raise ValueError(f"counts before and after must be numbers from 0 up, got {areas}: give whole periods")
    if not all(weight > 0 for weight in weights):
        raise ValueError(f"weights must be above 0, got {tuple(weights)}")
    sizes = [(area * weights.before, area * weights.after) for area in weights[2:]]
    weighed = [(pair[0] / size[0], pair[1] / size[1]) for pair, size in zip(areas, sizes, strict=True)]
    change = [after - before for before, after in weighed]
    difference = change[0] - change[1] + change[2] - change[3]
    variance = sum(
        count / size**2 for pair, both in zip(areas, sizes, strict=True) for count, size in zip(pair, both, strict=True)
    )
    error = sqrt(max(dispersion, 1) * variance)
    share = 100 * FOUND * error / weighed[0][0] if treated[0] else None
    return DisplacementDifference(
        difference, error, difference - REACH * error, difference + REACH * error, FOUND * error, share
    )
