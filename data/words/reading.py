"""What would change how a finding is read, in short sentences: a gap, restrictions, a shift in what is counted."""

from collections.abc import Sequence

import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period
from data.model.schema import RESTRICTION
from data.model.selection import Selection
from data.words import formatting as f
from data.words.findings import differs_in_location


def reading(
    selection: Selection,
    comparison: Comparison | None,
    events: pd.DataFrame,
    shares: Sequence[float | None],
    is_season_out: bool,
    lack: str = "no data",
) -> list[str]:
    """The sentences that hold of a comparison, the gravest first; none where nothing would change its reading.

    events: those that ``events_within`` gives, with date_from, date_to,
    label and kind; shares: of records without a location (0 to 1) in both periods; lack: what there is of the period
    before where nothing is compared.
    """
    if comparison is None:
        before = f.before_words(selection.period, selection.comparison_key)
        return [f"There is nothing to compare with: {lack} for {before}."]
    part = [f"Only {f.period(comparison.now)} can be compared."] if comparison.is_part else []
    alone = ["One month alone does not show how much months vary."] if len(comparison.now.months) == 1 else []
    return [*part, *alone, *doubts(comparison, events, shares, is_season_out)]


def doubts(
    comparison: Comparison, events: pd.DataFrame, shares: Sequence[float | None], is_season_out: bool
) -> list[str]:
    """What a change may come from that no test allows for, the gravest first; arguments as ``reading``."""
    return [
        *_restricted(events, comparison),
        *_recording(events),
        *_location(shares),
        *_season(comparison, is_season_out),
    ]


def restricted_months(events: pd.DataFrame, period: Period) -> int:
    """How many months of the period had restrictions; events: date_from, date_to, kind."""
    spans = events[events["kind"] == RESTRICTION]
    days = [(first.date(), last.date()) for first, last in zip(spans["date_from"], spans["date_to"], strict=True)]
    return sum(any(Period(month, month).touches(*span) for span in days) for month in period.months)


def _restricted(events: pd.DataFrame, comparison: Comparison) -> list[str]:
    now, before = (restricted_months(events, side) > 0 for side in (comparison.now, comparison.before))
    if now and before:
        return ["Both periods had national restrictions: part of a change may be theirs."]
    if before:
        then = f.before_words(comparison.now, comparison.key)
        verb = "was" if len(comparison.before.months) in (1, 12) else "were"
        return [f"{f.capital(then)} {verb} under national restrictions: part of a change may be a return to normal."]
    return ["This period had national restrictions: part of a change may be theirs."] if now else []


def _recording(events: pd.DataFrame) -> list[str]:
    labels = list(events.loc[events["kind"] != RESTRICTION, "label"])
    return [f"Recording changed: {f.joined(labels)}. Part of a change may be that."] if labels else []


def _location(shares: Sequence[float | None]) -> list[str]:
    if not differs_in_location(*shares):
        return []
    now, before = (f"{f.number(100 * share, 1)}%" for share in shares if share is not None)
    return [f"{now} of records have no location, {before} before: part of a change may be that."]


def _season(comparison: Comparison, is_out: bool) -> list[str]:
    if not comparison.is_just_before or is_out:
        return []
    return ["The two periods are other months of the year: part of a change may be the season."]
