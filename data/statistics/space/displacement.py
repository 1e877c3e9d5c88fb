"""Did an operation work: the weighted displacement difference."""

from dataclasses import dataclass
from math import sqrt

from scipy import special

from data.statistics.change.count_change import LEVEL
from data.statistics.change.power import POWER


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


def displacement_difference(
    treated: tuple[float, float],
    control: tuple[float, float],
    displacement: tuple[float, float] = (0, 0),
    displacement_control: tuple[float, float] = (0, 0),
    dispersion: float = 1.0,
) -> DisplacementDifference:
    """The change in the treated area and around it, less the change in the areas compared.

    Each pair: offences before and after, over periods of equal length; displacement: the area around the treated one,
    where offences may have moved, and displacement_control an area compared with that; dispersion: by which the
    variance, the sum of all counts, is multiplied. Wheeler and Ratcliffe 2018, doi 10.1186/s40163-018-0085-5. Raises
    ValueError on a negative or missing count.
    """
    areas = (treated, control, displacement, displacement_control)
    if not all(count >= 0 for pair in areas for count in pair):
        raise ValueError(f"counts before and after must be numbers from 0 up, got {areas}: give whole periods")
    change = [after - before for before, after in areas]
    difference = change[0] - change[1] + change[2] - change[3]
    error = sqrt(max(dispersion, 1) * sum(sum(pair) for pair in areas))
    z = float(special.ndtri((1 + LEVEL) / 2))
    detectable = (z + float(special.ndtri(POWER))) * error
    share = 100 * detectable / treated[0] if treated[0] else None
    return DisplacementDifference(difference, error, difference - z * error, difference + z * error, detectable, share)
