"""In which range a year's figure will lie 8 times in 10, told from the months that are there."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from data.model.period import Period
from data.statistics.board.windows import COUNT, LEVEL, PER, SHARE, YEAR, Window
from data.statistics.change.noise import Floats, critical

LIKELY = 0.8
# How far the level of a count strays within six months beyond its noise, as a share of it: set on 32 London boroughs.
DRIFT, DRIFT_MONTHS = 0.1, 6


@dataclass(frozen=True)
class YearRange:
    """The figure of a year: ``lower`` to ``upper`` 8 times in 10; alike where every month is there.

    done: how many of its months are there.
    """

    lower: float
    upper: float
    done: int

    @property
    def is_complete(self) -> bool:
        """Whether every month of the year is there."""
        return self.done >= YEAR


def year_range(compared: Window, first: date, dispersion: float, freedom: float) -> YearRange | None:
    """The range of the year from ``first``, None where the latest twelve months, or how they vary, are not known.

    dispersion, freedom: as ``indicator_changes`` gives them of the same window. What is left of the year is taken at
    the mean of the latest twelve months; its variance is that of its own noise, of that mean, and of a drift of the
    level: a random walk of DRIFT in DRIFT_MONTHS.
    """
    gone = len(Period(first, compared.last).months) if compared.last >= first else 0
    done = min(gone, YEAR)
    is_whole = compared.months * len(compared.now) == YEAR
    if compared.unit == LEVEL or not is_whole or gone > YEAR or done % compared.months:
        return None
    this_year = compared.now[len(compared.now) - done // compared.months :]
    if done == YEAR:
        value = compared.value(compared.now)
        return YearRange(value, value, done)
    if not freedom > 0 or not len(compared.before):
        return None
    left = (YEAR - done) / YEAR
    drift = DRIFT * np.sqrt((YEAR - done) / DRIFT_MONTHS)
    told = _share if compared.unit == SHARE else _count
    middle, error = told(compared, this_year, left, dispersion, drift)
    margin = float(critical(np.array([freedom]), LIKELY)[0]) * error
    most = 100.0 if compared.unit == SHARE else np.inf
    return YearRange(max(middle - margin, 0.0), min(middle + margin, most), done)


def _count(compared: Window, this_year: Floats, left: float, dispersion: float, drift: float) -> tuple[float, float]:
    """Middle and standard error of a count, or of a rate: a count in units of its own."""
    latest = compared.value(compared.now)
    counted = (compared.now[:, 0] * (1 if compared.unit == COUNT else compared.now[:, 1])).sum() / PER[compared.unit]
    # How much of the figure one offence is.
    unit = latest / counted if counted > 0 else 1.0
    rest = latest * left
    variance = dispersion * unit * rest * (1 + left) + (drift * rest) ** 2
    return compared.value(this_year) + rest if len(this_year) else rest, float(np.sqrt(variance))


def _share(compared: Window, this_year: Floats, left: float, dispersion: float, drift: float) -> tuple[float, float]:
    """Middle and standard error of a share, per cent, its periods weighed by their bases."""
    base, had = float(compared.now[:, 1].sum()), float(this_year[:, 1].sum())
    share, rest = compared.value(compared.now) / 100, base * left
    weight = rest / (had + rest)
    spread = dispersion * share * (1 - share) * (1 / rest + 1 / base) + (drift * min(share, 1 - share)) ** 2
    so_far = compared.value(this_year) / 100 if len(this_year) else 0.0
    return 100 * ((1 - weight) * so_far + weight * share), 100 * weight * float(np.sqrt(spread))
