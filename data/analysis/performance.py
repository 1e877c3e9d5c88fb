"""The performance table: each offence in a period, its rate, and what may be said of its change."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.analysis.change import by_month
from data.analysis.change_table import changes_with_verdict
from data.analysis.districts import month_dispersion
from data.analysis.rates import rates_with_intervals
from data.analysis.what_changed import rank_sentence, what_changed
from data.period import Period
from data.schema import ALL_CRIME
from data.selection import Selection

Offences = dict[str, tuple[str, ...]]


def offence_rows(selection: Selection) -> Offences:
    """The offences of the table by name, each with the crime types that it adds up.

    The chosen crimes together come first, where there are several; anti-social behaviour last, and never added in.
    """
    crimes = tuple(name for name in selection.crime_types if name not in selection.not_crime)
    title = ALL_CRIME if selection.types_label == ALL_CRIME else "Chosen types together"
    together = {title: crimes} if len(crimes) > 1 else {}
    behaviour = (name for name in selection.crime_types if name in selection.not_crime)
    return together | {name: (name,) for name in (*crimes, *behaviour)}


def by_offence(monthly: pd.DataFrame, rows: Offences) -> pd.DataFrame:
    """The offences by month: period_month, offence, offence_count (NaN in a gap).

    monthly: period_month, crime_type, offence_count. A type counts from the month in which it began to be published:
    only a month without any is a gap.
    """
    wide = by_month(monthly, "crime_type")
    parts = [wide.to_numpy()[:, wide.columns.get_indexer(list(types))] for types in rows.values()]
    counts = np.column_stack([np.where(np.isnan(part).all(axis=1), np.nan, np.nansum(part, axis=1)) for part in parts])
    return pd.DataFrame(
        {
            "period_month": np.repeat(wide.index.to_numpy(), len(rows)),
            "offence": list(rows) * len(wide),
            "offence_count": counts.ravel(),
        }
    )


def performance(monthly: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """One row an offence of ``offence_rows``, in their order, corrected by Holm's method over the table.

    monthly: as ``by_offence`` gives it for the chosen wards, at least of the period and of the one before it. Columns:
    offence, is_sum (of several types), those of ``changes_with_verdict`` and of ``rates_with_intervals``.
    """
    rows, residents = offence_rows(selection), selection.population or np.nan
    table = _with_rates(monthly, "offence", selection.period, residents)
    table.insert(1, "is_sum", [len(types) > 1 for types in rows.values()])
    return table


def ward_changes(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every ward, the surest change first, corrected by Holm's method over the wards.

    monthly: period_month, area_code, area_name, population, offence_count, of the months that ``performance`` needs.
    Columns: area_code, area_name, population, those of ``changes_with_verdict`` and of ``rates_with_intervals``.
    """
    names = monthly.drop_duplicates("area_code")[["area_code", "area_name", "population"]].reset_index(drop=True)
    residents = names["population"].to_numpy(dtype=float, na_value=np.nan)
    table = names.merge(_with_rates(monthly, "area_code", period, residents), on="area_code")
    return table.sort_values(["p_value", "area_name"], ignore_index=True, na_position="last")


def _with_rates(monthly: pd.DataFrame, key: str, period: Period, residents: ArrayLike) -> pd.DataFrame:
    table = changes_with_verdict(monthly, key, period, period.before, "holm")
    factor = month_dispersion(by_month(monthly, key), period)
    return table.join(rates_with_intervals(table["total_0"], residents, factor))


def offence_sentences(table: pd.DataFrame, selection: Selection) -> list[str]:
    """What changed among the crime types, and the rank of the chosen area among its peers; two to five sentences.

    table: ``performance`` with the columns of ``beside_peers``. Where no change can be given, the rank alone.
    """
    first, is_ward = table.iloc[0], not selection.is_whole_area
    measure = f"rate of {selection.types_label.lower()}"
    place = rank_sentence(selection.wards_label, first["rank_words"], "wards" if is_ward else "districts", measure)
    placed = place if first["rank_words"] else None
    if table["total_1"].isna().all() or table["total_0"].isna().all():
        return [placed] if placed else []
    return what_changed(table[~table["is_sum"]], "offence", _months(selection.period), "crime types", placed)


def ward_sentences(wards: pd.DataFrame, period: Period) -> list[str]:
    """Which wards changed, in two or three sentences; none where no change can be given. wards: ``ward_changes``."""
    if wards[["total_0", "total_1"]].isna().any(axis=None):
        return []
    return what_changed(wards, "area_name", _months(period), "wards", most=3)


def _months(period: Period) -> tuple[int, int]:
    return len(period.months), len(period.months)
