"""Recorded crime of the area beside its most similar group: rates by quarter, the group's mean, and the rank."""

import numpy as np
import pandas as pd

from data.statistics.change.noise import Floats
from data.statistics.ranking.home_office import EVERY_GROUP, PARTNERSHIP
from data.statistics.ranking.rank_intervals import rate_ranks
from data.statistics.ranking.standing import shared_season

WITHOUT_WORDS = ""
COLUMNS = ["quarter", "offence_group", "own_count", "own_rate", "family_rate", "rank", "best_rank", "worst_rank", "of"]


def family_quarters(quarterly: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Each offence group in each quarter, all together first, the latest quarter first: COLUMNS.

    quarterly: as ``home_office.quarterly_by_group`` gives it, of the area and its group; members: as
    ``ranking.home_office.sides`` gives it. Rates are per 1,000 residents in the quarter; family_rate: the mean of the
    rates of the others; rank: of all with a rate, 1 for the highest, with the ranks that chance leaves open, by the
    noise of the quarters about the season that all share. Empty where the area, or all others, have no rate.
    """
    own = members[members["side"] == "own"]
    others = members[(members["side"] == "similar") & (members["left_out"] == "")]
    listed = pd.concat([own, others])[[*PARTNERSHIP, "population"]]
    if len(own) != 1 or others.empty or quarterly.empty:
        return pd.DataFrame(columns=COLUMNS)
    counts, quarters, groups = _block(quarterly, listed)
    residents = listed["population"].to_numpy(dtype=float)
    factors = [_noise(counts[:, :, place]) for place in range(len(groups))]
    rows = []
    for step in reversed(range(len(quarters))):
        for place, group in enumerate(groups):
            at = counts[step, :, place]
            rates, ranks = 1000 * at / residents, rate_ranks(at, residents, factors[place], WITHOUT_WORDS)
            rows.append(
                (
                    quarters[step],
                    group,
                    at[0],
                    rates[0],
                    np.nanmean(rates[1:]) if np.isfinite(rates[1:]).any() else np.nan,
                    *(ranks[name][0] for name in ("rank", "best_rank", "worst_rank")),
                    int(np.isfinite(rates).sum()),
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS)


def _block(quarterly: pd.DataFrame, listed: pd.DataFrame) -> tuple[Floats, list[pd.Timestamp], list[str]]:
    """Counts by quarter, partnership and group, all groups together first; the area's own partnership first."""
    columns = [*PARTNERSHIP, "offence_group"]
    wide = quarterly.set_index(["quarter_start", *columns])["offence_count"].unstack(columns)
    groups = sorted(quarterly["offence_group"].unique())
    pairs = list(listed[PARTNERSHIP].itertuples(index=False, name=None))
    wanted = pd.MultiIndex.from_tuples([(*pair, group) for pair in pairs for group in groups], names=wide.columns.names)
    block = wide.reindex(columns=wanted).to_numpy(dtype=float).reshape(len(wide), len(pairs), -1)
    return np.concatenate([block.sum(axis=2, keepdims=True), block], axis=2), list(wide.index), [EVERY_GROUP, *groups]


def _noise(counts: Floats) -> Floats:
    """The dispersion of each partnership's quarters about the season that all share; NaN where too few tell it."""
    whole = counts[np.isfinite(counts).all(axis=1)]
    if len(whole) < 2:
        return np.full(counts.shape[1], np.nan)
    chi_squared, freedom = shared_season(whole)
    found: Floats = chi_squared / np.where(freedom > 0, freedom, np.nan)
    return found
