"""What is told as news of an area in which nothing changes, and how late a change is told: by month, over a year."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.schema import AREA, WARD
from data.model.verdict import CLEAR, Verdict
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from data.statistics.change.told import NOTHING, told_next
from tests.calibration.null_pairs import YEAR
from tests.calibration.series_file import ASB, Floats
from tests.calibration.worlds import DAYS, DISTRICTS, MONTHLY_MEANS, TYPES, WARDS, gamma_noise

FIRST = date(2022, 1, 1)
# Two years to begin with, a month by which what is told begins, and a year of updates.
UPDATES = 12
MONTHS = 2 * YEAR + 1 + UPDATES
LEVELS = {AREA: "the area", WARD: "its wards"}


class News(NamedTuple):
    """What a year of updates brought, by level: any false verdict in it, and how many; each of the plain, then told.

    any_new: share of years in which a verdict appeared or turned; a_year: how many did; back: share of those that were
    gone again within three updates.
    """

    any_new: tuple[float, float]
    a_year: tuple[float, float]
    back: tuple[float, float]


def unchanged(seeds: range) -> dict[str, News]:
    """The news of worlds in which nothing changes, by the names of LEVELS."""
    seen: dict[str, list[tuple[Floats, Floats]]] = {name: [] for name in LEVELS.values()}
    for seed in seeds:
        for level, (plain, told) in histories(scope(seed)).items():
            seen[LEVELS[level]].append((_counted(plain), _counted(told)))
    return {name: _news(np.array(rows)) for name, rows in seen.items()}


def months_to_tell(seeds: range, ratio: float) -> tuple[float, float, float]:
    """How many updates after the area's commonest type changed its verdict is clear, and told; the share never told."""
    waits = []
    for seed in seeds:
        plain, told = histories(scope(seed, ratio))[AREA]
        place = list(_measures(seed, ratio)).index(str(TYPES[0]))
        waits.append([_first(history[:, place]) for history in (plain, told)])
    found = np.array(waits, dtype=float)
    never = float(np.isnan(found[:, 1]).mean())
    both = found[~np.isnan(found).any(axis=1)]
    return float(both[:, 0].mean()), float(both[:, 1].mean()), never


def scope(seed: int, ratio: float = 1.0) -> Scope:
    """Districts and wards month by month; ratio: of the commonest type of the area after two years and a month."""
    rng = np.random.default_rng(seed)
    kinds, variance = len(TYPES), rng.uniform(0.004, 0.04, len(TYPES))
    size = rng.lognormal(0, 0.5, (DISTRICTS, 1)) * np.exp(rng.normal(0, 0.2, (DISTRICTS, kinds)))
    share = rng.dirichlet(np.full(WARDS, 3.0), kinds).T
    change = np.ones((MONTHS, 1, kinds))
    change[2 * YEAR + 1 :, 0, 0] = ratio
    mean = size * MONTHLY_MEANS
    spread = np.concatenate([[variance], np.tile(variance * (1 + (share**2).sum(axis=0)), (DISTRICTS - 1, 1))])
    common = _season(rng, kinds)[:, None, :] * gamma_noise(rng, spread, MONTHS)
    days = np.resize(DAYS.ravel(), MONTHS)[:, None, None] / DAYS.mean()
    noise = gamma_noise(rng, np.broadcast_to(variance, (WARDS, kinds)), MONTHS)
    wards = rng.poisson(share * mean[0] * days * common[:, :1] * noise * change)
    others = rng.poisson(mean[1:] * days * common[:, 1:])
    districts = np.concatenate([wards.sum(axis=1, keepdims=True), others], axis=1)
    return Scope(
        districts=_cube(districts, "district"),
        wards=_cube(wards, "ward"),
        own=("district 00",),
        alike=tuple(f"district {place:02d}" for place in range(DISTRICTS)),
        not_crime=(ASB,),
    )


def histories(made: Scope) -> Mapping[str, tuple[NDArray[np.object_], NDArray[np.object_]]]:
    """By level: the clear verdicts of each update, NOTHING where none is, and those told; updates × figures."""
    judged = [_verdicts(made, month) for month in range(2 * YEAR - 1, MONTHS)]
    found = {}
    for level in LEVELS:
        verdicts = np.array([frame.loc[frame["level"] == level, "verdict"] for frame in judged], dtype=object)
        plain = np.where(np.isin(verdicts.astype(str), CLEAR), verdicts, NOTHING)
        told = [told_next(np.full(verdicts.shape[1], NOTHING, dtype=object), verdicts[0], verdicts[1])]
        for before, now in pairwise(verdicts[1:]):
            told.append(told_next(told[-1], before, now))
        found[level] = plain[1:], np.array(told, dtype=object)
    return found


def _verdicts(made: Scope, last: int) -> pd.DataFrame:
    now = Period(add_months(FIRST, last - YEAR + 1), add_months(FIRST, last))
    return Figures(made, Comparison(now, now.back(1), now, "1")).named


def _measures(seed: int, ratio: float) -> Iterator[str]:
    yield from scope(seed, ratio).measures


def _season(rng: np.random.Generator, kinds: int) -> Floats:
    peak, height = rng.uniform(0, YEAR, kinds), rng.uniform(0, 0.3, kinds)
    return np.asarray(1 + height * np.cos(2 * np.pi * (np.arange(MONTHS)[:, None] - peak) / YEAR))


def _cube(counts: NDArray[np.int64], name: str) -> Cube:
    months = tuple(add_months(FIRST, step) for step in range(MONTHS))
    codes = tuple(f"{name} {place:02d}" for place in range(counts.shape[1]))
    return Cube(months, codes, tuple(map(str, TYPES)), counts.astype(float))


def _counted(history: NDArray[np.object_]) -> Floats:
    """Of one history: whether anything is new in it, how much, and how much of that was gone within three updates."""
    new = (history[1:] != history[:-1]) & (history[1:] != NOTHING)
    back = 0
    for update, figure in np.argwhere(new):
        later = history[update + 2 : update + 5, figure]
        back += bool((later != history[update + 1, figure]).any())
    return np.array([new.any(), new.sum(), back], dtype=float)


def _news(rows: Floats) -> News:
    """rows: worlds × (plain, told) × the three of ``_counted``."""
    mean, total = rows.mean(axis=0), rows.sum(axis=0)
    back = total[:, 2] / np.maximum(total[:, 1], 1)
    return News(*(tuple(map(float, pair)) for pair in (mean[:, 0], mean[:, 1], back)))  # type: ignore[arg-type]


def _first(history: NDArray[np.object_]) -> float:
    """The first update after the change with a clear rise, NaN where none has one."""
    found = np.flatnonzero(history[1:] == Verdict.CLEAR_RISE)
    return float(found[0] + 1) if len(found) else float("nan")
