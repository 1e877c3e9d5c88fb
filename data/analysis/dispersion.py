"""How much more than by pure chance the months of a series vary."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]


def dispersion(counts: Floats, groups: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Dispersion factor of each series within groups of months, and its degrees of freedom.

    counts: months × series, NaN in a gap; groups: one number a month, each group having a mean of its own, so that a
    real change between two groups does not count as noise. The factor is Pearson's chi-squared over its degrees of
    freedom (McCullagh and Nelder 1989), as a quasi-Poisson regression on the groups gives it: 1 for independent
    events; NaN where no group has two months.
    """
    chi_squared, freedom = np.zeros(counts.shape[1]), np.zeros(counts.shape[1])
    for group in np.unique(groups):
        rows = counts[groups == group]
        known = np.isfinite(rows).sum(axis=0)
        mean = np.nansum(rows, axis=0) / np.maximum(known, 1)
        squares = np.nansum((rows - mean) ** 2, axis=0)
        chi_squared += np.divide(squares, mean, out=np.zeros_like(mean), where=mean > 0)
        freedom += np.maximum(known - 1, 0)
    return np.divide(chi_squared, freedom, out=np.full(len(freedom), np.nan), where=freedom > 0), freedom


def critical(freedom: Floats, level: float) -> Floats:
    """Two-sided critical value of Student's t at ``level`` (0.95); normal where the freedom is infinite."""
    upper = (1 + level) / 2
    finite = np.where(np.isfinite(freedom) & (freedom > 0), freedom, 1.0)
    found = np.where(np.isinf(freedom), special.ndtri(upper), special.stdtrit(finite, upper))
    return np.where(freedom > 0, found, np.nan)
