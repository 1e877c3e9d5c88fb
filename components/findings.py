"""What a page says first, in words that claim no more than the numbers."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components import formatting as f
from data.schema import ALL_CRIME
from data.selection import Period, Selection

UNTESTED = "These changes have not been tested: counts vary, and any of them may be chance."
NOTHING_CHOSEN = "Nothing is chosen: tick at least one ward and one crime type in the filters."


def recorded(selection: Selection, count: float) -> str:
    """How much was recorded, where and when, for the heading of a page."""
    if pd.isna(count):
        return f"{f.capital(f.period(selection.period))} is not complete"
    what = "crimes" if selection.types_label == ALL_CRIME else f"{selection.noun} ({selection.types_label.lower()})"
    return f"{f.number(count)} {what} in {selection.wards_label}, {f.year_to(selection.period)}"


def refusal(period: Period, missing: Sequence[date], before: Period, missing_before: Sequence[date]) -> str | None:
    """Why no change is given, or None where both periods are complete."""
    for shown, absent in ((period, missing), (before, missing_before)):
        if absent:
            return (
                f"No change is given on the {_same_months(period, before)}: the data for {f.period(shown)} "
                f"are not complete. {_missing(shown, absent)}"
            )
    return None


def _missing(period: Period, absent: Sequence[date]) -> str:
    if len(absent) == len(period.months):
        return "No month of it is in the data."
    return f"Missing: {f.runs(absent)}."


def _same_months(period: Period, before: Period) -> str:
    return "year before" if len(period.months) == 12 else f"same months a year before ({f.period(before)})"


def incomplete(period: Period, missing: Sequence[date]) -> str | None:
    """Why no total is given for the period, or None where it is complete."""
    if not missing:
        return None
    return f"No total is given for {f.period(period)}. {_missing(period, missing)}"


def change(name: str, now: float, before: float, compared: Period) -> str:
    """A change in one sentence, with both counts, and per cent where there is something to take them of."""
    if pd.isna(now) or pd.isna(before):
        return f"{name}: no change is given."
    counts = f"{name}: {f.number(now)} against {f.number(before)} in {f.period(compared)}"
    if before == 0:
        return f"{counts}; there is no percentage of zero."
    return f"{counts} ({f.signed(100 * (now / before - 1), 1, '%')})."


def direction(change_pct: float) -> str:
    """A change for the end of a heading: up 12.5%, down 9.3%, unchanged; nothing where there is none."""
    if pd.isna(change_pct):
        return ""
    rounded = f.number(abs(change_pct), 1)
    return ", unchanged" if rounded == "0.0" else f", {'up' if change_pct > 0 else 'down'} {rounded}%"


def location_caution(shares: Sequence[float | None], compared: Period) -> str:
    """A caution where the share of records without a location (0 to 1) is another in the period compared."""
    return (
        f"Compare with care: {_percent(shares[0])} of the force's records have no location in the period shown and "
        f"{_percent(shares[1])} in {f.period(compared)}. Records without a location are not counted in any "
        "district or ward, so part of a change may be one of recording."
    )


def _percent(share: float | None) -> str:
    return f.MISSING if share is None else f"{f.number(100 * share, 1)}%"


def top_wards(frame: pd.DataFrame, total: float) -> str:
    """Which wards hold most, two where there are two, for the heading of the map page; frame: area_name, total_0."""
    top = frame.nlargest(2, "total_0")
    share = 100 * top["total_0"].sum() / total
    verb = "hold" if len(top) > 1 else "holds"
    return f"{f.joined(list(top['area_name']))} {verb} {f.number(share)}%"
