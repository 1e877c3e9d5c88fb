"""How much of later crime a map catches: the predictive accuracy and predictive efficiency indices."""

from typing import NamedTuple

import numpy as np

from data.statistics.space.grid import Floats


class Catch(NamedTuple):
    """What the best-scored cells hold later.

    above: offences in the cells that are surely among them; tied, tied_share: offences in all the cells that tie at
    the edge, and the share (0 to 1) of those cells for which there is room; total: all later offences; best: the most
    that as many cells could have held; area_share: how many cells were taken, as a share (0 to 1) of all.
    """

    above: float
    tied: float
    tied_share: float
    total: float
    best: float
    area_share: float

    @property
    def caught(self) -> float:
        """Offences caught; of cells that tie at the edge as many as there is room for, at their mean."""
        return self.above + self.tied_share * self.tied

    @property
    def pai(self) -> float:
        """Predictive accuracy index: share of later offences caught / share of area (Chainey, Tompson and Uhlig 2008,
        Security Journal 21); 1 for a map no better than chance, NaN where nothing was recorded later.
        """
        return self.caught / self.total / self.area_share if self.total else np.nan

    @property
    def pei(self) -> float:
        """Predictive efficiency index: caught / the most that as many cells could have caught (Hunt 2016); 0 to 1, NaN
        where nothing was recorded later.
        """
        return self.caught / self.best if self.best else np.nan


def catch(scores: Floats, later: Floats, area_share: float) -> Catch:
    """What the cells with the highest scores catch of the later counts.

    scores, later: one a cell; area_share: 0 to 1, rounded down to whole cells, but at least one.
    """
    taken = max(1, int(area_share * len(scores)))
    edge = np.partition(scores, -taken)[-taken]
    is_above, is_tied = scores > edge, scores == edge
    room = (taken - is_above.sum()) / is_tied.sum()
    best = np.partition(later, -taken)[-taken:].sum()
    return Catch(
        above=float(later[is_above].sum()),
        tied=float(later[is_tied].sum()),
        tied_share=float(room),
        total=float(later.sum()),
        best=float(best),
        area_share=taken / len(scores),
    )
