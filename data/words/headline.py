"""The finding of the summary in one line: what is said of a change is its verdict, and no more."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period
from data.model.records import records
from data.model.schema import ALL_CRIME
from data.model.selection import Selection
from data.model.verdict import CLEAR, FALLS, RISES, Verdict
from data.words import formatting as f

MOST_NAMES = 3
MOST_TYPES = 2
# The share of a change that a crime type has to make up before it is named.
MOST_OF_IT = 0.5
VERBS = {Verdict.CLEAR_RISE: "rose", Verdict.CLEAR_FALL: "fell"}


def headline(table: pd.DataFrame, selection: Selection, comparison: Comparison | None) -> str:
    """What changed: the first row of the table, then its crime types; the count alone where nothing can be compared.

    table: as ``performance`` gives it. The months named are those that the verdict is of.
    """
    first = table.iloc[0]
    said = finding(first, selection, comparison)
    types = _types(table, selection) if _is_judged(first, comparison) else ""
    return f"{said}; {types}" if types else said


def finding(row: Any, selection: Selection, comparison: Comparison | None) -> str:
    """What changed of all that is chosen: a verb where it is clear, else the count with its verdict.

    row: verdict, change_pct, total_0 and total_1 as ``Figures`` gives them, and the offence_count of the whole period.
    """
    if comparison is None or not _is_judged(row, comparison):
        return _recorded(selection, selection.period, row["offence_count"])
    if row["verdict"] in CLEAR:
        what = "Crime" if selection.types_label == ALL_CRIME else selection.types_label
        where = "" if selection.is_whole_area else f" in {places(selection)}"
        return f"{what}{where} {_moved(row)} in {f.the_year_to(comparison.now)}"
    return f"{_recorded(selection, comparison.now, row['total_0'])}: {row['verdict'].lower()}"


def _is_judged(row: Any, comparison: Comparison | None) -> bool:
    return comparison is not None and row["verdict"] != Verdict.CANNOT_COMPARE


def mostly(total: Mapping[str, Any], types: Mapping[str, tuple[float, float]]) -> str:
    """Which one crime type makes up at least half of a change, as arithmetic: Of the 144 more, 125 are shoplifting.

    total: verdict, total_0 and total_1 as ``Figures`` gives them; types: the counts of each type, now and before.
    Nothing of a change that chance may explain, nor where two types or more make up half of it each.
    """
    more = {name: now - before for name, (now, before) in types.items()}
    difference = total["total_0"] - total["total_1"]
    is_told = total["verdict"] in (RISES if difference > 0 else FALLS) and difference != 0
    large = [name for name, one in more.items() if is_told and one / difference >= MOST_OF_IT]
    if len(large) != 1:
        return ""
    (name,), ways = large, ("more", "fewer") if difference > 0 else ("fewer", "more")
    before, now = (f.number(count) for count in reversed(types[name]))
    whole, own, rest = (f.number(abs(one)) for one in (difference, more[name], difference - more[name]))
    if abs(more[name]) > abs(difference):
        return f"{name} alone is {own} {ways[0]} ({before} to {now}); all else together is {rest} {ways[1]}."
    return f"Of the {whole} {ways[0]}, {own} are {name.lower()} ({before} to {now})."


def places(selection: Selection) -> str:
    """The chosen wards by name, or how many there are; the area where all are chosen."""
    if selection.is_whole_area:
        return selection.area_name
    names = [ward.name for ward in selection.vintage.wards if ward.code in selection.wards]
    return f.named(names) if len(names) <= MOST_NAMES else f"{len(names)} wards"


def _moved(row: Any) -> str:
    verb = VERBS[row["verdict"]]
    if pd.isna(row["change_pct"]):
        return f"{verb} from {f.number(row['total_1'])} to {f.number(row['total_0'])}"
    return f"{verb} {f.number(abs(row['change_pct']), 1)}%"


def _recorded(selection: Selection, period: Period, count: float) -> str:
    if pd.isna(count):
        return f"{f.capital(f.period(period))} is not complete"
    types, what = selection.counted_types, f.so_many(count, "crimes")
    if selection.types_label != ALL_CRIME:
        named = f.named([name.lower() for name in types]) if len(types) <= MOST_NAMES else f"{len(types)} types"
        what = f"{f.so_many(count, selection.noun)} ({named})"
    return f"{what} in {places(selection)}, {f.year_to(period)}"


def _types(table: pd.DataFrame, selection: Selection) -> str:
    """Which crime types clearly changed, by name where they are few; nothing where one type alone is shown."""
    rows = records(table, ["offence", "is_sum", "verdict"])
    types = {row["offence"]: row["verdict"] for row in rows if not row["is_sum"]}
    types = {name: verdict for name, verdict in types.items() if name not in selection.not_crime}
    if len(types) < 2 or set(types.values()) == {Verdict.CANNOT_COMPARE}:
        return ""
    moved = {verb: [name for name, one in types.items() if one == verdict] for verdict, verb in VERBS.items()}
    said = [_many(names, len(types), verb) for verb, names in moved.items() if names]
    return f.joined(said) or f"none of {len(types)} crime types clearly changed"


def _many(names: Sequence[str], total: int, verb: str) -> str:
    if len(names) <= MOST_TYPES:
        return f"{f.named([name.lower() for name in names])} clearly {verb}"
    return f"{f.IN_WORDS.get(len(names), len(names))} of {total} crime types clearly {verb}"
