"""From a difference and its test to what may be said."""

import numpy as np
from numpy.typing import ArrayLike

from data.analysis.count_change import LEVEL
from data.schema import Verdict


def verdicts(difference: ArrayLike, p_adjusted: ArrayLike, could_tell: ArrayLike) -> list[Verdict]:
    """The verdict on each change.

    difference: its sign counts, NaN where there is nothing to compare; p_adjusted: NaN where no test was possible;
    could_tell: whether a change worth knowing of would have been found.
    """
    change, p = np.asarray(difference, float), np.asarray(p_adjusted, float)
    is_real, is_few = p < 1 - LEVEL, np.isnan(p) | ~np.asarray(could_tell, dtype=bool)
    cases = [np.isnan(change), is_real & (change > 0), is_real & (change < 0), is_few]
    names = [Verdict.NOT_COMPARABLE, Verdict.HIGHER, Verdict.LOWER, Verdict.TOO_FEW, Verdict.NORMAL]
    return [names[place] for place in np.select(cases, range(4), 4)]
