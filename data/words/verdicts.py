"""A verdict on a change in words: a sign and its fixed words, what remains possible, what it is judged with."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR, DAYS_MATTER_POINTS, WITHOUT_PERCENTAGE, Verdict
from data.words.formatting import MISSING, capital, joined, named, number, signed

SIGNS = {
    Verdict.CLEAR_RISE: "▲",
    Verdict.CLEAR_FALL: "▼",
    Verdict.POSSIBLE_RISE: "△",
    Verdict.POSSIBLE_FALL: "▽",
    Verdict.SAME: "≈",
    Verdict.UNCLEAR: "●",
    Verdict.TOO_FEW: "○",
    Verdict.CANNOT_COMPARE: "–",
}
# What the figures of a family are together, by its name.
TOGETHER = {
    "area_type": "crime types",
    "district_headline": "other districts",
    "district_type": "other districts",
    "ward_headline": "wards",
    "ward_type": "wards, and their crime types",
    "survey_question": "questions",
    "survey_area": "wards",
    "survey_group": "groups",
    "outcome_type": "crime types",
    "outcome_ward": "wards",
    "operation": "operations",
    "spot": "small spots",
    "place": "places",
    "indicator": "indicators",
}
POSSIBLE = "Beside a change that is not clear, the bracket is what remains possible."
DAILY = "The bracket is of the change by the day, as the periods differ in days."
ALONE = "All crime and anti-social behaviour of the area are each judged alone."
BY_HAND = "This sum was chosen by hand, so at most a possible change is said of it."
# From this count on, at both times, a reader would not call it few: what is too few to tell says why it is.
LARGE = 50
UNEVEN = "such counts swing so much from year to year that even a doubling could be missed."
NAMED = 2
# The chapter of docs/methods.md, by its heading.
EXPLAINED = "changes-and-what-may-be-said-of-them"


def words(verdict: Verdict) -> str:
    """The sign and the words, for a cell of a table or a file."""
    return f"{SIGNS[verdict]} {verdict}"


def interval(row: Any, decimals: int = 1, unit: str = "%") -> str:
    """What remains possible of a change: (95% interval +3.1% to +12.4%), or (−45.0% to +10.2% possible).

    row: verdict, lower_ci_pct and upper_ci_pct, or those in points where ``unit`` is not "%". Nothing where the verdict
    allows no percentage. An interval beside anything but a clear change says that it is of what is possible.
    """
    ends = ("lower_ci_pct", "upper_ci_pct") if unit == "%" else ("lower_ci_points", "upper_ci_points")
    low, high = (signed(row[name], decimals, unit) for name in ends)
    if MISSING in (low, high) or row["verdict"] in WITHOUT_PERCENTAGE:
        return ""
    return f"(95% interval {low} to {high})" if row["verdict"] in CLEAR else f"({low} to {high} possible)"


def change(row: Any, decimals: int = 1) -> str:
    """A change of the counts, and what remains possible of it: by the day, where the days make another change of it.

    row: as ``Figures.lookup`` gives it. Nothing where the verdict allows no percentage.
    """
    if pd.isna(row["change_pct"]):
        return interval(row, decimals)
    possible = interval(row, decimals)
    possible = f"{possible[:-1]}, by the day)" if possible and days_matter(row) else possible
    return f"{signed(row['change_pct'], decimals, '%')} {possible}".strip()


def bracket_notes(changes: pd.DataFrame) -> list[str]:
    """How the brackets beside these changes are to be read; nothing where there is none."""
    rows = records(changes, ["change_pct", "daily_pct", "lower_ci_pct", "upper_ci_pct"])
    told = [row for row in rows if pd.notna(row["lower_ci_pct"]) and pd.notna(row["upper_ci_pct"])]
    return [*([POSSIBLE] if told else []), *([DAILY] if any(map(days_matter, told)) else [])]


def days_matter(row: Any) -> bool:
    """Whether the periods differ so much in days that a change a day is another one."""
    return bool(abs(row["daily_pct"] - row["change_pct"]) >= DAYS_MATTER_POINTS)


def uneven(rows: Iterable[dict[Any, Any]], name: str = "") -> list[str]:
    """Why large counts are too few to tell, in one sentence; nothing where none of them is.

    rows: verdict, total_0, total_1, and their names where ``name`` says under which key; the first few are named.
    """
    found = [row for row in rows if row["verdict"] == Verdict.TOO_FEW and min(row["total_0"], row["total_1"]) >= LARGE]
    if not found or not name:
        return [capital(UNEVEN)] * bool(found)
    names = list(dict.fromkeys(str(row[name]) for row in found))
    rest = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    return [f"{named([*names[:NAMED], *rest])}: {UNEVEN}"]


def clearly_changed(found: Sequence[Verdict], what: str) -> str:
    """How many clearly rose and fell, for a heading; where most are too few to tell, how many are; what: "wards"."""
    if len(found) == 1:
        return f"One {what.removesuffix('s')}: {found[0].lower()}"
    few = found.count(Verdict.TOO_FEW)
    if few == len(found):
        return f"Too few to tell in {few} {what}"
    counts = zip((found.count(verdict) for verdict in CLEAR), ("rose", "fell"), strict=True)
    told = [(count, f"clearly {verb}") for count, verb in counts if count]
    if told and told[0][0] == len(found):
        return f"{'Both' if len(found) == 2 else f'All {len(found)}'} {what} {told[0][1]}"
    said = joined([f"{count} {way}" for count, way in told]) or "none clearly changed"
    return f"Of {len(found)} {what} {said}{f', {few} too few to tell' if few > len(found) / 2 else ''}"


def judged_with(row: Any) -> str:
    """Which figures a verdict is judged together with; row: family and comparisons."""
    name, count = row["family"], int(row["comparisons"])
    if not name:
        return BY_HAND
    if count == 1:
        return ALONE if name == "area_headline" else "Judged alone."
    return f"Judged together with all {number(count)} {TOGETHER[name]}."


def judged_each(figures: pd.DataFrame, name: str) -> list[str]:
    """The same of several figures, each said once; sums chosen by hand are named where other figures stand beside them.

    figures: family, comparisons, verdict, and their names in the column ``name``; nothing is said of one that cannot be
    compared.
    """
    said: dict[str, list[str]] = {}
    for row in records(figures, [name, "verdict", "family", "comparisons"]):
        if row["verdict"] != Verdict.CANNOT_COMPARE:
            said.setdefault(judged_with(row), []).append(row[name])
    by_hand = f"{named(said.get(BY_HAND, []))}: {BY_HAND[0].lower()}{BY_HAND[1:]}"
    return [by_hand if text == BY_HAND and len(said) > 1 else text for text in said]
