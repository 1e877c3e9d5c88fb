"""Which cells are new among those with most, or gone from them, and not merely by chance."""

from enum import StrEnum

import numpy as np
import pandas as pd

from data.model.verdict import Refusal, Verdict
from data.statistics.change.judged_series import Columns, Measured, decided_counts
from data.statistics.change.noise import Noise, Pairs, pooled, squeezed
from data.statistics.space.grid import Floats
from data.statistics.space.half_quarters import half_quarter_counts, holds_half

FAMILY = "spot"
# So many quarters before the latest say what is usual for a cell.
FEWEST_EARLIER = 3
# Of cells with fewer records a quarter the dispersion says nothing of how cells differ in it.
FEWEST_A_QUARTER = 5

COLUMNS = ("cell", "held", "is_held", "standing", "total_0", "total_1", "dispersion", "verdict")


class Standing(StrEnum):
    """What may be said of a cell."""

    NEW = "new"
    GONE = "gone"
    STAYS = "stays"
    NONE = ""


def spot_changes(quarterly: Floats) -> pd.DataFrame:
    """Each cell in the latest quarter against the earlier ones.

    quarterly: cells × quarters, the latest last; with fewer than FEWEST_EARLIER before it nothing is compared. A row a
    cell with any record. Columns: cell (its place), held (in how many quarters it was among the fewest that hold half,
    the latest too), is_held (in the latest), standing, and total_0 (of the latest), total_1, dispersion, verdict as
    ``decided_counts``.

    A cell is tested given its records of all these quarters: had nothing changed, each would fall into the latest with
    the share that the latest has of all records of the area, so neither the list of points on which records are placed
    nor the season nor a change of the whole area makes a cell new. The cells with any record are one family. New: a
    clear rise, among those that hold half, and in less than half of the earlier quarters; gone: a clear fall, and the
    other way round; stays: among them in the latest and in half of the earlier quarters or more.
    """
    if not quarterly.any():
        return pd.DataFrame(columns=COLUMNS)
    cells = np.flatnonzero(quarterly.sum(axis=1) > 0)
    latest, earlier = quarterly[:, -1:].sum(axis=1), quarterly[:, :-1]
    is_held, held_before = holds_half(latest)[cells], half_quarter_counts(earlier)[cells]
    changes = _judged(latest[cells], earlier[cells])
    often, verdict = 2 * held_before >= earlier.shape[1], changes["verdict"]
    cases = {
        Standing.NEW: (verdict == Verdict.CLEAR_RISE) & is_held & ~often,
        Standing.GONE: (verdict == Verdict.CLEAR_FALL) & ~is_held & often,
        Standing.STAYS: is_held & often,
    }
    standing = np.select(list(cases.values()), [str(name) for name in cases], str(Standing.NONE))
    named = {"cell": cells, "held": held_before + is_held, "is_held": is_held, "standing": standing}
    return pd.DataFrame({**changes, **named}, columns=COLUMNS)


def _judged(latest: Floats, earlier: Floats) -> Columns:
    """The latest quarter of each cell against its earlier ones, weighed by what the whole area has in each."""
    count, weights = len(latest), (latest.sum(), earlier.sum())
    factor, freedom = _noise(earlier)
    weight_0, weight_1 = (np.full(count, max(weight, 1.0)) for weight in weights)
    is_known = earlier.shape[1] >= FEWEST_EARLIER and min(weights) > 0
    refusal = np.full(count, Refusal.NONE if is_known else Refusal.MISSING, dtype=object)
    series = Measured(latest, earlier.sum(axis=1), weight_0, weight_1, factor, freedom, refusal)
    labels = {"family": np.full(count, FAMILY, dtype=object), "group": np.full(count, "", dtype=object)}
    return decided_counts(series, labels)


def _noise(earlier: Floats) -> tuple[Floats, Floats]:
    """How much more the quarters of each cell vary than chance alone, and how well that is known.

    Pearson's chi-squared of each cell's earlier quarters about the area's shares of them; of like cells by one line, as
    counts of areas are (``noise.pooled``).
    """
    totals, quarters = earlier.sum(axis=1, keepdims=True), max(earlier.shape[1], 1)
    expected = totals * earlier.sum(axis=0) / max(earlier.sum(), 1)
    squares = np.divide((earlier - expected) ** 2, expected, out=np.zeros_like(expected), where=expected > 0)
    mean = totals[:, 0] / quarters
    freedom = np.where(mean > 0, quarters - 1.0, 0.0)
    pairs = Pairs(np.zeros((0, len(mean))), squares.sum(axis=1), freedom, mean)
    often = mean >= FEWEST_A_QUARTER
    line = pooled(Pairs(pairs.residuals, pairs.chi_squared[often], freedom[often], mean[often]))
    if np.isnan(line.slope):
        every = pooled(pairs)
        line = Noise(0.0 if np.isnan(every.slope) else every.slope, float(max(freedom.sum(), 1)))
    factor, found = squeezed(pairs, line)
    return np.where(np.isnan(factor), 1.0, factor), np.where(found > 0, found, 1.0)
