"""Which cells of tables are hidden, so that nothing that is shown gives a small one back.

Primary and complementary cell suppression (Willenborg and de Waal 2001, chapter 4), on all tables at once. A hidden
cell is safe when two sets of whole numbers agree with everything that is shown, and with all that is known besides, in
which the cell differs by the threshold: the search writes such a pair down for each.
"""

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from data.statistics.change.noise import Floats
from data.statistics.protection.tables import Cells, Mask, Tables

# Seconds after which the best answer so far is taken.
PATIENCE = 20.0


def hidden_cells(tables: Tables, offered: Mask, threshold: int) -> Mask | None:
    """The offered cells that are hidden; None where no hiding makes every one of them safe.

    offered: the cells that the pages would show; of those that are not offered nobody may learn more than other tables
    tell already. Counts under ``threshold`` are hidden, and then others, the cheapest first, until each hidden cell may
    be as much as ``threshold`` away from another value that it may have.
    """
    ceilings = tables.ceilings
    # What another table shows to be zero is no secret.
    shown = offered & ((tables.counts >= threshold) | (ceilings == 0))
    need = np.where(offered, threshold, np.minimum(threshold, ceilings))
    low, high = tables.counts.copy(), tables.counts.copy()
    waiting = list(np.flatnonzero(~shown))
    while waiting:
        cell = waiting.pop(0)
        if high[cell] - low[cell] >= need[cell]:
            continue
        found = _apart(tables, shown, cell, int(need[cell]), int(low[cell]), int(high[cell]))
        if not found:
            return None
        for other in found:
            low, high = np.minimum(low, other), np.maximum(high, other)
            waiting += list(np.flatnonzero(shown & (other != tables.counts)))
            shown &= other == tables.counts
    return offered & ~shown


def _apart(tables: Tables, shown: Mask, cell: int, need: int, low: int, high: int) -> list[Cells]:
    """Other counts that agree with as much as can be of what is shown, among which the cell has values that are
    ``need`` apart; empty where there are none."""
    ways = ((low + need, np.inf), (0, high - need))
    for least, most in ways:
        if most >= 0 and (found := _other(tables, shown, cell, least, most)) is not None:
            return [found]
    # Neither way is far enough alone: as far up as it goes, then as far down.
    for up in range(high + 1, low + need)[::-1]:
        if (above := _other(tables, shown, cell, up, np.inf)) is not None:
            now = shown & (above == tables.counts)
            below = _other(tables, now, cell, 0, up - need)
            return [above, below] if below is not None else []
    return []


def _other(tables: Tables, shown: Mask, cell: int, least: float, most: float) -> Cells | None:
    """The counts nearest to the true ones, by what hiding costs, in which ``cell`` lies between these; None without.

    Variables: the counts, then for each shown cell how far it is from the truth.
    """
    size, places = len(shown), np.flatnonzero(shown)
    lower, upper = np.zeros(size), np.full(size, np.inf)
    lower[cell], upper[cell] = least, most
    away = sparse.csr_array((np.ones(len(places)), (np.arange(len(places)), places)), shape=(len(places), size))
    far, true = sparse.eye_array(len(places), format="csr"), tables.counts[places]
    wide = sparse.csr_array((tables.sums.shape[0], len(places)))
    rules = [
        _constraint(tables.sums, wide, 0, 0),
        _constraint(away, -far, -np.inf, true),
        _constraint(away, far, true, np.inf),
    ]
    if len(tables.most):
        wide = sparse.csr_array((len(tables.most), len(places)))
        rules.append(_constraint(tables.limits, wide, -np.inf, tables.most))
    found = milp(
        np.concatenate([np.zeros(size), tables.weights[places]]),
        integrality=np.concatenate([np.ones(size), np.zeros(len(places))]),
        bounds=Bounds(
            np.concatenate([lower, np.zeros(len(places))]), np.concatenate([upper, np.full(len(places), np.inf)])
        ),
        constraints=rules,
        options={"time_limit": PATIENCE, "mip_rel_gap": 0.05},
    )
    return None if found.x is None else np.rint(found.x[:size]).astype(np.int64)


def _constraint(
    left: sparse.csr_array, right: sparse.csr_array, low: Floats | float, high: Floats | float
) -> LinearConstraint:
    return LinearConstraint(sparse.hstack([left, right], format="csr"), low, high)
