"""The frame behind the ward map: counts, rates and changes of every ward, each with what chance leaves open."""

import numpy as np
import pandas as pd

from data.analysis.change import by_month, ranks, round_breaks
from data.analysis.change_table import changes_with_verdict
from data.analysis.dispersion import dispersion
from data.analysis.rank_intervals import rate_ranks
from data.analysis.rates import rates_with_intervals
from data.analysis.wards import ward_measures
from data.period import Period
from data.schema import Verdict

# The classes of a map of changes, in this order.
VERDICT_CLASSES = (Verdict.LOWER, Verdict.TOO_FEW, Verdict.NORMAL, Verdict.HIGHER)
TESTED = ["lower_ci_pct", "upper_ci_pct", "verdict", "comparisons"]


def mapped_wards(monthly: pd.DataFrame, period: Period, measure: str) -> tuple[pd.DataFrame, list[float]]:
    """Every ward, highest by the measure first, and the breaks between the classes of a count or a rate.

    monthly: period_month, area_code, area_name, population, offence_count (NaN in a gap), from the same months a year
    before to the end of the period. Columns: those of ``ward_measures``, lower_ci_per_1000, upper_ci_per_1000,
    share_pct (of all wards), lower_ci_pct, upper_ci_pct, verdict, comparisons (of the change, by Benjamini and
    Hochberg), rank_words (by count, or by rate where that is the measure), value, rank and map_class (0 is the lowest;
    of a change its place in VERDICT_CLASSES; NaN where there is none).
    """
    frame = ward_measures(monthly, period)
    wide = by_month(monthly, "area_code")
    shown = wide[(wide.index >= pd.Timestamp(period.first)) & (wide.index <= pd.Timestamp(period.last))].to_numpy()
    factor, _ = dispersion(shown, np.zeros(len(shown), dtype=np.int64))
    factor = np.fmax(factor, 1)
    residents = frame["population"].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    rates = rates_with_intervals(frame["total_0"], residents, factor)
    frame[["lower_ci_per_1000", "upper_ci_per_1000"]] = rates[["lower_ci_per_1000", "upper_ci_per_1000"]]
    frame["share_pct"] = 100 * frame["total_0"] / max(frame["total_0"].sum(), 1)
    frame[TESTED] = tested_changes(monthly, period)[TESTED]
    per = residents if measure == "rate_per_1000" else np.ones(len(frame))
    frame["rank_words"] = rate_ranks(frame["total_0"], per, factor)["rank_words"]
    value = frame["total_0" if measure == "offence_count" else measure]
    if measure == "change_pct":
        breaks, classes = [], frame["verdict"].map(dict(zip(VERDICT_CLASSES, range(4), strict=True)))
    else:
        breaks = round_breaks(value)
        classes = value.map(lambda v: sum(v >= edge for edge in breaks), na_action="ignore")
    frame = frame.assign(value=value, rank=ranks(value), map_class=classes.astype(float))
    return frame.sort_values(["value", "area_name"], ascending=[False, True], ignore_index=True), breaks


def tested_changes(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The change of each ward on the year before; not comparable where the two periods overlap."""
    if overlaps_year_before(period):
        codes = list(dict.fromkeys(monthly["area_code"]))
        untested = {"verdict": Verdict.NOT_COMPARABLE, "comparisons": 0}
        return pd.DataFrame({"area_code": codes, "lower_ci_pct": np.nan, "upper_ci_pct": np.nan, **untested})
    return changes_with_verdict(monthly, "area_code", period, period.back(1), "bh")


def overlaps_year_before(period: Period) -> bool:
    """Whether the period shares months with the same months a year before."""
    return period.back(1).last >= period.first
