"""Effects with their verdicts, those of a register judged together."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import special

from data.model.verdict import Refusal
from data.statistics.change.power import POWER
from data.statistics.change.verdicts import BY_HAND, FALSE_SHARE, decided, family_sizes
from data.statistics.effect.evaluation import Effect

FAMILY = "operation"
# A fall of half is worth knowing of: where it would be missed, there are too few offences to tell.
WORTH_KNOWING = 0.5
COLUMNS = ["difference", "lower_ci", "upper_ci", "p_value", "change_pct", "lower_ci_pct", "upper_ci_pct",
           "lower_90_pct", "upper_90_pct", "error", "before"]  # fmt: skip


def judged(effects: Sequence[Effect | Refusal], *, is_registered: bool) -> pd.DataFrame:
    """Each effect inside its areas, or why there is none, a row with its verdict.

    is_registered: whether they are the operations of the register as they are proposed, which are one family; what was
    chosen by hand belongs to none. Columns: difference (offences), lower_ci, upper_ci, change_pct (of what was
    expected) with lower_ci_pct and upper_ci_pct, refusal, p_value, comparisons, p_adjusted, verdict.
    """
    rows = [_row(one) for one in effects]
    found = {name: np.array([row[place] for row in rows], dtype=float) for place, name in enumerate(COLUMNS)}
    family = np.full(len(rows), FAMILY if is_registered else BY_HAND, dtype=object)
    refusal = np.array([one if isinstance(one, Refusal) else Refusal.NONE for one in effects], dtype=object)
    columns = {**found, "family": family, "group": np.full(len(rows), "", dtype=object), "refusal": refusal}
    reach = special.ndtri(1 - FALSE_SHARE / family_sizes(columns) / 2) + special.ndtri(POWER)
    return pd.DataFrame(decided(columns, reach * found["error"] <= WORTH_KNOWING * found["before"]))


def _row(one: Effect | Refusal) -> list[float]:
    if isinstance(one, Refusal):
        return [np.nan] * len(COLUMNS)
    side, found = one.inside, one.inside.difference
    return [
        found.difference, found.lower_ci, found.upper_ci, found.p_value, side.ratio_pct, side.lower_ci_pct,
        side.upper_ci_pct, side.lower_90_pct, side.upper_90_pct, found.standard_error, side.before_and_after[0],
    ]  # fmt: skip
