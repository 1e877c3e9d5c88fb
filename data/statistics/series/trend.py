"""Series in the form that is shown, with limits and signals where that form may have them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.model.period import Period
from data.model.schema import RESTRICTION
from data.model.selection import Selection
from data.statistics.series.area_series import since
from data.statistics.series.control_limits import FEWEST_A_MONTH, control_limits
from data.statistics.series.phases import LOCATION, RECORDING, phase_starts, phases, signal_runs
from data.statistics.series.season import Season
from data.statistics.series.series import base_year, in_form

# What a month without limits has in their place.
UNLIMITED = {
    "centre": np.nan,
    "lower_limit": np.nan,
    "upper_limit": np.nan,
    "signals": "",
    "side": "",
    "is_seasonal": False,
}


@dataclass(frozen=True)
class Basis:
    """What all series of a page rest on: the months shown, those of the base of an index, where limits start anew."""

    shown: Period
    base: Period | None
    starts: tuple[date, ...]


@dataclass(frozen=True)
class Trend:
    """Series with their limits and signals, and what was refused.

    limits: the columns of ``control_limits``; signals: of ``signal_runs``; without: phases too short for limits; few:
    series with too few offences a month for limits in a phase that is long enough; missing: by series, the months for
    want of which a total or an index is refused; unseasoned: phases with limits in which the season of a series stays.
    """

    limits: pd.DataFrame
    signals: pd.DataFrame
    without: Sequence[Period]
    few: Sequence[str]
    missing: Mapping[str, Sequence[date]]
    unseasoned: Sequence[Period]


def basis(selection: Selection, shown: Period, present: Collection[date], annotations: pd.DataFrame) -> Basis:
    """The months that the series of a selection rest on; annotations: date_from, date_to, kind within ``shown``."""
    known = [month for month in shown.months if month in present]
    # Points that were moved take records from ward to ward, and hardly any over the edge of the district.
    kinds = (RESTRICTION, RECORDING, *(() if selection.is_whole_area and selection.parts == "type" else (LOCATION,)))
    return Basis(shown, base_year(known), phase_starts(annotations, known, kinds))


def trend(series: pd.DataFrame, counts: pd.DataFrame, form: str, on: Basis, season: Season) -> Trend:
    """Each series in the form asked for, from the first month shown.

    series: period_month, series, value; counts: the same series in the same order as offences, by which a mean is known
    to be too small for limits; season: of the same series.
    """
    found = in_form(series, form, on.base)
    frame = since(found.frame, on.shown)
    # Neighbouring totals share eleven months: limits that take them for independent would be far too narrow.
    if form == "rolling":
        limits = frame.assign(phase=0, **UNLIMITED)
        return Trend(limits, signal_runs(limits), [], [], found.missing, [])
    limits = control_limits(frame, on.starts, season.factors)
    without = [phase.period for phase in phases(limits[limits["series"] == limits["series"].iloc[0]]) if phase.is_short]
    mean = limits.assign(value=since(counts, on.shown)["value"]).groupby(["series", "phase"])["value"].transform("mean")
    is_few = limits["centre"].notna() & (mean < FEWEST_A_MONTH)
    few = list(limits.loc[is_few, "series"].unique())
    if few:
        limits.loc[is_few, list(UNLIMITED)] = list(UNLIMITED.values())
    left_in = limits[limits["centre"].notna() & limits["value"].notna() & ~limits["is_seasonal"]]
    unseasoned = [phase.period for phase in phases(left_in)]
    return Trend(limits, signal_runs(limits), without, few, found.missing, unseasoned)
