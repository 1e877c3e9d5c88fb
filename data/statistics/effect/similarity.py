"""Areas to compare with: those whose months before were most alike."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from data.statistics.effect.ground import Area, Bools, Floats, Ground

# What a mile or so weighs as one step of chance does: near places share their weather, patrols and shops.
FAR_M = 5000.0
# Level counts most; trend and mix tell less, since each month and type has fewer offences.
TREND_WEIGHT, MIX_WEIGHT = 0.5, 0.5


class History(NamedTuple):
    """The months by which areas are likened: halves, cells × the first and the second half of the months; types, cells
    × crime types over all of them."""

    halves: Floats
    types: Floats


class Comparisons(NamedTuple):
    """Areas to compare with: for each the place of the treated area that it is like, its cells, and its middle one."""

    like: list[int]
    areas: list[Area]
    middles: list[int]


def unlikeness(own: History, others: History, distance_m: Floats) -> Floats:
    """How unlike each of ``others`` is to the one area ``own``, 0 where it is the same: level, trend, mix, distance.

    Each part is measured by what chance alone would make of it, so that 1 is a difference of one standard error: the
    square roots of the counts, the change from the first half to the second, and Hellinger's distance of the mixes.
    """
    level, theirs = own.halves.sum(), others.halves.sum(axis=1)
    of_level = 2 * (np.sqrt(theirs) - np.sqrt(level)) ** 2
    of_trend = (_trend(others.halves) - _trend(own.halves)) ** 2 / 2
    apart = (_roots(others.types) - _roots(own.types)) ** 2
    of_mix = 2 * np.minimum(level, theirs) * apart.sum(axis=1) / max(own.types.shape[1] - 1, 1)
    return np.asarray(of_level + TREND_WEIGHT * of_trend + MIX_WEIGHT * of_mix + (distance_m / FAR_M) ** 2)


def proposed(
    ground: Ground, areas: Sequence[Area], history: History, taken: Bools, each: int, without: Collection[int] = ()
) -> Comparisons:
    """The ``each`` squares of an area's size that are most like it, for every area, the busiest first.

    history: of every cell of ``ground``; taken: cells that none may hold; without: places of cells whose squares are
    passed over. None holds a cell of another. Fewer where there are no more.
    """
    found, free = Comparisons([], [], []), ~taken
    held = ground.held(areas)
    levels = held @ history.halves.sum(axis=1)
    squares = {side: ground.squares(side) for side in {area.side for area in areas}}
    sums = {side: History(one @ history.halves, one @ history.types) for side, one in squares.items()}
    for place in sorted(range(len(areas)), key=lambda place: -levels[place]):
        side = areas[place].side
        own = History(held[place] @ history.halves, (held[place] @ history.types)[None])
        far = ground.cell_size_m * np.hypot(
            ground.row - areas[place].row.mean(), ground.column - areas[place].column.mean()
        )
        score = unlikeness(own, sums[side], far)
        score[sums[side].halves.sum(axis=1) == 0] = np.inf
        score[list(without)] = np.inf
        for _ in range(each):
            score[squares[side] @ ~free > 0] = np.inf
            best = int(np.argmin(score))
            if not np.isfinite(score[best]):
                break
            found.like.append(place)
            found.areas.append(ground.square(best, side))
            found.middles.append(best)
            free &= squares[side][[best]].toarray()[0] == 0
    return found


def _trend(halves: Floats) -> Floats:
    """How many standard errors the second half is above the first."""
    first, second = halves[..., 0], halves[..., 1]
    return np.asarray((second - first) / np.sqrt(np.maximum(first + second, 1)))


def _roots(types: Floats) -> Floats:
    """The square roots of each area's shares of types."""
    return np.asarray(np.sqrt(types / np.maximum(types.sum(axis=1, keepdims=True), 1)))
