"""The frame behind the panel of Home Office recorded crime: the area beside other partnerships, by quarter."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.model.period import add_months
from data.statistics.change.noise import Floats

MOST_QUARTERS, YEAR = 8, 4
EVERY_GROUP = "All offence groups"
SIDES = ("own", "others", "similar")
PARTNERSHIP = ["csp_name", "force_name"]


def latest_quarters(quarters: Sequence[date], last: date) -> list[date]:
    """Up to eight quarters, the latest that end by the month ``last``; the latest of all where none does.

    quarters: first days, rising.
    """
    ended = [quarter for quarter in quarters if add_months(quarter, 2) <= last]
    return list(ended or quarters)[-MOST_QUARTERS:]


def sides(partnerships: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Who is set against whom: csp_name, force_name, side ("own", "others", "similar"), population.

    partnerships: csp_name, force_name, district_code, is_own, is_similar; areas: area_code and population of districts.
    Others are those of the area's forces; a partnership may be of them and similar too. One whose residents are not
    known is left out, unless it is the area's own.
    """
    own = partnerships["is_own"].astype(bool)
    is_near = partnerships["force_name"].isin(partnerships.loc[own, "force_name"])
    residents = dict(zip(areas["area_code"], areas["population"].astype(float), strict=True))
    population = partnerships["district_code"].map(residents).astype(float)
    masks = {
        "own": own,
        "others": is_near & ~own & population.notna(),
        "similar": partnerships["is_similar"].astype(bool) & ~own & population.notna(),
    }
    listed = partnerships[PARTNERSHIP].assign(population=population)
    return pd.concat([listed[mask].assign(side=side) for side, mask in masks.items()], ignore_index=True)


def quarterly_comparison(quarterly: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Each offence group in the latest four quarters together, then in each quarter, the latest first.

    quarterly: as ``quarterly_by_group`` gives it, every group of every partnership in every quarter, in its order;
    members: as ``sides`` gives it. Columns: first_quarter, last_quarter (first days), offence_group (all together
    first), own_count, own_rate, others_rate, similar_rate (per 1,000); NaN where a quarter or the residents are
    missing, and where a side has no member.
    """
    quarters, groups = list(quarterly["quarter_start"].unique()), list(quarterly["offence_group"].unique())
    listed = list(quarterly[PARTNERSHIP].drop_duplicates().itertuples(index=False, name=None))
    counts = quarterly["offence_count"].to_numpy(dtype=float, na_value=np.nan)
    counts = counts.reshape(len(quarters), len(listed), len(groups))
    counts = np.concatenate([counts.sum(axis=2, keepdims=True), counts], axis=2)
    totals = {side: _together(counts, listed, members[members["side"] == side]) for side in SIDES}
    last = len(quarters)
    spans = [(max(last - YEAR, 0), last), *((place, place + 1) for place in reversed(range(last)))]
    parts = []
    for first, end in spans:
        sums = {side: count[first:end].sum(axis=0) for side, (count, _) in totals.items()}
        part = pd.DataFrame({"offence_group": [EVERY_GROUP, *groups], "own_count": sums["own"]})
        part = part.assign(**{f"{side}_rate": 1000 * sums[side] / residents for side, (_, residents) in totals.items()})
        parts.append(part.assign(first_quarter=quarters[first], last_quarter=quarters[end - 1]))
    return pd.concat(parts, ignore_index=True)


def _together(counts: Floats, listed: list[tuple[str, str]], members: pd.DataFrame) -> tuple[Floats, float]:
    """The counts of the members together (quarter × group) and their residents, NaN where there are none.

    counts: quarter × partnership × group, the partnerships as listed.
    """
    places = [listed.index(pair) for pair in members[PARTNERSHIP].itertuples(index=False, name=None)]
    residents = float(members["population"].sum(skipna=False))
    # No member makes no count of zero.
    together = counts[:, places].sum(axis=1) if places else np.full((len(counts), counts.shape[2]), np.nan)
    return together, residents if residents else np.nan
