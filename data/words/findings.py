"""What a page says first, in words that claim no more than the numbers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from data.model.comparison import Comparison
from data.model.count_status import CountStatus
from data.model.period import Period
from data.model.schema import ALL_CRIME, AREA, DISTRICT, WARD
from data.model.selection import Selection
from data.model.status import BuildStatus, Whole
from data.model.verdict import DAYS_MATTER_POINTS, Refusal, Verdict
from data.words import formatting as f

# A difference in the share of unplaced records above which a change in counts may be one of recording.
SHARE_DIFFERENCE = 0.01
# What stands for the districts of the area's forces, where no two of them have every month to measure the noise over.
POOLED = {
    WARD: "How much months vary is measured over the area's wards: no other district of its police has all months.",
    AREA: "How much months vary is measured on the area's own months alone: nothing like it has all of them.",
}


def lack(missing: Sequence[date], parts: Collection[date]) -> str:
    """What there is of months that are missing; parts: those of which a part came."""
    came = [month for month in missing if month in parts]
    if not came:
        return "no data"
    return "only part of the data" if len(came) == len(missing) else "no complete data"


def alone(status: BuildStatus) -> str:
    """Why no other district stands beside the one of the area."""
    if not status.force_names:
        return f"Which force polices {status.area_name} is not known, so no other district stands beside it."
    return f"The data hold no other district that {status.force_names} polices."


def reasons(statuses: Iterable[CountStatus]) -> str:
    """Why there is no figure, each reason once."""
    named = dict.fromkeys(str(one) for one in statuses if one != CountStatus.COUNTED)
    return f.joined(list(named))


def compared_with(comparison: Comparison) -> str:
    """What the months compared are set against, within a sentence: the same months a year before (May to June 2021).

    The months are named where a reader would have to work them out.
    """
    words = f.before_words(comparison.now, comparison.key)
    is_plain = comparison.is_just_before or len(comparison.now.months) == 12
    return words if is_plain else f"{words} ({f.period(comparison.before)})"


def part_line(selection: Selection, comparison: Comparison, total: Mapping[str, Any]) -> str:
    """Which part of the chosen period can be compared, with both counts of those months in the wards chosen."""
    now = f.capital(f.period(comparison.now))
    where = "" if selection.is_whole_area else f" in {selection.wards_label}"
    return f"{now} can be compared: {f.number(total['total_0'])}{where}, from {f.number(total['total_1'])}"


def season_note(comparison: Comparison, is_out: bool) -> str | None:
    """Whether a season may lie between the two periods, where they are other months of the year; is_out: not of it."""
    if not comparison.is_just_before:
        return None
    if is_out:
        return "The season is taken out of every change here, so a percentage is not that of the two counts."
    return "The season is not taken out of this comparison: that needs three whole years without restrictions."


def days_note(comparison: Comparison) -> str | None:
    """That the tests are of daily counts, where the periods differ so much in days that a percentage is another one."""
    now, before = comparison.now, comparison.before
    if 100 * abs(before.days / now.days - 1) < DAYS_MATTER_POINTS:
        return None
    return (
        f"Percentages are of the counts, verdicts and intervals of the counts a day: {f.period(now)} has {now.days} "
        f"days, {f.period(before)} has {before.days}."
    )


def incomplete(period: Period, missing: Sequence[date]) -> str | None:
    """Why no total is given for the period, or None where it is complete."""
    if not missing:
        return None
    is_all = len(missing) == len(period.months)
    which = "No whole month of it is in the data" if is_all else f"Missing: {f.runs(missing)}"
    return f"No total is given for {f.period(period)}. {which}."


def other_months(comparison: Comparison | None) -> str:
    """The months that changes and verdicts are of, where they are not all of those chosen; else nothing."""
    return f.period(comparison.now) if comparison and comparison.is_part else ""


def of_months(words: str, comparison: Comparison | None) -> str:
    """Words on a change with those months: Verdict, January to April 2025."""
    months = other_months(comparison)
    return f"{words}, {months}" if months else words


def judged(row: Any, comparison: Comparison | None) -> str:
    """A change and its verdict for the end of a heading: , up 12.5%: clear rise.

    Nothing where the whole period cannot be compared, and no percentage where the verdict allows none.
    """
    if comparison is None or comparison.is_part or row["verdict"] == Verdict.CANNOT_COMPARE:
        return ""
    verdict = str(row["verdict"]).lower()
    if pd.isna(row["change_pct"]):
        return f": {verdict}"
    rounded = f.number(abs(row["change_pct"]), 1)
    moved = "unchanged" if rounded == "0.0" else f"{'up' if row['change_pct'] > 0 else 'down'} {rounded}%"
    return f", {moved}: {verdict}"


def comparison_notes(
    selection: Selection,
    comparison: Comparison | None,
    total: Mapping[str, Any],
    annotations: pd.DataFrame,
    shares: Sequence[float | None],
    is_season_out: bool = False,
    pool: str = DISTRICT,
) -> list[str]:
    """What has to be known of a comparison: what of the period can be compared, and what else may have made a change.

    total: the figure that heads the page; annotations: the events after which the counts of the two are not
    alike, with date_from, date_to and label; shares: of records without a location (0 to 1) in both periods;
    is_season_out: whether the changes are free of the season; pool: over what the noise of the figures is measured.
    """
    if comparison is None:
        before = f.before_words(selection.period, selection.comparison_key)
        return [f"Cannot compare with {before}: no month of {f.period(selection.period)} has one to compare with."]
    notes = []
    if comparison.is_part:
        notes.append(f"{part_line(selection, comparison, total)}.")
    if len(comparison.now.months) == 1:
        notes.append(f"Cannot compare: {Refusal.ONE_MONTH}.")
    elif not is_season_out:
        notes += [text for text in (days_note(comparison),) if text]
    notes += [text for text in (season_note(comparison, is_season_out),) if text]
    notes += event_notes(annotations, comparison)
    if differs_in_location(*shares):
        notes.append(location_caution(shares, comparison))
    return [*notes, *([POOLED[pool]] if pool in POOLED else [])]


def whole_notes(whole: Whole) -> list[str]:
    """Which forces and months are not whole, and what that does to the figures; nothing where all are."""
    notes = []
    if whole.unpoliced:
        notes.append(
            f"No total, rate or change is given of {f.joined(list(whole.unpoliced))}: no data of its own force are "
            "here, and what other forces recorded there is not all."
        )
    for force in dict.fromkeys(name for name, *_ in whole.partial):
        parts = [f"{f.month(month)} ({f.number(share)}%)" for name, month, share in whole.partial if name == force]
        notes.append(f"Counted as missing, since {force} supplied only a part of its usual records: {f.joined(parts)}.")
    notes += [
        f"Records of {force} ({f.number(share, 1)}% of those here in the months that it supplied) are in no figure "
        f"here: it lacks {months} of the months of the area's own force, so they would come and go with its files."
        for force, share, months in whole.left_out
    ]
    for force in dict.fromkeys(name for name, _ in whole.gaps):
        months = [month for name, month in whole.gaps if name == force]
        notes.append(
            f"Counted as missing, since {force}, which records much here, did not supply it: {f.runs(months)}."
        )
    return notes


def event_notes(annotations: pd.DataFrame, comparison: Comparison) -> list[str]:
    """The events within the periods compared, or between them, named; nothing where there is none."""
    named = [
        f"{event.label} ({f.period(Period(event.date_from.date(), event.date_to.date()))})"
        for event in annotations.itertuples()
    ]
    if not named:
        return []
    verb, sides = "lies" if len(named) == 1 else "lie", (comparison.now, comparison.before)
    days = [(event.date_from.date(), event.date_to.date()) for event in annotations.itertuples()]
    where = "within" if all(any(side.touches(*span) for side in sides) for span in days) else "within or between"
    return [
        f"Compare with care: {f.joined(named)} {verb} {where} the periods compared. Part of a change may be theirs."
    ]


def differs_in_location(now: float | None, before: float | None) -> bool:
    """Whether the shares of records without a location (0 to 1) differ by a percentage point or more."""
    return now is not None and before is not None and abs(now - before) >= SHARE_DIFFERENCE


def scope(selection: Selection) -> str:
    """The wards and the crime types that a file is about, by name."""
    names = [ward.name for ward in selection.vintage.wards if ward.code in selection.wards]
    wards = f"all {len(names)} of {selection.area_name}" if selection.is_whole_area else ", ".join(names)
    types = "all" if selection.has_all_types else _types(selection, selection.crime_types)
    return f"Wards: {wards} ({selection.vintage.label}). Crime types: {types}."


def every_ward(selection: Selection) -> str:
    """The same of a file that has every ward, whichever are chosen, and the types counted."""
    return scope(selection.of_every_ward)


def districts_scope(selection: Selection) -> str:
    """The same of a file about districts, to which the choice of wards does not apply: the types counted, by name."""
    return f"Whole districts. Crime types: {_types(selection, selection.counted_types)}."


def _types(selection: Selection, names: Sequence[str]) -> str:
    """The types by name; all crimes, and nothing else, by theirs together."""
    is_all_crime = selection.types_label == ALL_CRIME and set(names) == set(selection.counted_types)
    return ALL_CRIME.lower() if is_all_crime else ", ".join(names)


def location_caution(shares: Sequence[float | None], comparison: Comparison) -> str:
    """A caution where the share of records without a location (0 to 1) is another in the period compared."""
    return (
        f"Compare with care: {_percent(shares[0])} of the force's records have no location in "
        f"{f.period(comparison.now)} and {_percent(shares[1])} in {f.period(comparison.before)}. Records without a "
        "location are not counted in any district or ward, so part of a change may be one of recording."
    )


def _percent(share: float | None) -> str:
    return f.MISSING if share is None else f"{f.number(100 * share, 1)}%"


def top_wards(frame: pd.DataFrame, total: float) -> str:
    """Which wards hold most, two where there are two, for a heading; frame: area_name, offence_count."""
    top = frame.nlargest(2, "offence_count")
    share = 100 * top["offence_count"].sum() / total
    verb = "hold" if len(top) > 1 else "holds"
    return f"{f.named(list(top['area_name']))} {verb} {f.number(share)}%"
