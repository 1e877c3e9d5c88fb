"""Where crime clusters: Getis-Ord Gi* with false-discovery control, kernel density, and classes over time."""

import numpy as np
import pandas as pd
from scipy import special

from data.analysis.grid import Floats, Grid
from data.analysis.multiple import adjusted

SIGNIFICANCE = 0.05
BANDWIDTH_M = 450
# Shares of months: hot at all, nearly always hot, and the latest that count as recent.
HOT, PERSISTENT, RECENT = 0.1, 0.8, 0.2


def gi_star(counts: Floats, grid: Grid) -> Floats:
    """Getis-Ord Gi* of each cell as a z score: the three by three around it against the whole grid.

    counts: (…, cells). Weights are 1 for the cell itself and its neighbours by edge or corner, as many as the grid has
    there; 0 everywhere where all cells are alike. Ord and Getis 1995, Geographical Analysis 27(4), equation 14.
    """
    cells, neighbours = len(grid), grid.neighbour_count
    mean = counts.mean(axis=-1, keepdims=True)
    expected = mean * neighbours
    # The spread of the sum of so many cells, had the counts been dealt out to the cells at random.
    dealt = neighbours * (cells - neighbours) / max(cells - 1, 1)
    deviation = np.sqrt(counts.var(axis=-1, keepdims=True) * dealt)
    found = grid.sum_around(counts, np.ones((3, 3))) - expected
    z: Floats = np.divide(found, deviation, out=np.zeros_like(found), where=deviation > 0)
    return z


def two_sided_p(z: Floats) -> Floats:
    """The chance of a z score at least as far from zero, by the normal distribution."""
    return np.asarray(2 * special.ndtr(-np.abs(z)))


def hot_spots(counts: Floats, grid: Grid) -> pd.DataFrame:
    """Gi* of each cell with its verdict: gi_star, p_value, adjusted_p_value, is_hot, is_cold.

    counts: one a cell. adjusted_p_value is by Benjamini and Hochberg 1995 (JRSS B 57) over all cells of the grid: of
    the cells below 0.05, at most 5 % are expected to be false.
    """
    z = gi_star(counts, grid)
    p_value = two_sided_p(z)
    adjusted_p_value, _ = adjusted(p_value, "bh")
    is_clear = adjusted_p_value < SIGNIFICANCE
    return pd.DataFrame(
        {
            "gi_star": z,
            "p_value": p_value,
            "adjusted_p_value": adjusted_p_value,
            "is_hot": is_clear & (z > 0),
            "is_cold": is_clear & (z < 0),
        }
    )


def kernel_density(counts: Floats, grid: Grid, bandwidth_m: float = BANDWIDTH_M) -> Floats:
    """Offences per km² at each cell's centre, each cell's count spread by a quartic kernel of ``bandwidth_m``.

    counts: one a cell. A count keeps its total, but for what falls outside the area, which is lost: nothing is
    recorded there for the area to borrow. Silverman 1986, Density Estimation, section 4.2.
    """
    reach = int(np.ceil(bandwidth_m / grid.cell_size_m))
    steps = np.arange(-reach, reach + 1) * grid.cell_size_m / bandwidth_m
    weights = np.clip(1 - (steps[:, None] ** 2 + steps**2), 0, None) ** 2
    return grid.sum_around(counts, weights / weights.sum()) / grid.cell_km2


def significant_density(counts: Floats, grid: Grid, bandwidth_m: float = BANDWIDTH_M) -> Floats:
    """The kernel density where the cell is a hot spot by Gi*, NaN elsewhere: smooth colour proves nothing."""
    return np.where(hot_spots(counts, grid)["is_hot"], kernel_density(counts, grid, bandwidth_m), np.nan)


def classes_over_time(monthly: Floats, grid: Grid) -> pd.DataFrame:
    """Each cell by the months in which it was a hot spot: hot_class, hot_month_count.

    monthly: (cells, months), in order and without a gap, two months at least, else ValueError. hot_class is the first
    that holds. persistent: hot in 80 % of months or more. emerging: in 10 % of the latest fifth of months or more, and
    in fewer than 10 % of those before. former: the reverse. intermittent: in 10 % of all. Else "". These are the
    definitions in the manual of sfhotspot's hotspot_classify (Ashby).
    """
    months = monthly.shape[1]
    if months < 2 or np.isnan(monthly).any():
        raise ValueError("classes over time need at least two months, none of them absent")
    z = gi_star(np.ascontiguousarray(monthly.T), grid)
    clear = np.array([adjusted(p_value, "bh")[0] < SIGNIFICANCE for p_value in two_sided_p(z)])
    is_hot = clear & (z > 0)
    recent = max(1, int(RECENT * months))
    of_all, of_recent, of_older = is_hot.mean(axis=0), is_hot[-recent:].mean(axis=0), is_hot[:-recent].mean(axis=0)
    rules = {
        "persistent": of_all >= PERSISTENT,
        "emerging": (of_recent >= HOT) & (of_older < HOT),
        "former": (of_recent < HOT) & (of_older >= HOT),
        "intermittent": of_all >= HOT,
    }
    hot_class = np.select(list(rules.values()), list(rules), default="")
    return pd.DataFrame({"hot_class": hot_class, "hot_month_count": is_hot.sum(axis=0)})
