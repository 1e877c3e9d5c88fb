"""What the season alone makes of each month, learnt from the other years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.model.period import Period, add_months, unbroken
from data.statistics.change.noise import Floats
from data.statistics.series.control_limits import Flags
from data.statistics.series.series import YEAR

# A series judged by its own years alone needs three: of two, one high July makes the other falsely low.
FEWEST_POOLED, FEWEST_OWN = 2, 3
DAYS, ROUNDING = 365.25, 1e-8


@dataclass(frozen=True)
class Season:
    """Factors: months × series, 1 for the mean month of a year, NaN where none can be told; and how they came about.

    filled: the months that take the mean of their neighbours; districts: how many were added up.
    """

    factors: pd.DataFrame
    filled: tuple[date, ...] = ()
    districts: int = 1


def season_index(counts: pd.DataFrame, restricted: Sequence[Period], starts: Sequence[date], districts: int) -> Season:
    """The season of each month of each series, without that month itself.

    counts: months × series, the districts added up, NaN in a gap; restricted: stretches that are left out; starts: the
    months in which the level may jump. A least-squares fit to the logarithms of daily counts: twelve months of the
    year on a level that is flat in an unbroken run of less than two years, else a line with a bend a year; each month
    is left out in its turn (case deletion, Cook and Weisberg 1982). A month of the year needs two years, of a single
    district three; one without is filled from its two neighbours where both have as many.
    """
    months = [stamp.date() for stamp in counts.index]
    away = {month for period in restricted for month in period.months}
    used = np.array([[month not in away] for month in months], dtype=bool) & (counts.to_numpy(dtype=float) > 0)
    fewest = FEWEST_POOLED if districts > 1 else FEWEST_OWN
    found, is_filled = np.full(counts.shape, np.nan), np.zeros(len(months), dtype=bool)
    days = counts.index.days_in_month.to_numpy(dtype=float)
    # Series that are known in the same months share one fit.
    for pattern in np.unique(used, axis=1).T if used.size else []:
        columns = (used == pattern[:, None]).all(axis=0)
        runs = _in_runs([month for month, is_used in zip(months, pattern, strict=True) if is_used], starts)
        if runs:
            known = np.where(pattern[:, None], counts.to_numpy(dtype=float)[:, columns], 1)
            daily = np.log(known / days[:, None])
            found[:, columns], filled = _factors(daily, months, runs, fewest)
            is_filled |= filled
    found *= (days * YEAR / DAYS)[:, None]
    factors = pd.DataFrame(found, index=counts.index, columns=counts.columns)
    return Season(factors, tuple(np.array(months, dtype=object)[is_filled]), districts)


def _in_runs(months: Sequence[date], starts: Sequence[date]) -> list[Period]:
    """Runs without a gap, cut where the level may jump; a single month tells nothing of a season."""
    runs: list[Period] = []
    for run in unbroken(months):
        cuts = [run.first, *(start for start in sorted(starts) if run.first < start <= run.last)]
        ends = [*(add_months(cut, -1) for cut in cuts[1:]), run.last]
        runs += [Period(first, last) for first, last in zip(cuts, ends, strict=True) if first < last]
    return runs


def _factors(logs: Floats, months: Sequence[date], runs: Sequence[Period], fewest: int) -> tuple[Floats, Flags]:
    """The factors of every month and series, and the months that were filled; logs: months × series."""
    places = {month: place for place, month in enumerate(months)}
    at = np.array([places[month] for run in runs for month in run.months])
    year = np.array([month.month - 1 for month in months])
    contrasts = np.eye(YEAR) - 1 / YEAR
    design = np.hstack([np.eye(YEAR)[year[at]], _levels(runs)])
    inverse = np.linalg.pinv(design)
    wanted = np.hstack([contrasts, np.zeros((YEAR, design.shape[1] - YEAR))])
    # Months tell all of the wanted sums or none.
    if np.abs(wanted @ inverse @ design - wanted).max() > ROUNDING:
        return np.full(logs.shape, np.nan), np.zeros(len(months), dtype=bool)
    effects = wanted @ inverse @ logs[at]
    years = np.bincount(year[at], minlength=YEAR)
    found = np.where((years[year] >= fewest - 1)[:, None], effects[year], np.nan)
    spare = 1 - np.einsum("ij,ji->i", design, inverse)
    is_alone = (spare < ROUNDING) | (years[year[at]] < fewest)
    left_out = (logs[at] - design @ inverse @ logs[at]) / np.where(is_alone, np.nan, spare)[:, None]
    found[at] = effects[year[at]] - np.einsum("ij,ji->i", wanted[year[at]], inverse)[:, None] * left_out
    beside = [(year - 1) % YEAR, (year + 1) % YEAR]
    is_filled = np.isnan(found[:, 0]) & (years[beside[0]] >= fewest) & (years[beside[1]] >= fewest)
    found[is_filled] = (effects[beside[0]] + effects[beside[1]])[is_filled] / 2
    return np.exp(found), is_filled


def _levels(runs: Sequence[Period]) -> Floats:
    """The level of each run: a constant, or straight lines between knots a year apart."""
    lengths = [len(run.months) for run in runs]
    pieces = [length // YEAR if length >= 2 * YEAR else 0 for length in lengths]
    levels, row, column = np.zeros((sum(lengths), sum(piece + 1 for piece in pieces))), 0, 0
    for length, piece in zip(lengths, pieces, strict=True):
        knots = np.linspace(0, length - 1, piece + 1)
        for place in range(piece + 1):
            hat = np.eye(piece + 1)[place]
            levels[row : row + length, column + place] = np.interp(np.arange(length), knots, hat) if piece else 1
        row, column = row + length, column + piece + 1
    return levels
