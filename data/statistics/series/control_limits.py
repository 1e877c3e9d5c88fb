"""XmR control limits on monthly series, the season taken out, and the months that they mark: never verdicts."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.statistics.change.noise import Floats
from data.statistics.series.series import every_month, tidy

Flags = NDArray[np.bool_]

FEWEST_POINTS = 12
# Under so many a month counts are lumpy: at a mean of 1, twice to three times as many unchanged series raise a signal.
FEWEST_A_MONTH = 5
# Wheeler's constants for moving ranges of two: limits at three sigma, and the largest range that chance explains.
LIMIT, SCREEN = 2.66, 3.267
RUN = 7
OUTSIDE = "outside the usual range"
ONE_SIDE = "seven in a row on one side of what is expected"
TREND = "seven in a row rising or falling"
NEAR = "two of three near the edge of the usual range"


def control_limits(
    monthly: pd.DataFrame, breaks: Sequence[date] = (), season: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Each series with what is expected of each month, its limits and signals, worked out anew from each break on.

    monthly: period_month, series, value (NaN in a gap); breaks: days on which circumstances or recording changed, the
    month of each the first of a new phase; season: the factors of ``Season``, months × series. Columns: period_month
    (every month from the first to the last), series, value, phase (0, 1, …), centre, lower_limit (not below 0),
    upper_limit, signals (names of rules joined by "; ", else ""), side (of a month that is marked: high, low, or run
    where it only belongs to a run up or down), is_seasonal. Limits are those of value ÷ factor, times the factor; in a
    phase with a known month that has no factor the season stays in. NaN limits and no signals in
    a phase with fewer than 12 known months; neither moving ranges nor runs cross a gap. Mean ± 2.66 × mean moving
    range, ranges above 3.267 × their mean screened out once (Wheeler, Understanding Variation, 2000; the rules of NHS
    Making Data Count).
    """
    wide = every_month(monthly)
    values = wide.to_numpy(dtype=float)
    phases = np.searchsorted(np.array(sorted(breaks), dtype="datetime64[M]"), wide.index.to_numpy(), side="right")
    limits, signals = np.full((3, *values.shape), np.nan), np.full(values.shape, "", dtype=object)
    factors = np.full(values.shape, np.nan)
    if season is not None:
        factors = season.reindex(index=wide.index, columns=wide.columns).to_numpy(dtype=float)
    is_seasonal = np.zeros(values.shape, dtype=bool)
    for phase in np.unique(phases):
        rows = phases == phase
        is_seasonal[rows] = (np.isfinite(factors[rows]) | np.isnan(values[rows])).all(axis=0)
        factor = np.where(is_seasonal[rows], factors[rows], 1)
        levels = _limits(values[rows] / factor)
        signals[rows] = _signals(values[rows] / factor, *np.broadcast_to(levels[:, None], (3, *factor.shape)))
        limits[:, rows] = levels[:, None] * factor
    limits[1] = np.maximum(limits[1], 0)
    sides = np.where(signals == TREND, "run", np.where(values > limits[0], "high", "low"))
    return tidy(wide).assign(
        phase=np.tile(phases, wide.shape[1]),
        centre=limits[0].ravel("F"),
        lower_limit=limits[1].ravel("F"),
        upper_limit=limits[2].ravel("F"),
        signals=signals.ravel("F"),
        side=np.where(signals == "", "", sides).ravel("F"),
        is_seasonal=is_seasonal.ravel("F"),
    )


def _limits(values: Floats) -> Floats:
    """Mean, lower and upper limit of each column of one phase (months × series)."""
    points = np.isfinite(values).sum(axis=0)
    centre = _mean(values)
    ranges = np.abs(np.diff(values, axis=0))
    ranges[ranges > SCREEN * _mean(ranges)] = np.nan
    reach = LIMIT * _mean(ranges)
    found = np.array([centre, centre - reach, centre + reach])
    found[:, (points < FEWEST_POINTS) | np.isnan(reach)] = np.nan
    return found


def _mean(values: Floats) -> Floats:
    known = np.isfinite(values).sum(axis=0)
    mean: Floats = np.nansum(values, axis=0) / np.where(known > 0, known, np.nan)
    return mean


def _signals(values: Floats, centre: Floats, lower: Floats, upper: Floats) -> NDArray[np.object_]:
    """The rules that each point breaks, joined."""
    # A month that is absent is on no side: it ends every run.
    side = np.nan_to_num(np.sign(values - centre))
    step = np.nan_to_num(np.sign(np.diff(values, axis=0))) * np.isfinite(centre[1:])
    outside = (values > upper) | (values < lower)
    is_near = ~outside & (np.abs(values - centre) > (upper - centre) * 2 / 3)
    of_three = (np.abs(_windows(side, 3)) == 3) & (_windows(is_near.astype(float), 3) >= 2)
    broken = {
        OUTSIDE: outside,
        ONE_SIDE: _members(np.abs(_windows(side, RUN)) == RUN, RUN, values.shape),
        TREND: _members(np.abs(_windows(step, RUN - 1)) == RUN - 1, RUN, values.shape),
        NEAR: is_near & _members(of_three, 3, values.shape),
    }
    signals = np.full(values.shape, "", dtype=object)
    for rule, is_broken in broken.items():
        signals[is_broken] = [f"{text}; {rule}" if text else rule for text in signals[is_broken]]
    return signals


def _windows(values: Floats, size: int) -> Floats:
    """Sums over ``size`` rows in a row."""
    if len(values) < size:
        return np.zeros((0, values.shape[1]))
    return np.asarray(np.lib.stride_tricks.sliding_window_view(values, size, axis=0).sum(axis=-1))


def _members(hits: Flags, size: int, shape: tuple[int, ...]) -> Flags:
    """The rows that belong to any window of ``size`` rows that hit."""
    found = np.zeros(shape, dtype=bool)
    for place in range(size if len(hits) else 0):
        found[place : place + len(hits)] |= hits
    return found
