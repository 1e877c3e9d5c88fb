"""How often an operation that did nothing is said to have done something, and how often one that did is found.

python -m tests.calibration.operations BUILD SERIES [--since 2024-01] [--worlds 500] [--write docs/methods.md]; BUILD is
a .duckdb whose cells are resampled, SERIES a CSV as for ``python -m tests.calibration``, whose months are followed.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from data.statistics.effect.design import EACH, Design, design
from data.statistics.effect.evaluation import effect
from data.statistics.effect.ground import Floats, Ground
from data.statistics.effect.similarity import History
from tests.calibration.cell_worlds import Cells, read_cells, read_seasons, world
from tests.calibration.null_pairs import YEAR

AREAS, RING_M = 11, 150


class Months(NamedTuple):
    """Months by their places: those on which areas are chosen or likened, those before, and those after."""

    chosen: slice
    before: slice
    after: slice


def years(chosen: int, before: int, after: int) -> Months:
    """The same of whole years."""
    return Months(*(slice(YEAR * one, YEAR * (one + 1)) for one in (chosen, before, after)))


AT_RANDOM = years(3, 3, 4)
LATER, SKIPPED = years(2, 3, 4), years(3, 2, 4)


def history(counts: Floats, months: slice) -> History:
    """What areas are likened by; counts: types × cells × months."""
    own = counts[:, :, months]
    half = own.shape[2] // 2
    halves = np.stack([own[:, :, :half].sum(axis=(0, 2)), own[:, :, half:].sum(axis=(0, 2))], axis=1)
    return History(halves, own.sum(axis=2).T)


def placebo_operation(
    counts: Floats, ground: Ground, months: Months, rng: np.random.Generator, *, is_high: bool, among: int = AREAS, each: int = EACH
) -> Design:
    """An operation over single cells: the highest of the months of choosing, or any in which something was recorded.

    among: how many of the highest the areas are drawn from.
    """
    level = counts[:, :, months.chosen].sum(axis=(0, 2))
    pool = np.argsort(-level, kind="stable")[:among] if is_high else np.flatnonzero(level)
    places = rng.choice(pool, AREAS, replace=False)
    return design(ground, [ground.square(place, 1) for place in places], history(counts, months.chosen), RING_M, each)


def thinned(counts: Floats, made: Design, months: slice, fall: float, rng: np.random.Generator) -> Floats:
    """Counts of which a share ``fall`` is taken away in the treated cells in these months."""
    found, cells = counts.copy(), made.treated.any(axis=0)
    treated = found[:, cells, months]
    found[:, cells, months] = rng.binomial(treated.astype(int), 1 - fall)
    return found


def found_effect(counts: Floats, made: Design, months: Months) -> tuple[int, int]:
    """Whether inside and around the areas a difference is told from chance: −1 a fall, 1 a rise, 0 none."""
    sides = counts.sum(axis=0)
    judged = effect(made, sides[:, months.before].sum(axis=1), sides[:, months.after].sum(axis=1))
    told = [
        int(np.sign(side.difference.difference)) if side and side.difference.is_told_from_chance else 0
        for side in ((judged.inside, judged.around) if judged else (None, None))
    ]
    return told[0], told[1]


DESIGNS = {
    "drawn at random": (AT_RANDOM, False),
    "the highest, judged on a later year": (LATER, True),
    "the highest, the year of choosing left out": (SKIPPED, True),
}
