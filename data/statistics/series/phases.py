"""Where the limits of a series start anew, and the signals that were found between those months."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.model.period import Period, add_months, unbroken
from data.model.records import records
from data.model.schema import RESTRICTION
from data.statistics.series.control_limits import FEWEST_POINTS

# Kinds of annotation after which counts are not alike; places were moved otherwise, which areas feel and the whole not.
RECORDING, LOCATION = "recording", "location"


@dataclass(frozen=True)
class Phase:
    """A stretch of months with figures between two breaks, and whether they are too few for limits."""

    period: Period
    is_short: bool


def phase_starts(annotations: pd.DataFrame, present: Collection[date], kinds: Collection[str]) -> tuple[date, ...]:
    """The months in which limits start anew: after a gap, at an event of ``kinds``, and once restrictions end.

    annotations: date_from, date_to, kind; present: the months with figures. Restrictions less than a year apart are one
    stretch, since no phase between them could have the 12 months that limits need.
    """
    others = annotations.loc[annotations["kind"].isin(kinds) & (annotations["kind"] != RESTRICTION), "date_from"]
    starts = {run.first for run in unbroken(present)[1:]} | {add_months(first.date(), 0) for first in others}
    stretches = restricted(annotations) if RESTRICTION in kinds else []
    starts |= {month for run in stretches for month in (run.first, add_months(run.last, 1))}
    return tuple(sorted(starts))


def restricted(annotations: pd.DataFrame) -> list[Period]:
    """The stretches of restrictions in their order, those less than a year apart as one; columns as above."""
    events = annotations[annotations["kind"] == RESTRICTION].sort_values("date_from")
    found: list[Period] = []
    for first, last in zip(events["date_from"], events["date_to"], strict=True):
        event = Period(add_months(first.date(), 0), add_months(last.date(), 0))
        if found and event.first <= add_months(found[-1].last, FEWEST_POINTS):
            found[-1] = Period(found[-1].first, max(event.last, found[-1].last))
        else:
            found.append(event)
    return found


def events_within(annotations: pd.DataFrame, periods: Sequence[Period]) -> pd.DataFrame:
    """The events after which the counts of the periods are not alike; annotations: date_from, date_to, kind.

    Restrictions within any of the periods; changes of recording also between them, since what follows is another count.
    """
    if not periods:
        return annotations.iloc[:0]
    whole = Period(min(one.first for one in periods), max(one.last for one in periods))
    spans = {RESTRICTION: periods, RECORDING: [whole]}
    rows = zip(annotations["date_from"], annotations["date_to"], annotations["kind"], strict=True)
    is_felt = [
        any(span.touches(first.date(), last.date()) for span in spans.get(kind, ())) for first, last, kind in rows
    ]
    return annotations[pd.Series(is_felt, annotations.index, bool)]


def phases(limits: pd.DataFrame) -> list[Phase]:
    """The phases that hold any figure of any series; limits: as ``control_limits`` gives them."""
    is_known = limits["value"].notna().to_numpy()
    phase, stamps = (limits[name].to_numpy()[is_known] for name in ("phase", "period_month"))
    parts = [stamps[phase == one].astype("datetime64[D]") for one in np.unique(phase)]
    return [Phase(Period(part.min().item(), part.max().item()), len(part) < FEWEST_POINTS) for part in parts]


def signal_runs(limits: pd.DataFrame) -> pd.DataFrame:
    """Every signal by series and rule, in their order: series, rule, months (a tuple of dates).

    limits: as ``control_limits`` gives them.
    """
    found: dict[tuple[str, str], list[date]] = {}
    marked = [place for place, rules in enumerate(limits["signals"].tolist()) if rules]
    for row in records(limits[["series", "period_month", "signals"]].iloc[marked]):
        for rule in row["signals"].split("; "):
            found.setdefault((row["series"], rule), []).append(row["period_month"].date())
    rows = [(series, rule, tuple(months)) for (series, rule), months in found.items()]
    return pd.DataFrame(rows, columns=["series", "rule", "months"])
