"""The frame behind the panel of Home Office recorded crime: the area beside other partnerships, by quarter."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.model.period import add_months
from data.statistics.change.noise import Floats

MOST_QUARTERS, YEAR = 8, 4
EVERY_GROUP = "All offence groups"
SIDES = ("own", "others", "similar")
PARTNERSHIP = ["csp_name", "force_name"]
# Why a partnership takes no part in a rate.
NO_RESIDENTS = "its residents are not known"
NO_QUARTER = "nearly all of its offences, or a whole quarter of them, are missing"
NOTED = "the publisher notes that offences are not assigned to it"


def latest_quarters(quarters: Sequence[date], last: date) -> list[date]:
    """Up to eight quarters, the latest that end by the month ``last``; the latest of all where none does.

    quarters: first days, rising.
    """
    ended = [quarter for quarter in quarters if add_months(quarter, 2) <= last]
    return list(ended or quarters)[-MOST_QUARTERS:]


def sides(partnerships: pd.DataFrame, residents: Mapping[str, float | None], quarterly: pd.DataFrame) -> pd.DataFrame:
    """Who is set against whom: csp_name, force_name, side ("own", "others", "similar"), population, left_out.

    partnerships: csp_name, force_name, district_codes, is_own, is_similar, note; residents: of districts by code;
    quarterly: as ``quarterly_by_group`` gives it. Others are those of the area's forces; a partnership may be of them
    and similar too. A partnership has the residents of all its districts. left_out says why one of the others or of the
    similar takes no part: residents that are not known, a quarter missing that the area has, or a note of the publisher
    that offences are not assigned to it; it is empty where one takes part.
    """
    own = partnerships["is_own"].astype(bool)
    is_near = partnerships["force_name"].isin(partnerships.loc[own, "force_name"])
    masks = {"own": own, "others": is_near & ~own, "similar": partnerships["is_similar"].astype(bool) & ~own}
    population = [_residents(codes, residents) for codes in partnerships["district_codes"]]
    lacking = _lacking(quarterly, partnerships.loc[own, PARTNERSHIP])
    why = [
        NO_RESIDENTS if np.isnan(people) else NO_QUARTER if pair in lacking else NOTED if note else ""
        for people, pair, note in zip(
            population, partnerships[PARTNERSHIP].itertuples(index=False, name=None), partnerships["note"], strict=True
        )
    ]
    listed = partnerships[PARTNERSHIP].assign(population=population, left_out=why)
    return pd.concat(
        [listed[mask].assign(side=side, **({"left_out": ""} if side == "own" else {})) for side, mask in masks.items()],
        ignore_index=True,
    )


def _residents(codes: Sequence[str], residents: Mapping[str, float | None]) -> float:
    """The residents of all the districts together, NaN where there is none or those of one are not known."""
    known = [residents.get(code) for code in codes]
    return float(np.sum(np.array(known, dtype=float))) if known else np.nan


def _lacking(quarterly: pd.DataFrame, own: pd.DataFrame) -> set[tuple[str, str]]:
    """The partnerships without a quarter that the area's own have."""
    given = quarterly.assign(is_given=quarterly["offence_count"].notna())
    wide = given.pivot_table(index="quarter_start", columns=PARTNERSHIP, values="is_given", aggfunc="all")
    wide = wide.astype(bool)
    ours = [pair for pair in own.itertuples(index=False, name=None) if pair in wide.columns]
    needed = wide[wide[ours].all(axis=1)]
    return {pair for pair in wide.columns if not needed[pair].all()}


def quarterly_comparison(quarterly: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Each offence group in the latest four quarters together, then in each quarter, the latest first.

    quarterly: as ``quarterly_by_group`` gives it, every group of every partnership in every quarter, in its order;
    members: as ``sides`` gives it, of whom those left out do not count. Columns: first_quarter, last_quarter (first
    days), offence_group (all together first), own_count, own_rate, others_rate, similar_rate (per 1,000); NaN where a
    quarter or the residents are missing, and where a side has no member.
    """
    quarters, groups = list(quarterly["quarter_start"].unique()), list(quarterly["offence_group"].unique())
    listed = list(quarterly[PARTNERSHIP].drop_duplicates().itertuples(index=False, name=None))
    counts = quarterly["offence_count"].to_numpy(dtype=float)
    counts = counts.reshape(len(quarters), len(listed), len(groups))
    counts = np.concatenate([counts.sum(axis=2, keepdims=True), counts], axis=2)
    taking_part = members[members["left_out"] == ""]
    totals = {side: _together(counts, listed, taking_part[taking_part["side"] == side]) for side in SIDES}
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
