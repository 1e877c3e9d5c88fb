"""Funnel plot: rates of areas of different size, and which lie further out than chance puts them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from data.statistics.change.noise import Floats

WINSORISED = 0.1
# Two-sided limits and the names of their columns.
LEVELS = {"95": 0.95, "998": 0.998}
CURVE_POINTS = 100
WITHIN, BEYOND_95, BEYOND_998 = "within the 95% lines", "{side} the 95% line", "{side} the 99.8% line"


@dataclass(frozen=True)
class Funnel:
    """Areas, the curves of their limits, the rate of all together and how much more than by chance areas differ.

    areas: the frame given with rate_per_1000, z_score (allowing for over-dispersion) and position ("above 99.8%
    line" …, "" where unknown). limits: population, lower_95, upper_95, lower_998, upper_998, all per 1,000. overall:
    per 1,000. spread: standard deviation between areas beyond chance, per 1,000, 0 where there is none.
    """

    areas: pd.DataFrame
    limits: pd.DataFrame
    overall_per_1000: float
    spread_per_1000: float


def funnel(areas: pd.DataFrame) -> Funnel:
    """Rates against the rate of all areas together, with limits by the Poisson distribution.

    areas: population (residents), offence_count, null where unknown, and any other columns. Limits between whole
    counts are interpolated (Spiegelhalter 2005); over-dispersion is the additive random effects model after 10 % of the
    z-scores at either end are winsorised.
    """
    counts = areas["offence_count"].to_numpy(dtype=float)
    residents = areas["population"].to_numpy(dtype=float)
    residents = np.where(residents > 0, residents, np.nan)
    known = ~np.isnan(counts + residents)
    overall = float(counts[known].sum() / residents[known].sum()) if known.any() else np.nan
    rates, variances = counts / residents, overall / residents
    extra = additive_variance(_standard(rates, overall, variances)[known], variances[known])
    position = np.full(len(areas), "", dtype=object)
    if known.any():
        position[known] = _position(rates[known], poisson_limits(overall, residents[known], extra))
    z_scores = _standard(rates, overall, variances + extra)
    shown = areas.assign(rate_per_1000=1000 * rates, z_score=z_scores, position=position)
    return Funnel(shown, _curve(overall, residents[known], extra), 1000 * overall, 1000 * float(np.sqrt(extra)))


def additive_variance(z_scores: ArrayLike, variances: ArrayLike) -> float:
    """Variance between areas beyond chance, by the method of moments on winsorised z-scores; 0 where there is none.

    z_scores: (rate − overall) / √variance; variances: of each rate by chance, in the square of its unit (DerSimonian
    and Laird 1986, as Spiegelhalter 2005 has it).
    """
    z, v = np.asarray(z_scores, float), np.asarray(variances, float)
    if len(z) < 2 or not (v > 0).all():
        return 0.0
    weights = 1 / v
    clipped = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    excess = (clipped**2).sum() - (len(z) - 1)
    return float(max(excess, 0) / (weights.sum() - (weights**2).sum() / weights.sum()))


def poisson_limits(overall: float, population: ArrayLike, extra_variance: float = 0.0) -> dict[str, Floats]:
    """Lower and upper limits of a rate at each population: lower_95, upper_95, lower_998, upper_998.

    overall, limits: offences a resident; extra_variance: of ``additive_variance``, by which the distance of each limit
    from the overall rate grows as the standard deviation does.
    """
    residents = np.asarray(population, float)
    expected = overall * residents
    wider = np.sqrt(1 + extra_variance * residents / overall) if overall > 0 else np.ones(len(residents))
    found = {}
    for name, level in LEVELS.items():
        for side, p in (("lower", (1 - level) / 2), ("upper", (1 + level) / 2)):
            limit = _poisson_quantile(p, expected) / residents
            found[f"{side}_{name}"] = np.maximum(overall + wider * (limit - overall), 0)
    return found


def _standard(rates: Floats, overall: float, variances: Floats) -> Floats:
    error = np.sqrt(np.where(variances == 0, 1, variances))
    return np.asarray((rates - overall) / error, dtype=float)


def _poisson_quantile(p: float, expected: Floats) -> Floats:
    """The count at which the Poisson distribution reaches ``p``, interpolated between whole counts."""
    count = np.where(expected > 0, np.ceil(special.pdtrik(p, np.maximum(expected, 1e-12))), 0)
    before = np.where(count > 0, special.pdtr(np.maximum(count - 1, 0), expected), 0)
    reached = special.pdtr(count, expected)
    return np.asarray(np.maximum(count - (reached - p) / (reached - before), 0), dtype=float)


def _position(rates: Floats, limits: dict[str, Floats]) -> list[str]:
    found = []
    for place, rate in enumerate(rates):
        text = WITHIN
        for name, words in (("95", BEYOND_95), ("998", BEYOND_998)):
            if rate > limits[f"upper_{name}"][place]:
                text = words.format(side="above")
            elif rate < limits[f"lower_{name}"][place]:
                text = words.format(side="below")
        found.append(text)
    return found


def _curve(overall: float, population: Floats, extra: float) -> pd.DataFrame:
    """Limits at populations from half the smallest to a tenth more than the largest, denser where they bend."""
    if not len(population):
        return pd.DataFrame(columns=["population", *poisson_limits(1, [1])])
    along = np.geomspace(population.min() / 2, population.max() * 1.1, CURVE_POINTS)
    limits = poisson_limits(overall, along, extra)
    return pd.DataFrame({"population": along, **{name: 1000 * values for name, values in limits.items()}})
