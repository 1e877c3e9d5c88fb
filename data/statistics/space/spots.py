"""How few squares of an area hold how much of what was recorded in it."""

from typing import NamedTuple

import numpy as np

from data.statistics.space.grid import Floats


class Holding(NamedTuple):
    """The squares with most that together hold a share: how many, from which count on, and how much they hold.

    share_pct: of all, percent.
    """

    spot_count: int
    least: float
    share_pct: float


def holding(counts: Floats, share: float) -> Holding | None:
    """The fewest squares that hold ``share`` (0 to 1) or more, with all that tie with the last of them.

    counts: one a square. None where nothing was recorded. Which of equal squares is among the fewest would be chance:
    all of them are taken, so they may hold more than was asked for.
    """
    total = float(counts.sum())
    if not total > 0:
        return None
    falling = np.sort(counts)[::-1]
    # A share met to the last bit of a float is met.
    place = int(np.searchsorted(np.cumsum(falling), share * total - 1e-9))
    least = float(falling[place])
    held = counts[counts >= least]
    return Holding(len(held), least, 100 * float(held.sum()) / total)
