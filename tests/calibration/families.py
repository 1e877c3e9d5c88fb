"""How often a family of verdicts is wrong in simulated worlds, and how much of what has changed it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import NDArray

from tests.calibration.measures import Method
from tests.calibration.series_file import ALL_CRIME, ASB, Floats
from tests.calibration.worlds import OWN, Level, World

Bools = NDArray[np.bool_]
Decide = Callable[[Floats, NDArray[np.int64]], Bools]
LARGE = 0.2


@dataclass(frozen=True)
class Family:
    """Figures of one level that are judged together."""

    title: str
    level: Callable[[World], Level]
    chosen: Callable[[Level], Bools]


@dataclass(frozen=True)
class Errors:
    """any_false: share of the worlds with a false verdict; false_share: of the verdicts given, mean over the worlds.

    found: share of the figures that changed by more than LARGE that are called, in the right direction; NaN where none
    did. For wards × types false_share is in each world the mean over the types that have a verdict.
    """

    any_false: float
    false_share: float
    found: float


def _own(level: Level) -> Bools:
    return np.asarray(level.figures.areas == OWN)


def _type(level: Level, *names: str) -> Bools:
    return np.isin(level.figures.types, names)


FAMILIES = (
    Family("the area's all crime", lambda w: w.districts, lambda one: _own(one) & _type(one, ALL_CRIME)),
    Family("the area's anti-social behaviour", lambda w: w.districts, lambda one: _own(one) & _type(one, ASB)),
    Family("the area's crime types", lambda w: w.districts, lambda one: _own(one) & ~_type(one, ALL_CRIME, ASB)),
    Family("other districts' all crime", lambda w: w.districts, lambda one: ~_own(one) & _type(one, ALL_CRIME)),
    Family("other districts' anti-social behaviour", lambda w: w.districts, lambda one: ~_own(one) & _type(one, ASB)),
    Family("wards' all crime", lambda w: w.wards, lambda one: _type(one, ALL_CRIME)),
    Family("wards' anti-social behaviour", lambda w: w.wards, lambda one: _type(one, ASB)),
    Family("ward × type", lambda w: w.wards, lambda one: ~_type(one, ALL_CRIME, ASB)),
)


def errors(method: Method, decide: dict[str, Decide], worlds: Iterable[World]) -> dict[str, Errors]:
    """Errors of each family in FAMILIES that ``decide`` has, by its title.

    method: p-values of all figures of a level; decide: what is called, of the p-values of a family and the number of
    the crime type of each.
    """
    families = [family for family in FAMILIES if family.title in decide]
    seen: dict[str, list[tuple[bool, float, int, int]]] = {family.title: [] for family in families}
    for one in worlds:
        p_values = {id(level): method(level.figures) for level in (one.districts, one.wards)}
        for family in families:
            level = family.level(one)
            chosen = family.chosen(level)
            groups = level.figures.groups[chosen]
            called = decide[family.title](p_values[id(level)][chosen], groups)
            seen[family.title].append(_one_world(level, chosen, called, groups))
    return {
        title: Errors(
            float(np.mean([world[0] for world in rows])),
            float(np.mean([world[1] for world in rows])),
            sum(world[2] for world in rows) / (sum(world[3] for world in rows) or nan),
        )
        for title, rows in seen.items()
    }


def _one_world(level: Level, chosen: Bools, called: Bools, groups: NDArray[np.int64]) -> tuple[bool, float, int, int]:
    """Whether any call is false, the share of false ones over the types that have one, changes found, changes."""
    truth = np.sign(np.log(level.ratio[chosen]))
    figures = level.figures
    direction = np.sign(figures.now.sum(axis=0) - figures.before.sum(axis=0))[chosen]
    right = called & (direction == truth)
    # The area's crime types are one family of many types; of wards × types each type is one.
    within = groups if len(np.unique(groups)) < len(groups) else np.zeros_like(groups)
    calls, wrong = np.bincount(within, called), np.bincount(within, called & ~right)
    share = float((wrong[calls > 0] / calls[calls > 0]).mean()) if called.any() else 0.0
    large = np.abs(level.ratio[chosen] - 1) > LARGE
    return bool((called & ~right).any()), share, int((right & large).sum()), int(large.sum())
