"""Which figures of an indicator are set against which: its latest months, and the same months a year before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

import numpy as np
import pandas as pd

from data.model.period import Period, add_months
from data.model.records import records
from data.statistics.change.noise import Floats

YEAR = 12
SHARE = "percent"
# A rate is a count again when it is multiplied by its base and divided by this.
# A level is a count of what there is at a time: it is not added up over time.
COUNTED = LEVEL, COUNT = ("level", "count")
PER = {COUNT: 1.0, LEVEL: 1.0, "per 1,000": 1_000.0, "per 100,000": 100_000.0}
Steps = Mapping[date, tuple[float, float]]


@dataclass(frozen=True)
class Window:
    """The figures of one indicator that are compared.

    unit: one of PER, or SHARE; months: of each figure; last: the latest month; now, before: figure and base (NaN where
    none is given) of each period × 2, in their order, before empty where nothing is a year earlier.
    """

    key: str
    unit: str
    months: int
    last: date
    now: Floats
    before: Floats

    @property
    def period(self) -> Period:
        """The months of ``now``."""
        return Period(add_months(self.last, 1 - self.months * len(self.now)), self.last)

    def value(self, side: Floats) -> float:
        """The periods of a side as one figure: counts and rates added up, levels averaged, shares weighed by bases."""
        if not len(side):
            return np.nan
        figures, bases = side.T
        if self.unit != SHARE:
            return float(figures.mean() if self.unit == LEVEL else figures.sum())
        return float((figures * bases).sum() / bases.sum()) if len(side) > 1 else float(figures[0])


def window(key: str, unit: str, figures: pd.DataFrame, until: date) -> Window | None:
    """The longest run of figures up to ``until``, of a year at most, with the same months a year before each.

    figures: period_from, period_to, actual, base of one indicator; used are those as long as the latest. Where none has
    one a year before, the run stands alone; of a share or rate whose base is not given the latest figure. None without
    any.
    """
    steps, months, last = _steps(figures, until)
    if not steps:
        return None
    starts = [add_months(last, 1 - months * (back + 1)) for back in range(max(YEAR // months, 1))]
    run = list(takewhile(steps.__contains__, starts))
    paired = list(takewhile(lambda start: add_months(start, -YEAR) in steps, run)) if YEAR % months == 0 else []
    now = [steps[start] for start in reversed(paired or run)]
    before = [steps[add_months(start, -YEAR)] for start in reversed(paired)]
    sides = [np.array(side, dtype=float).reshape(-1, 2) for side in (now, before)]
    if unit not in COUNTED and np.isnan(np.concatenate(sides)[:, 1]).any():
        sides = [side[-1:] for side in sides]
    return Window(key, unit, months, last, *sides)


def _steps(figures: pd.DataFrame, until: date) -> tuple[Steps, int, date]:
    """The figures by their first month, how many months each has, and the latest month."""
    found = [
        (row["period_from"].date(), row["period_to"].date(), float(row["actual"]), _number(row["base"]))
        for row in records(figures)
        if row["period_to"].date() <= until
    ]
    if not found:
        return {}, 1, until
    # Of figures that end together the shortest tells most of how they vary.
    first, last, *_ = max(found, key=lambda one: (one[1], one[0]))
    months = len(Period(first, last).months)
    return {one[0]: one[2:] for one in found if len(Period(one[0], one[1]).months) == months}, months, last


def _number(value: float | None) -> float:
    return np.nan if value is None or pd.isna(value) else float(value)
