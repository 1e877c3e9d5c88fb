"""How few places hold how much of the crime."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.statistics.space.grid import Floats

CURVE_POINTS = 200


@dataclass(frozen=True)
class Concentration:
    """How the counts of cells are spread.

    half_cell_count: the fewest cells that hold half of the offences or more; half_least: how many the last of these
    holds, of which one is too few to tell; curve: cell_count, cell_share_pct, offence_share_pct, cells with most
    offences first, from nothing to all.
    """

    cell_count: int
    half_cell_count: int
    half_least: float
    offence_count: int
    curve: pd.DataFrame


def concentration(counts: Floats, cell_count: int | None = None) -> Concentration:
    """The concentration of counts, one a cell; a Lorenz curve from the top (Weisburd 2015, Criminology 53(2)).

    cell_count: how many cells there are, where ``counts`` leaves out cells that hold nothing.
    """
    cells = len(counts) if cell_count is None else cell_count
    falling = np.pad(np.sort(counts)[::-1], (0, cells - len(counts)))
    caught = np.append(0, np.cumsum(falling))
    total = caught[-1]
    half = int(np.searchsorted(caught, total / 2)) if total else 0
    # The curve bends at its start: there every cell is kept, further on ever fewer.
    kept = np.unique(np.append(np.geomspace(1, cells, CURVE_POINTS).round().astype(int), [0, half, cells]))
    curve = pd.DataFrame(
        {
            "cell_count": kept,
            "cell_share_pct": 100 * kept / cells,
            "offence_share_pct": 100 * caught[kept] / max(total, 1),
        }
    )
    return Concentration(cells, half, float(falling[half - 1]) if half else 0.0, int(total), curve)
