"""Which verdicts are told as news: those that hold in two months running, so that one that flickers is not."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from data.model.verdict import CLEAR

# A text a figure, None where there is none.
Told = Sequence[str | None] | NDArray[np.object_]
# What is told of a figure whose verdict is not clear.
NOTHING = ""


def told_next(told: Told, before: Told, now: Told) -> NDArray[np.object_]:
    """What is told of figures after a month, given what was told of them; all three of one length.

    told: a clear verdict, or NOTHING; before, now: the verdicts (None where there is none) of the years to the month
    before and to this month. A clear verdict is told once both years have it, and no longer once neither has it, or
    once the opposite is clear; between the two what was told stands.
    """
    last, earlier, this = (np.array(one, dtype=object) for one in (told, before, now))
    is_clear = [np.isin(one.astype(str), CLEAR) for one in (earlier, this)]
    is_again = (earlier == this) & is_clear[1]
    # A figure that has no year before, a ward that is new say, is no reason to take anything back.
    is_known = np.array([one is not None for one in before], dtype=bool)
    is_gone = ~is_clear[1] & ~is_clear[0] & is_known
    is_opposite = is_clear[1] & (last != NOTHING) & (this != last)
    kept = np.where(is_gone | is_opposite, NOTHING, last)
    return np.asarray(np.where(is_again, this, kept), dtype=object)
