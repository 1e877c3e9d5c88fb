"""How good a hotspot map is: ranked on the months so far, tested on the three that follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import ndimage, special

from data.model.period import Period, add_months, unbroken
from data.statistics.space.accuracy import Catch, catch
from data.statistics.space.grid import Floats, Grid

BANDWIDTH_M = 450
FEWEST_TRAINING_MONTHS, TEST_MONTHS = 6, 3
AREA_SHARES = (0.01, 0.02, 0.05)
# Half of crime in 5 % of places (Weisburd 2015): what a good map at 5 % of the area would reach.
PAI_LINE = 10
FEWEST_FOLDS = 4
DRAWS, SEED = 2000, 20
# From the simplest: where two maps are as good, the first is the winner.
METHODS = {
    "plain_counts": "Plain counts",
    "last_year": "Last year's spots",
    "kernel_density": "Smoothed counts",
}
AREAS = {"point_cells": "spots that hold a point", "all_cells": "all spots"}

# Method, area, share of area.
Key = tuple[str, str, float]


@dataclass(frozen=True)
class Fold:
    """One trial: ranked on the months of ``training``, tested on those of ``test``."""

    training: Period
    test: Period


@dataclass(frozen=True)
class Backtest:
    """Every trial together.

    results: method, area, area_share (0 to 1), fold_count, interval_from ("folds" or "bootstrap"), and the means over
    folds of pai and pei with 95 % intervals (pai_lower_ci, pai_upper_ci, pei_lower_ci, pei_upper_ci); NaN for a
    method that no fold could test. winner: the method with the highest mean PEI over the shares of the cells that hold
    a point, None under four folds.
    """

    folds: tuple[Fold, ...]
    results: pd.DataFrame
    winner: str | None


def folds_of(monthly: pd.DataFrame) -> tuple[Fold, ...]:
    """The trials that the months allow: each run without a gap gives its own, and no test month is used twice.

    monthly: columns are months (dates), NaN in one that is absent.
    """
    present = [month for month, is_absent in monthly.isna().any().items() if not is_absent]
    folds = []
    for run in unbroken(present):
        start = add_months(run.first, FEWEST_TRAINING_MONTHS)
        while (end := add_months(start, TEST_MONTHS - 1)) <= run.last:
            folds.append(Fold(Period(run.first, add_months(start, -1)), Period(start, end)))
            start = add_months(start, TEST_MONTHS)
    return tuple(folds)


def scores(monthly: pd.DataFrame, fold: Fold, grid: Grid) -> dict[str, Floats]:
    """The score of each cell by each method that the training months allow.

    last_year: the counts of the same three months a year before the test, where the training months hold them.
    """
    so_far = monthly[list(fold.training.months)].to_numpy().sum(axis=1)
    found = {"plain_counts": so_far, "kernel_density": kernel_density(so_far, grid)}
    year_before = fold.test.back(1)
    if year_before.first >= fold.training.first:
        found["last_year"] = monthly[list(year_before.months)].to_numpy().sum(axis=1)
    return found


def kernel_density(counts: Floats, grid: Grid) -> Floats:
    """Offences per km² at each cell's centre, each cell's count spread by a quartic kernel of ``BANDWIDTH_M``.

    counts: one a cell. A count keeps its total, but for what falls outside the area, which is lost: nothing is
    recorded there for the area to borrow. Silverman 1986, Density Estimation, section 4.2.
    """
    reach = int(np.ceil(BANDWIDTH_M / grid.cell_size_m))
    steps = np.arange(-reach, reach + 1) * grid.cell_size_m / BANDWIDTH_M
    weights = np.clip(1 - (steps[:, None] ** 2 + steps**2), 0, None) ** 2
    spread = ndimage.correlate(grid.spread(counts), weights / weights.sum(), mode="constant")
    return np.asarray(spread[grid.row, grid.column] / grid.cell_km2)


def backtest(monthly: pd.DataFrame, grid: Grid, holds_point: NDArray[np.bool_]) -> Backtest:
    """Every method on every fold, at each share of each area.

    monthly: counts of the cells of ``grid`` (rows) by month (columns, dates), NaN in an absent month; holds_point:
    whether a record was ever placed in the cell.
    """
    folds = folds_of(monthly)
    areas = {"point_cells": holds_point, "all_cells": np.ones(len(grid), dtype=bool)}
    caught: dict[Key, list[Catch | None]] = {key: [] for key in product(METHODS, areas, AREA_SHARES)}
    for fold in folds:
        later = monthly[list(fold.test.months)].to_numpy().sum(axis=1)
        scored = scores(monthly, fold, grid) if later.sum() else {}
        for (method, area, share), found in caught.items():
            kept = areas[area]
            found.append(catch(scored[method][kept], later[kept], share) if method in scored else None)
    rows = [_result(key, [one for one in found if one]) for key, found in caught.items()]
    return Backtest(folds, pd.DataFrame(rows), _winner(caught))


def _result(key: Key, caught: list[Catch]) -> dict[str, object]:
    is_many = len(caught) >= FEWEST_FOLDS
    named = dict(zip(("method", "area", "area_share"), key, strict=True))
    interval_from = "folds" if is_many else "bootstrap" if caught else ""
    row = {**named, "fold_count": len(caught), "interval_from": interval_from}
    indices: dict[str, Callable[[Catch], float]] = {"pai": lambda one: one.pai, "pei": lambda one: one.pei}
    for name, index in indices.items():
        values = np.array([index(one) for one in caught])
        interval = _over_folds(values) if is_many else _by_bootstrap(caught, index)
        lower, upper = np.clip(interval, 0, 1 if name == "pei" else None)
        mean = values.mean() if caught else np.nan
        row |= {name: mean, f"{name}_lower_ci": lower, f"{name}_upper_ci": upper}
    return row


def _over_folds(values: Floats) -> tuple[float, float]:
    """The 95 % interval of the mean by Student's t."""
    half = special.stdtrit(len(values) - 1, 0.975) * values.std(ddof=1) / np.sqrt(len(values))
    return float(values.mean() - half), float(values.mean() + half)


def _by_bootstrap(caught: list[Catch], index: Callable[[Catch], float]) -> tuple[float, float]:
    """The 95 % interval when the later records of each fold are drawn again; the most to be caught stays as it was."""
    if not caught:
        return np.nan, np.nan
    random = np.random.default_rng(SEED)
    means = np.zeros(DRAWS)
    for one in caught:
        shares = np.array([one.above, one.tied, one.total - one.above - one.tied]) / one.total
        drawn = random.multinomial(int(one.total), shares, DRAWS)
        # Both indices grow with what is caught: the index of one record caught is their unit.
        unit = index(one._replace(above=1.0, tied=0.0))
        means += unit * (drawn[:, 0] + one.tied_share * drawn[:, 1]) / len(caught)
    lower, upper = np.quantile(means, [0.025, 0.975])
    return float(lower), float(upper)


def _winner(caught: Mapping[Key, list[Catch | None]]) -> str | None:
    """The method with the highest mean PEI, on the folds that every method with enough of them could be tested on."""
    by_fold: dict[str, Floats] = {}
    for method in METHODS:
        rows = [caught[method, "point_cells", share] for share in AREA_SHARES]
        pei = np.array([[np.nan if one is None else one.pei for one in row] for row in rows]).mean(axis=0)
        if np.isfinite(pei).sum() >= FEWEST_FOLDS:
            by_fold[method] = pei
    if not by_fold:
        return None
    shared = np.isfinite(np.array(list(by_fold.values()))).all(axis=0)
    return max(by_fold, key=lambda method: float(by_fold[method][shared].mean()))
