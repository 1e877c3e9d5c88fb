"""How steadily a cell is among those with most: in how many of the last quarters it helped to hold half."""

from collections.abc import Collection
from datetime import date

import numpy as np
from numpy.typing import NDArray

from data.model.period import Period, add_months, unbroken
from data.statistics.change.place_changes import quarters
from data.statistics.space.grid import Floats

MOST_QUARTERS = 8


def last_quarters(last: date, present: Collection[date]) -> tuple[list[Period], list[Period]]:
    """The last eight calendar quarters that end by the month ``last``: those that are whole, and those left out.

    present: the months of which there are data. A quarter that lacks a month is left out, and none further back takes
    its place; those left out are given as runs of months, without quarters that end before there are any data.
    """
    # Two months more than the quarters have: the last of them may end two months before.
    found = quarters(Period(add_months(last, -3 * MOST_QUARTERS - 1), last))
    whole = [quarter for quarter in found if set(quarter.months) <= set(present)]
    first = min(present, default=last)
    others = [month for quarter in found if quarter not in whole and quarter.last >= first for month in quarter.months]
    return whole, unbroken(others)


def holds_half(counts: Floats) -> NDArray[np.bool_]:
    """Whether each cell is among the fewest cells that together hold half of the counts or more.

    counts: one a cell. Where more cells tie for the last places than are needed, which of them are taken is chance: no
    cell of that tie is among them. A cell without a record never is.
    """
    if not len(counts):
        return counts > 0
    ordered = np.sort(counts)[::-1]
    caught = np.cumsum(ordered)
    fewest = int(np.searchsorted(caught, caught[-1] / 2)) + 1
    edge = ordered[fewest - 1]
    held = counts >= edge if (counts >= edge).sum() == fewest else counts > edge
    return np.asarray(held & (counts > 0))


def half_quarter_counts(quarterly: Floats) -> NDArray[np.intp]:
    """In how many quarters each cell is among the fewest that hold half of that quarter's: see ``holds_half``.

    quarterly: (cells, quarters).
    """
    return np.asarray(sum((holds_half(counts) for counts in quarterly.T), np.zeros(len(quarterly), dtype=np.intp)))
