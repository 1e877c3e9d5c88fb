"""The frames behind trends and the map: wards in their months and periods."""

import pandas as pd

from data.analysis.change import percent_change, period_totals, ranks, rate_per_1000, round_breaks
from data.selection import Period, Selection

CHANGE_BREAKS = (-20.0, -5.0, 5.0, 20.0)


def selected_and_rest(monthly: pd.DataFrame, selection: Selection, measure: str) -> pd.DataFrame:
    """The chosen wards as one series, and the rest of the area as another where there is a rest.

    monthly: period_month, area_code, population, offence_count. Returns period_month, series, value (null in a gap).
    """
    is_chosen = monthly["area_code"].isin(selection.wards)
    series = {selection.wards_label: monthly[is_chosen]}
    if not is_chosen.all():
        series[f"Rest of {selection.area_name}"] = monthly[~is_chosen]
    return _stacked({name: _summed(part) for name, part in series.items()}, measure)


def by_ward(monthly: pd.DataFrame, codes: tuple[str, ...], measure: str) -> pd.DataFrame:
    """One series a ward of ``codes``; columns as in ``selected_and_rest``."""
    parts = {code: monthly[monthly["area_code"] == code] for code in codes}
    return _stacked({part["area_name"].iloc[0]: _summed(part) for part in parts.values()}, measure)


def by_type(monthly: pd.DataFrame, types: tuple[str, ...], population: int | None, measure: str) -> pd.DataFrame:
    """One series a crime type; columns as in ``selected_and_rest``."""
    parts = {name: monthly[monthly["crime_type"] == name].assign(population=population) for name in types}
    return _stacked({name: _summed(part, one_area=True) for name, part in parts.items()}, measure)


def _summed(part: pd.DataFrame, one_area: bool = False) -> pd.DataFrame:
    counts = part["offence_count"].astype(float)
    grouped = part.assign(offence_count=counts).groupby("period_month", sort=True)
    totals = grouped["offence_count"].sum(min_count=1).to_frame()
    return totals.assign(population=grouped["population"].max() if one_area else grouped["population"].sum())


def _stacked(series: dict[str, pd.DataFrame], measure: str) -> pd.DataFrame:
    frames = []
    for name, frame in series.items():
        value = frame["offence_count"]
        if measure == "rate_per_1000":
            value = 1000 * value / frame["population"].where(frame["population"] > 0)
        frames.append(pd.DataFrame({"period_month": frame.index, "series": name, "value": value.to_numpy()}))
    return pd.concat(frames, ignore_index=True)


def most_frequent(
    monthly: pd.DataFrame, key: str, among: tuple[str, ...], period: Period, most: int
) -> tuple[str, ...]:
    """The ``most`` values of ``key`` with the most offences in the period, most first."""
    in_period = monthly["period_month"].dt.date.between(period.first, period.last) & monthly[key].isin(among)
    counts = monthly[in_period].groupby(key)["offence_count"].sum().astype(float)
    return tuple(counts.sort_values(ascending=False, kind="stable").index[:most])


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
