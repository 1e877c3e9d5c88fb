"""The frames behind the comparison of districts."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from data.analysis.change import by_month, ranks, totals_of
from data.analysis.change_table import changes_with_verdict
from data.analysis.dispersion import Floats, dispersion
from data.analysis.rank_intervals import rank_words, rate_ranks
from data.analysis.rates import rates_with_intervals
from data.analysis.series import YEAR, Windowed, indexed, tidy
from data.analysis.what_changed import what_changed
from data.period import Period, add_months
from data.schema import Verdict

AREA = ["area_code", "area_name", "is_own", "population", "population_source"]


def compared_districts(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every district in the period, highest rate first: its rate and its place among those that have one.

    monthly: period_month, area_code, area_name, is_own, population, population_source, offence_count (NaN in a gap), of
    the period and the same months before it. Columns: those of the area, offence_count (NaN where a month is missing),
    dispersion, those of ``rates_with_intervals``, rank, best_rank, worst_rank and rank_words; no interval of ranks
    where the months do not tell how much they vary.
    """
    wide = by_month(monthly, "area_code")
    areas = monthly.drop_duplicates("area_code")[AREA].reset_index(drop=True)
    counts = totals_of(wide, [period])[0].to_numpy()
    residents, factor = areas["population"].to_numpy(dtype=float, na_value=np.nan), month_dispersion(wide, period)
    frame = areas.assign(offence_count=counts, dispersion=factor)
    frame = frame.join(rates_with_intervals(counts, residents, factor)).join(area_ranks(counts, residents, factor))
    return frame.sort_values(["rate_per_1000", "area_name"], ascending=[False, True], ignore_index=True)


def area_ranks(counts: Floats, residents: Floats, factor: Floats) -> pd.DataFrame:
    """The columns of ``rate_ranks``; no intervals where the months of a ranked area do not tell how they vary."""
    rates = counts / np.where(residents > 0, residents, np.nan)
    is_measured = not (np.isnan(factor) & ~np.isnan(rates)).any()
    return rate_ranks(counts, residents, factor) if is_measured else _bare_ranks(pd.Series(rates))


def month_dispersion(wide: pd.DataFrame, period: Period) -> Floats:
    """The dispersion factor of each series' months: of the period, or of the twelve that end it where it is short.

    wide: months × series, as ``by_month`` gives it. NaN where fewer than two months are known.
    """
    # Two or three months alone would make every rank look sure.
    first = min(period.first, add_months(period.last, 1 - YEAR))
    own = wide[(wide.index >= pd.Timestamp(first)) & (wide.index <= pd.Timestamp(period.last))].to_numpy()
    return dispersion(own, np.zeros(len(own), dtype=np.int64))[0]


def _bare_ranks(rates: pd.Series) -> pd.DataFrame:
    rank, count = ranks(rates), int(rates.notna().sum())
    words = [
        rank_words(int(place), count, 0, 0, is_tied).split(",")[0] if place == place else ""
        for place, is_tied in zip(rank, rank.duplicated(keep=False), strict=True)
    ]
    return pd.DataFrame({"rank": rank, "best_rank": np.nan, "worst_rank": np.nan, "rank_words": words})


def district_changes(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The change of every district on the same months before, with its verdict (Holm), the largest rise first.

    monthly: as in ``compared_districts``. Columns: area_code, area_name, is_own and those of ``changes_with_verdict``.
    """
    areas = monthly.drop_duplicates("area_code")[["area_code", "area_name", "is_own"]]
    changes = changes_with_verdict(monthly, "area_code", period, period.before, "holm")
    return areas.merge(changes, on="area_code").sort_values("change_pct", ascending=False, ignore_index=True)


def district_groups(compared: pd.DataFrame, area_name: str, similar: Collection[str]) -> dict[str, list[str]]:
    """Codes of the districts that have a rate, by what they are together: the area, the others, the similar ones.

    compared: as ``compared_districts`` gives it; similar: codes of the most similar group. A group may be empty.
    """
    ranked = compared[compared["rate_per_1000"].notna()]
    others, alike = ranked[~ranked["is_own"]], ranked[ranked["area_code"].isin(similar) & ~ranked["is_own"]]
    groups = {
        area_name: ranked[ranked["is_own"]],
        "The other district" if len(others) == 1 else f"Other {len(others)} districts": others,
        f"Most similar group ({len(alike)})": alike,
    }
    return {name: list(members["area_code"]) for name, members in groups.items()}


def rates_together(monthly: pd.DataFrame, groups: dict[str, list[str]]) -> pd.DataFrame:
    """The monthly rate per 1,000 of each group of districts together: period_month, series, value.

    monthly: as in ``compared_districts``; groups: codes of districts by the name of the series. A month is NaN where
    one of the group's districts lacks it; a group without districts has no series.
    """
    wide = by_month(monthly, "area_code")
    residents = monthly.drop_duplicates("area_code").set_index("area_code")["population"].astype(float)
    rates = {
        name: 1000 * wide[codes].sum(axis=1, skipna=False) / residents[codes].sum(skipna=False)
        for name, codes in groups.items()
        if codes
    }
    return tidy(pd.DataFrame(rates, index=wide.index))


def index_of(series: pd.DataFrame, period: Period) -> tuple[Windowed, Period]:
    """The series with the mean month of a base as 100, and the base: the same months before, else the period itself.

    series: period_month, series, value. ``Windowed.missing`` is empty unless both lack a month.
    """
    before = indexed(series, period.before)
    return (indexed(series, period), period) if before.missing else (before, period.before)


def change_sentences(changes: pd.DataFrame, months: tuple[int, int]) -> list[str]:
    """What changed: the area's own districts first, then the surest of all; nothing where no change can be given.

    changes: as ``district_changes`` gives it; months: the lengths of the two periods.
    """
    given = changes[changes["verdict"] != Verdict.NOT_COMPARABLE]
    if given.empty:
        return []
    together = what_changed(changes, "area_name", months, "districts")
    rows = [row for _, row in given[given["is_own"]].groupby("area_name")]
    own = [what_changed(row, "area_name", months, "districts")[0] for row in rows]
    return [*(text for text in own if not any(text in said for said in together)), *together]
