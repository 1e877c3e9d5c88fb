"""Many comparisons at once: p-values corrected for how many there were."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Correction = Literal["holm", "bh"]


def adjusted(p_values: ArrayLike, correction: Correction | None) -> tuple[NDArray[np.float64], int]:
    """p-values of one table or map after correction, and how many comparisons were allowed for.

    p_values: 0 to 1, NaN where nothing was tested (stays NaN, and is not counted). "holm" bounds the chance of any
    false verdict in the whole table (Holm 1979); "bh" the share of false ones among the verdicts given (Benjamini and
    Hochberg 1995), for maps; None leaves them as they are.
    """
    p = np.asarray(p_values, dtype=float)
    tested = np.flatnonzero(~np.isnan(p))
    count = len(tested)
    if correction is None or not count:
        return p.copy(), count
    order = tested[np.argsort(p[tested], kind="stable")]
    place = np.arange(count)
    found = p.copy()
    if correction == "holm":
        found[order] = np.maximum.accumulate(p[order] * (count - place))
    else:
        scaled = p[order] * count / (place + 1)
        found[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(found, 1), count
