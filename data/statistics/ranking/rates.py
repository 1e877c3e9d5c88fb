"""Rates per 1,000 residents with their intervals."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from data.statistics.change.count_change import LEVEL
from data.statistics.change.noise import Floats


def rates_with_intervals(counts: ArrayLike, population: ArrayLike, dispersion: ArrayLike = 1.0) -> dict[str, Floats]:
    """Offences per 1,000 residents with their 95 % intervals.

    counts: offences; population: residents; NaN where unknown, and where the population is zero; dispersion: the
    factor of the months, taken as 1 where it is below or unknown. Columns: rate_per_1000, lower_ci_per_1000,
    upper_ci_per_1000. The exact interval of a Poisson count (Garwood 1936), on the count divided by the factor.
    """
    residents = np.asarray(population, float)
    residents = np.where(residents > 0, residents, np.nan)
    factor = np.fmax(np.asarray(dispersion, float), 1)
    events, tail = np.asarray(counts, float) / factor, (1 - LEVEL) / 2
    low = np.where(events == 0, 0, special.gammaincinv(np.where(events == 0, 1, events), tail))
    high = special.gammaincinv(events + 1, 1 - tail)
    columns = {"rate_per_1000": events, "lower_ci_per_1000": low, "upper_ci_per_1000": high}
    return {name: np.atleast_1d(1000 * factor * value / residents) for name, value in columns.items()}
