"""Did an operation work: the weighted displacement difference."""

from dataclasses import dataclass
from math import sqrt

from scipy import special

from data.statistics.change.count_change import LEVEL
from data.statistics.change.power import POWER

# How many standard errors a 95 % interval reaches to either side.
REACH = float(special.ndtri((1 + LEVEL) / 2))
# How many an effect is away that is found four times in five.
FOUND = REACH + float(special.ndtri(POWER))

Pair = tuple[float, float]


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
    treated: Pair, control: Pair, dispersion: float = 1.0, size: float = 1.0
) -> DisplacementDifference:
    """The change in the treated area, less the change in the areas compared.

    Each pair: offences before and after; dispersion: by which the variance, the sum of all counts, is multiplied; size:
    of the areas compared, by which their counts are divided. Wheeler and Ratcliffe 2018, doi 10.1186/s40163-018-0085-5,
    with the weights of Wheeler's own programs. Raises ValueError on a negative or missing count.
    """
    if not all(count >= 0 for count in (*treated, *control)):
        raise ValueError(
            f"counts before and after must be numbers from 0 up, got {treated}, {control}: give whole periods"
        )
    difference = treated[1] - treated[0] - (control[1] / size - control[0] / size)
    variance = sum(treated) + control[0] / size**2 + control[1] / size**2
    error = sqrt(max(dispersion, 1) * variance)
    share = 100 * FOUND * error / treated[0] if treated[0] else None
    return DisplacementDifference(
        difference, error, difference - REACH * error, difference + REACH * error, FOUND * error, share
    )
