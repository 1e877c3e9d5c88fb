"""How far areas that are picked for being the highest would fall by themselves."""

from typing import NamedTuple

import numpy as np

from data.statistics.effect.ground import Floats
from data.statistics.effect.placebo import Placebo

DRAWS, SEED = 400, 1886
# Treated areas that lie, by the middle one, among so many of a hundred of the busiest were chosen for that.
HIGH_SHARE = 0.9


class Regression(NamedTuple):
    """What choosing again gives: how many offences the highest areas fall by chance alone, and their share per cent."""

    fall: float
    fall_pct: float


def stand_out(treated: Floats, others: Floats) -> bool:
    """Whether the treated areas lie among the highest tenth of those of their size that have any offence."""
    some = others[others > 0]
    return bool(len(some)) and bool(np.mean(some < np.median(treated)) >= HIGH_SHARE)


def chosen_again(levels: Floats, picked: int, noise: Placebo) -> Regression:
    """Draw the months before again, pick as many of the highest, and see how far above their own level they were.

    levels: the count before of every area that could have been picked; picked: how many were. Draws are gamma-Poisson
    with the variance that areas left alone have.
    """
    rng = np.random.default_rng(SEED)
    some = levels[levels > 0]
    picked = min(picked, len(some))
    if not picked:
        return Regression(0.0, 0.0)
    shape = 1 / max(noise.slope, 1e-6)
    drawn = rng.poisson(some * rng.gamma(shape, 1 / shape, (DRAWS, len(some)))).astype(float)
    highest = np.argpartition(-drawn, picked - 1, axis=1)[:, :picked]
    found, true = np.take_along_axis(drawn, highest, axis=1).sum(axis=1), some[highest].sum(axis=1)
    fall = float((found - true).mean())
    return Regression(fall, 100 * fall / float(found.mean()))
