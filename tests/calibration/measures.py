"""How often each method calls what has not changed, and finds what has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.calibration.null_pairs import QUARTER, Comparison, with_rise, without_change
from tests.calibration.series_file import ALL_CRIME, ASB, Floats

Method = Callable[[Comparison], Floats]
LEVEL = 0.05
MANY_A_MONTH = 1000


def _every(one: Comparison) -> NDArray[np.bool_]:
    return np.ones(len(one.types), dtype=bool)


def _large(one: Comparison) -> NDArray[np.bool_]:
    return np.asarray(np.minimum(one.now.mean(axis=0), one.before.mean(axis=0)) > MANY_A_MONTH)


def _of_type(crime_type: str) -> Callable[[Comparison], NDArray[np.bool_]]:
    return lambda one: np.asarray(one.types == crime_type)


@dataclass(frozen=True)
class Measure:
    """What is counted: months swapped together, the ratio of now to before, and which series of the real comparison."""

    title: str
    block: int
    ratio: float
    chosen: Callable[[Comparison], NDArray[np.bool_]]


NO_CHANGE = (
    Measure("no change, months swapped singly", 1, 1, _every),
    Measure("no change, by quarters", QUARTER, 1, _every),
)
OF_YEARS = (
    *NO_CHANGE,
    Measure("+20 %, all figures", 1, 1.2, _every),
    Measure("+5 %, above 1,000 a month", 1, 1.05, _large),
)
OF_MONTHS = (
    NO_CHANGE[0],
    Measure("+20 %, all crime", 1, 1.2, _of_type(ALL_CRIME)),
    Measure("+20 %, anti-social behaviour", 1, 1.2, _of_type(ASB)),
    Measure("+20 %, all figures", 1, 1.2, _every),
)


def shares_called(
    real: list[Comparison], methods: dict[str, Method], measures: tuple[Measure, ...], draws: int
) -> dict[str, Floats]:
    """Share of the figures that each method calls changed at 5 %, one value a measure; NaN where there is no figure.

    Every method sees the same draws: ``draws`` for each comparison and measure, with fixed seeds.
    """
    called, figures = {name: np.zeros(len(measures)) for name in methods}, np.zeros(len(measures))
    for at, measure in enumerate(measures):
        for drawn, chosen in _drawn(real, measure, draws):
            figures[at] += chosen.sum()
            for name, method in methods.items():
                called[name][at] += (method(drawn)[chosen] < LEVEL).sum()
    with np.errstate(invalid="ignore"):
        return {name: counts / figures for name, counts in called.items()}


def _drawn(real: list[Comparison], measure: Measure, draws: int) -> Iterator[tuple[Comparison, NDArray[np.bool_]]]:
    for place, one in enumerate(real):
        chosen = measure.chosen(one)
        for draw in range(draws if chosen.any() else 0):
            rng = np.random.default_rng([place, draw])
            unchanged = without_change(one, measure.block, rng)
            yield (unchanged if measure.ratio == 1 else with_rise(unchanged, measure.ratio, rng)), chosen
