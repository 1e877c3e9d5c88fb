"""What a page says first, in words that claim no more than the numbers."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components import formatting as f
from data.comparison import Comparison
from data.period import Period
from data.schema import ALL_CRIME, Verdict
from data.selection import Selection

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
    if len(period.months) == 12:
        return "year before"
    years = (period.first.year - before.first.year) or 1
    return f"same months {'a year' if years == 1 else f'{years} years'} before ({f.period(before)})"


def compared_with(comparison: Comparison) -> str:
    """What the months compared are set against, within a sentence: the same months a year before (May to June 2021).

    The months are named where a reader would have to work them out.
    """
    words = f.before_words(comparison.now, comparison.key)
    is_plain = comparison.is_just_before or len(comparison.now.months) == 12
    return words if is_plain else f"{words} ({f.period(comparison.before)})"


def part_line(comparison: Comparison, total_now: float, total_before: float) -> str:
    """Which part of the chosen period can be compared, with both counts of those months."""
    now = f.capital(f.period(comparison.now))
    return f"{now} can be compared: {f.number(total_now)}, from {f.number(total_before)}"


def season_note(comparison: Comparison) -> str | None:
    """That a season may lie between the two periods, where they are other months of the year."""
    return "The season is not taken out of this comparison." if comparison.is_just_before else None


def incomplete(period: Period, missing: Sequence[date]) -> str | None:
    """Why no total is given for the period, or None where it is complete."""
    if not missing:
        return None
    return f"No total is given for {f.period(period)}. {_missing(period, missing)}"


def judged(change_pct: float, verdict: Verdict) -> str:
    """A change and its verdict for the end of a heading: up 12.5%: higher than chance would explain.

    Nothing where it is not comparable, and no percentage where it is too few to tell.
    """
    if verdict == Verdict.NOT_COMPARABLE:
        return ""
    if verdict == Verdict.TOO_FEW or pd.isna(change_pct):
        return f": {verdict}"
    rounded = f.number(abs(change_pct), 1)
    moved = "unchanged" if rounded == "0.0" else f"{'up' if change_pct > 0 else 'down'} {rounded}%"
    return f", {moved}: {verdict}"


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
