"""The frames behind the map: wards in their periods."""

import pandas as pd

from data.analysis.change import percent_change, period_totals, ranks, rate_per_1000, round_breaks
from data.period import Period

CHANGE_BREAKS = (-20.0, -5.0, 5.0, 20.0)


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
