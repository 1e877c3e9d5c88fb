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
# How near to a whole number a solution has to be to be one.
WHOLE = 1e-6


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
        found = _apart(tables, shown, int(cell), int(need[cell]), int(low[cell]), int(high[cell]))
        if not found:
            return None
        for other in found:
            low, high = np.minimum(low, other), np.maximum(high, other)
            waiting += list(np.flatnonzero(shown & (other != tables.counts)))
            shown &= other == tables.counts
    return np.asarray(offered & ~shown, dtype=bool)


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

    Looked for first among the tables that add up with the cell's own, then among all.
    """
    own = tables.together == tables.together[cell]
    found = _nearest(tables, own, shown, cell, least, most)
    return found if found is not None or own.all() else _nearest(tables, own | True, shown, cell, least, most)


def _nearest(tables: Tables, free: Mask, shown: Mask, cell: int, least: float, most: float) -> Cells | None:
    """The same, where all but the ``free`` cells stay as they are.

    Variables: the free counts, then for each shown one of them how far it is from the truth.
    """
    columns, counts = np.flatnonzero(free), tables.counts[free]
    places = np.flatnonzero(shown[free])
    size, many = len(columns), len(places)
    lower, upper = np.zeros(size), np.full(size, np.inf)
    own = np.searchsorted(columns, cell)
    lower[own], upper[own] = least, most
    sums, limits = tables.sums[:, columns], tables.limits[:, columns]
    # What the others leave of each limit.
    left = tables.most - tables.limits @ np.where(free, 0, tables.counts)
    away = sparse.csr_array((np.ones(many), (np.arange(many), places)), shape=(many, size))
    far, true = sparse.eye_array(many, format="csr"), counts[places].astype(float)
    rules = [
        _rule(sums, sparse.csr_array((sums.shape[0], many)), 0, 0),
        _rule(away, -far, -np.inf, true),
        _rule(away, far, true, np.inf),
    ]
    if len(left):
        rules.append(_rule(limits, sparse.csr_array((len(left), many)), -np.inf, left))
    cost = np.concatenate([np.zeros(size), tables.weights[columns][places]])
    bounds = Bounds(np.concatenate([lower, np.zeros(many)]), np.concatenate([upper, np.full(many, np.inf)]))
    for is_whole in (0, 1):
        # Most solutions of such tables are whole numbers without being asked to be.
        wanted = np.concatenate([np.full(size, is_whole), np.zeros(many)])
        found = milp(cost, integrality=wanted, bounds=bounds, constraints=rules, options={"time_limit": PATIENCE})
        if found.x is None:
            return None
        values = np.rint(found.x[:size])
        if np.abs(found.x[:size] - values).max() < WHOLE:
            other = tables.counts.copy()
            other[columns] = values.astype(np.int64)
            return other
    return None


def _rule(
    left: sparse.csr_array, right: sparse.csr_array, low: Floats | float, high: Floats | float
) -> LinearConstraint:
    return LinearConstraint(sparse.hstack([left, right], format="csr"), low, high)
