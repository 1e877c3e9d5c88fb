"""The frames behind trends and the map: wards in their months and periods."""

import numpy as np
import pandas as pd

from data.analysis.change import by_month, percent_change, period_totals, ranks, rate_per_1000, round_breaks
from data.selection import Period, Selection

CHANGE_BREAKS = (-20.0, -5.0, 5.0, 20.0)


def selected_and_rest(monthly: pd.DataFrame, selection: Selection, measure: str) -> pd.DataFrame:
    """The chosen wards as one series, and the rest of the area as another where there is a rest.

    monthly: period_month, area_code, population, offence_count. Returns period_month, series, value (null in a gap).
    """
    codes = list(monthly["area_code"].unique())
    groups = {
        selection.wards_label: [code for code in codes if code in selection.wards],
        f"Rest of {selection.area_name}": [code for code in codes if code not in selection.wards],
    }
    return _series(monthly, "area_code", groups, _residents(monthly), measure)


def by_ward(monthly: pd.DataFrame, codes: tuple[str, ...], measure: str) -> pd.DataFrame:
    """One series a ward of ``codes``; columns as in ``selected_and_rest``."""
    names = monthly.drop_duplicates("area_code").set_index("area_code")["area_name"]
    return _series(monthly, "area_code", {names[code]: [code] for code in codes}, _residents(monthly), measure)


def by_type(monthly: pd.DataFrame, types: tuple[str, ...], population: int | None, measure: str) -> pd.DataFrame:
    """One series a crime type; columns as in ``selected_and_rest``."""
    residents = pd.Series(population, index=types, dtype="Float64")
    return _series(monthly, "crime_type", {name: [name] for name in types}, residents, measure)


def _residents(monthly: pd.DataFrame) -> pd.Series:
    return monthly.drop_duplicates("area_code").set_index("area_code")["population"].astype("Float64")


def _series(
    monthly: pd.DataFrame, key: str, groups: dict[str, list[str]], residents: pd.Series, measure: str
) -> pd.DataFrame:
    """Counts or rates of each group that has members; a group with unknown residents has no rate."""
    wide = by_month(monthly, key)
    counts, places = wide.to_numpy(), {member: place for place, member in enumerate(wide.columns)}
    values = {}
    for name, members in groups.items():
        if members:
            # In a gap every member is absent, and so is their sum.
            total = counts[:, [places[member] for member in members]].sum(axis=1)
            per = residents[members].sum(skipna=False) if measure == "rate_per_1000" else 1000
            values[name] = 1000 * total / (np.nan if pd.isna(per) or per == 0 else float(per))
    return pd.DataFrame(
        {
            "period_month": np.tile(wide.index.to_numpy(), len(values)),
            "series": np.repeat(np.array(list(values), dtype=object), len(wide)),
            "value": np.concatenate(list(values.values())),
        }
    )


def most_frequent(
    monthly: pd.DataFrame, key: str, among: tuple[str, ...], period: Period, most: int
) -> tuple[str, ...]:
    """The ``most`` values of ``key`` with the most offences in the period, most first."""
    wide = by_month(monthly, key)[list(among)]
    is_shown = (wide.index >= pd.Timestamp(period.first)) & (wide.index <= pd.Timestamp(period.last))
    return tuple(wide[is_shown].sum().sort_values(ascending=False, kind="stable").index[:most])


def ward_measures(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Every ward in the period and a year before.

    Columns: area_code, area_name, population, total_0, total_1, rate_per_1000, change_pct; NaN where incomplete.
    """
    totals = period_totals(monthly, "area_code", [period, period.back(1)])
    names = monthly.drop_duplicates("area_code").set_index("area_code")[["area_name", "population"]]
    frame = names.join(totals.rename(columns={0: "total_0", 1: "total_1"})).reset_index()
    frame["rate_per_1000"] = [rate_per_1000(c, p) for c, p in zip(frame["total_0"], frame["population"], strict=True)]
    frame["change_pct"] = [percent_change(n, b) for n, b in zip(frame["total_0"], frame["total_1"], strict=True)]
    return frame


def classified(frame: pd.DataFrame, measure: str) -> tuple[pd.DataFrame, list[float]]:
    """The wards ordered by the measure with value, rank and map_class (0 is the lowest), and the breaks used."""
    value = frame["total_0" if measure == "offence_count" else measure]
    breaks = list(CHANGE_BREAKS) if measure == "change_pct" else round_breaks(value)
    classes = value.map(lambda v: sum(v >= edge for edge in breaks), na_action="ignore")
    ordered = frame.assign(value=value, rank=ranks(value), map_class=classes)
    return ordered.sort_values(["value", "area_name"], ascending=[False, True], ignore_index=True), breaks
