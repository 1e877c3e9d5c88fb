"""How much more than by pure chance a count varies: measured on pairs of months, pooled over like areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

Floats = NDArray[np.float64]

# Neighbouring months are alike: measured on six years of 32 London boroughs, and never taken for less.
SERIAL_CORRELATION = 0.2
HIGHEST_CORRELATION = 0.6
FEWEST_YEARS, FEWEST_SERIES = 5, 20
FEWEST_A_MONTH = 5
STEEPEST, MOST_FREEDOM = 100.0, 1e6


@dataclass(frozen=True)
class Pairs:
    """Each series over its pairs of months, one of the later and one of the earlier period.

    residuals: pairs × series, standardised, 0 where neither month has an offence; chi_squared and freedom: one a
    series; mean: offences a month.
    """

    residuals: Floats
    chi_squared: Floats
    freedom: Floats
    mean: Floats


@dataclass(frozen=True)
class Noise:
    """What like series say of the noise of one: it is 1 + ``slope`` × its mean, known as well as ``freedom`` says.

    freedom: how many degrees of freedom of a series' own months the line is worth, infinite where all series lie on
    it; NaN slope where there is no like series. Both of one line, or of that of each series.
    """

    slope: float | Floats
    freedom: float | Floats


def paired(now: Floats, before: Floats, exposure: tuple[Floats, Floats]) -> Pairs:
    """Each pair against the ratio of the whole periods: Pearson's chi-squared given the sum of the pair.

    now, before: months × series, without gaps; exposure: days of each month, now and before, of all series alike or
    months × series. A season that both periods share drops out, and so does a real change of the whole.
    """
    total = now + before
    sums = now.sum(axis=0), before.sum(axis=0)
    days = exposure[0].sum(axis=0), exposure[1].sum(axis=0)
    ratio = np.divide(sums[0] * days[1], sums[1] * days[0], out=np.ones(len(sums[0])), where=sums[1] > 0)
    odds = np.atleast_2d((exposure[0] / exposure[1]).T).T * ratio
    share = odds / (1 + odds)
    variance = total * share * (1 - share)
    residuals = np.divide(now - total * share, np.sqrt(variance), out=np.zeros_like(variance), where=variance > 0)
    freedom = np.maximum((variance > 0).sum(axis=0) - 1.0, 0)
    return Pairs(residuals, (residuals**2).sum(axis=0), freedom, (sums[0] + sums[1]) / (2 * len(now)))


def pooled(pairs: Pairs) -> Noise:
    """The line of mean and variance through like series, and how far series stray from it.

    The slope solves Pearson's estimating equation (Breslow 1984, Applied Statistics 33); the prior degrees of freedom
    are Smyth's (2004, Statistical Applications in Genetics and Molecular Biology 3), about a trend as in Lund and
    others (2012, same journal 11), and never more than the line itself rests on.
    """
    known = pairs.freedom > 0
    if known.sum() < 2:
        return Noise(np.nan, np.nan)
    chi_squared, freedom, mean = pairs.chi_squared[known], pairs.freedom[known], pairs.mean[known]
    slope = _slope(chi_squared, freedom, mean)
    return Noise(slope, min(_prior_freedom(chi_squared / (1 + slope * mean), freedom), float(freedom.sum())))


def squeezed(pairs: Pairs, noise: Noise) -> tuple[Floats, Floats]:
    """The dispersion factor of each series between its own and that of the line, and its degrees of freedom.

    The factor is at least 1; where there is no line it is the series' own, NaN without degrees of freedom.
    """
    own = pairs.chi_squared / np.where(pairs.freedom > 0, pairs.freedom, np.nan)
    prior = 1 + noise.slope * pairs.mean
    freedom = noise.freedom + pairs.freedom
    factor = (noise.freedom * prior + pairs.chi_squared) / freedom
    is_alone = np.isnan(noise.slope)
    return np.maximum(np.where(is_alone, own, factor), 1), np.where(is_alone, pairs.freedom, freedom)


def widening(months: int, correlation: float = SERIAL_CORRELATION) -> float:
    """By how much months that are alike widen the variance of their sum beyond what their own differences show.

    1 + 2 Σ (1 − k/n) ρᵏ for the sum (Bartlett 1946); and as the mean of n months that are alike moves with them, their
    differences from it show (n − that) / (n − 1) of their variance.
    """
    lag = np.arange(1, months)
    of_sum = float(1 + 2 * ((1 - lag / months) * correlation**lag).sum())
    return of_sum * (months - 1) / (months - of_sum) if months > 1 else 1.0


def serial_correlation(years: Sequence[Floats]) -> float:
    """The correlation of neighbouring pairs of months over many series, freed of its bias; SERIAL_CORRELATION at least.

    years: 12 months × series each, one after the other, NaN where unknown. Measured only from FEWEST_YEARS on and over
    FEWEST_SERIES, since one pair of years strays by 0.05: the mean of the series' own estimates, each too low by about
    (1 + 4ρ)/n (Kendall 1954, Biometrika 41).
    """
    if len(years) < FEWEST_YEARS:
        return SERIAL_CORRELATION
    found = []
    for before, now in pairwise(years):
        kept = np.isfinite(now + before).all(axis=0) & ((now + before).mean(axis=0) / 2 >= FEWEST_A_MONTH)
        residuals = paired(now[:, kept], before[:, kept], (np.ones(len(now)), np.ones(len(now)))).residuals
        if kept.sum() >= FEWEST_SERIES:
            raw = ((residuals[1:] * residuals[:-1]).sum(axis=0) / (residuals**2).sum(axis=0)).mean()
            found.append((raw * len(now) + 1) / (len(now) - 4))
    if len(found) < FEWEST_YEARS - 1:
        return SERIAL_CORRELATION
    return float(np.clip(np.mean(found), SERIAL_CORRELATION, HIGHEST_CORRELATION))


def _slope(chi_squared: Floats, freedom: Floats, mean: Floats) -> float:
    """The slope at which the chi-squared of all series together is what their degrees of freedom lead to expect."""

    def excess(slope: float) -> float:
        """By how much the chi-squared of all is above what is expected."""
        return float((chi_squared / (1 + slope * mean) - freedom).sum())

    if excess(0) <= 0:
        return 0.0
    return float(optimize.brentq(excess, 0, STEEPEST)) if excess(STEEPEST) < 0 else STEEPEST


def _prior_freedom(scaled: Floats, freedom: Floats) -> float:
    """Smyth's prior degrees of freedom, by the spread of the logarithms of factors that would all be 1.

    His trigamma function of x is Hurwitz's zeta function of 2 and x.
    """
    logs = np.log(np.maximum(scaled / freedom, 1e-3)) - special.digamma(freedom / 2) + np.log(freedom / 2)
    spread = float(logs.var(ddof=1) - special.zeta(2, freedom / 2).mean())
    if spread <= special.zeta(2, MOST_FREEDOM / 2):
        return np.inf
    return float(optimize.brentq(lambda df: special.zeta(2, df / 2) - spread, 1e-3, MOST_FREEDOM))


def critical(freedom: Floats, level: float | Floats) -> Floats:
    """Two-sided critical value of Student's t at ``level`` (0.95); normal where the freedom is infinite, NaN at 0."""
    upper = (1 + level) / 2
    finite = np.where(np.isfinite(freedom) & (freedom > 0), freedom, 1.0)
    found = np.where(np.isinf(freedom), special.ndtri(upper), special.stdtrit(finite, upper))
    return np.where(freedom > 0, found, np.nan)
