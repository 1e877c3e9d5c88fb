"""The chosen area among others: its rank by each offence, and the change of the others together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.analysis.change import by_month, totals_of
from data.analysis.change_table import changes_with_verdict
from data.analysis.dispersion import Floats
from data.analysis.districts import area_ranks, month_dispersion
from data.analysis.performance import Offences
from data.period import Period

RANKED = ["rank", "rank_words", "ranked_count"]


@dataclass(frozen=True)
class Peers:
    """Areas side by side: counts by month, area and offence (NaN in a gap), and the residents of each area."""

    months: pd.Index
    codes: tuple[str, ...]
    offences: tuple[str, ...]
    counts: Floats
    residents: Floats


def peers(areas: pd.DataFrame, counts: pd.DataFrame, rows: Offences) -> Peers:
    """Areas side by side.

    areas: period_month, area_code, population, offence_count, whose gaps are taken over; counts: period_month,
    area_code, crime_type, offence_count, only where something was recorded; rows: offences with their crime types.
    """
    wide = by_month(areas, "area_code")
    types = pd.Index(dict.fromkeys(name for names in rows.values() for name in names))
    cube = np.zeros((*wide.shape, len(types)))
    axes = ((wide.index, "period_month"), (wide.columns, "area_code"), (types, "crime_type"))
    places = tuple(axis.get_indexer(counts[name]) for axis, name in axes)
    known = np.logical_and.reduce([place >= 0 for place in places])
    cube[tuple(place[known] for place in places)] = counts["offence_count"].to_numpy(float)[known]
    added = [cube[:, :, types.get_indexer(list(names))].sum(axis=2) for names in rows.values()]
    summed = np.stack(added, axis=2) + 0 * wide.to_numpy()[:, :, None]
    residents = areas.drop_duplicates("area_code")["population"].astype("Float64").to_numpy(float, na_value=np.nan)
    return Peers(wide.index, tuple(wide.columns), tuple(rows), summed, residents)


def beside_peers(
    table: pd.DataFrame, among: Peers, own: Sequence[str], similar: Sequence[str], period: Period
) -> pd.DataFrame:
    """The performance table with the rank of the one ``own`` area and the change of the others together.

    own: codes of the chosen areas, which have a rank only where there is one; similar: codes of the areas to compare
    with, all others where none of them is there. Adds rank, rank_words (empty without a rank), ranked_count,
    others_change_pct, others_lower_pct, others_upper_pct (95 %; NaN where the row itself has no change), others_count
    and others_are_similar.
    """
    alike = [code for code in among.codes if code in similar]
    others = _together(among, alike or [code for code in among.codes if code not in own], period)
    others = others.where(table["total_0"].notna() & table["total_1"].notna()).fillna({"others_count": 0})
    ranked = _ranks(among, own, period, table["total_0"])
    return table.join(ranked).join(others).assign(others_are_similar=bool(alike))


def _ranks(among: Peers, own: Sequence[str], period: Period, totals: pd.Series) -> pd.DataFrame:
    """rank, rank_words and ranked_count of the one own area by the rate of each offence that has a total."""
    found: list[tuple[float, str, int]] = [(np.nan, "", 0)] * len(totals)
    place = [index for index, code in enumerate(among.codes) if code in own]
    if len(place) != 1:
        return pd.DataFrame(found, columns=RANKED)
    wide = pd.DataFrame(among.counts.reshape(len(among.months), -1), index=among.months)
    shape = (len(among.codes), len(among.offences))
    counts = totals_of(wide, [period])[0].to_numpy().reshape(shape)
    factor = month_dispersion(wide, period).reshape(shape)
    for row in np.flatnonzero(totals.notna()):
        ranks = area_ranks(counts[:, row], among.residents, factor[:, row])
        count = int(ranks["rank"].count())
        if count > 1:
            found[row] = (ranks["rank"][place[0]], ranks["rank_words"][place[0]], count)
    return pd.DataFrame(found, columns=RANKED)


def _together(among: Peers, chosen: Sequence[str], period: Period) -> pd.DataFrame:
    """The change of those of the ``chosen`` areas that lack no month of either period, added up."""
    compared = {pd.Timestamp(month) for months in (period.months, period.before.months) for month in months}
    is_whole = ~np.isnan(among.counts[among.months.isin(compared)]).any(axis=(0, 2))
    used = is_whole & np.isin(among.codes, list(chosen))
    together = pd.DataFrame(
        {
            "period_month": np.repeat(among.months.to_numpy(), len(among.offences)),
            "offence": list(among.offences) * len(among.months),
            "offence_count": among.counts[:, used].sum(axis=1).ravel(),
        }
    )
    changes = changes_with_verdict(together, "offence", period, period.before)
    found = changes[["change_pct", "lower_ci_pct", "upper_ci_pct"]]
    named = found.set_axis(["others_change_pct", "others_lower_pct", "others_upper_pct"], axis=1)
    return (named if used.any() else named * np.nan).assign(others_count=int(used.sum()))
