"""Series in the form that is shown, with limits and signals where that form may have them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.model.period import Period
from data.model.schema import RESTRICTION
from data.model.selection import Selection
from data.statistics.change.noise import Floats
from data.statistics.series.area_series import since
from data.statistics.series.control_limits import FEWEST_A_MONTH, Flags, control_limits
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
    # Each series has every month, one after the other.
    first = limits.head(len(limits) // limits["series"].nunique())
    without = [phase.period for phase in phases(first) if phase.is_short]
    counted = since(counts, on.shown)["value"].to_numpy().reshape(-1, len(first))
    is_few = limits["centre"].notna().to_numpy() & _is_rare(counted, first["phase"].to_numpy()).ravel()
    few = list(dict.fromkeys(limits.loc[is_few, "series"].tolist()))
    if few:
        limits.loc[is_few, list(UNLIMITED)] = list(UNLIMITED.values())
    left_in = limits[limits["centre"].notna() & limits["value"].notna() & ~limits["is_seasonal"]]
    unseasoned = [phase.period for phase in phases(left_in)]
    return Trend(limits, signal_runs(limits), without, few, found.missing, unseasoned)


def _is_rare(counts: Floats, phases: NDArray[np.int_]) -> Flags:
    """Whether the mean month of the phase is known to be too small for limits; counts: series × months."""
    found = np.zeros(counts.shape, dtype=bool)
    for phase in np.unique(phases):
        part = counts[:, phases == phase]
        known = np.isfinite(part).sum(axis=1)
        found[:, phases == phase] = (np.nansum(part, axis=1) < FEWEST_A_MONTH * known)[:, None]
    return found
