"""What a page says first, in words that claim no more than the numbers."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components import formatting as f
from data.selection import Period, Selection

NOTHING_CHOSEN = "Nothing is chosen: tick at least one ward and one crime type in the filters."


def recorded(selection: Selection, count: float) -> str:
    """How much was recorded, where and when, for the heading of a page."""
    if pd.isna(count):
        return f"{f.capital(f.period(selection.period))} is not complete"
    if selection.counted_types == selection.not_crime:
        what = "incidents of anti-social behaviour"
    elif selection.types_label == "All crime":
        what = "crimes"
    else:
        what = f"offences ({selection.types_label.lower()})"
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


def change(name: str, now: float, before: float, change_pct: float, compared: Period) -> str:
    """A change in one sentence, with both counts."""
    if pd.isna(change_pct):
        return f"{name}: {f.number(now)}; no change is given."
    return (
        f"{name}: {f.number(now)} against {f.number(before)} in {f.period(compared)} "
        f"({f.signed(change_pct, 1, '%')}). Whether that is more than chance is not judged here."
    )


def location_caution(now: float | None, before: float | None, compared: Period) -> str:
    """A caution where the police could place a different share of their records in the two periods."""
    return (
        f"Compare with care: {_percent(now)} of the force's records have no location in the period shown and "
        f"{_percent(before)} in {f.period(compared)}. Records without a location are not counted in any "
        "district or ward, so part of a change may be one of recording."
    )


def _percent(share: float | None) -> str:
    return f.MISSING if share is None else f"{f.number(100 * share, 1)}%"


def top_wards(frame: pd.DataFrame, total: float) -> str:
    """Which two wards hold most, for the heading of the map page; frame: area_name, total_0."""
    first, second = frame.nlargest(2, "total_0").itertuples()
    share = 100 * (first.total_0 + second.total_0) / total
    return f"{first.area_name} and {second.area_name} hold {f.number(share)}%"
