"""What changed, in two to five sentences that claim no more than the verdicts."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR, WITHOUT_PERCENTAGE, Verdict
from data.words.formatting import joined, number, signed
from data.words.verdicts import days_matter

MOST = 5
# What is read of a change.
TOLD = ("verdict", "p_value", "total_0", "total_1", "change_pct", "daily_pct", "lower_ci_pct", "upper_ci_pct")
# How many of a table are said to be what, where there is one and where there are more.
COUNTED = {
    Verdict.POSSIBLE_RISE: ("is a possible rise, not certain", "are possible rises, not certain"),
    Verdict.POSSIBLE_FALL: ("is a possible fall, not certain", "are possible falls, not certain"),
    Verdict.SAME: ("is about the same", "are about the same"),
    Verdict.UNCLEAR: ("shows no clear change", "show no clear change"),
    Verdict.TOO_FEW: ("is too few to tell", "are too few to tell"),
    Verdict.CANNOT_COMPARE: ("cannot be compared", "cannot be compared"),
}


def what_changed(changes: pd.DataFrame, name: str, noun: str, placed: str | None = None, most: int = MOST) -> list[str]:
    """Two to ``most`` sentences on a table of changes, the surest change first; none where the table is empty.

    changes: as ``Figures.lookup`` gives it, with a column ``name`` of words (never codes); noun: what the rows are
    together ("wards", "crime types"); placed: a sentence of ``rank_sentence``, which closes the list; most: 3 or more,
    4 with it.
    """
    closing = [placed] if placed else []
    # Those of which nothing was tested come last.
    ordered = sorted(records(changes, [name, *TOLD]), key=lambda row: (pd.isna(row["p_value"]), row["p_value"]))
    rows = [row for row in ordered if row["verdict"] != Verdict.CANNOT_COMPARE]
    clear = [row for row in rows if row["verdict"] in CLEAR]
    if not rows:
        return [*(_none_comparable(changes, name, noun) if len(changes) else []), *closing]
    if len(changes) == 1:
        return [_sentence(rows[0], name), *closing]
    if not clear:
        told = [row for row in rows if row["verdict"] not in WITHOUT_PERCENTAGE]
        first = [f"Closest to one: {_sentence(row, name)}" for row in told[:1]]
        return [_rest(changes, [], noun), *first, *closing]
    shown = clear[: most - 2 - len(closing)]
    more = clear[len(shown) :]
    sentences = [*(_sentence(row, name) for row in shown), *([_more(more)] if more else [])]
    return [*sentences, *([_rest(changes, clear, noun)] if len(clear) < len(changes) else []), *closing]


def rank_sentence(area_name: str, words: str, noun: str, measure: str) -> str:
    """The place of an area, words as ``rank_words`` gives them; noun: "districts"; measure: "all crime"."""
    return f"Of the {noun}, highest first, {area_name} is {words}, for {measure}."


def _sentence(row: dict[Any, Any], name: str) -> str:
    """One change with its counts; per cent and interval only where the count is enough to tell."""
    verdict, before, now = row["verdict"], number(row["total_1"]), number(row["total_0"])
    verb = {Verdict.CLEAR_RISE: "rose", Verdict.CLEAR_FALL: "fell"}.get(verdict, "went")
    moved = f"{verb} from {before} to {now}" if verdict in CLEAR or before != now else f"stayed at {now}"
    bounds = [row[column] for column in ("change_pct", "lower_ci_pct", "upper_ci_pct")]
    measured = ""
    if not pd.isna(bounds).any():
        change, low, high = (signed(value, unit="%") for value in bounds)
        within = f"95% interval {low} to {high}" if verdict in CLEAR else f"{low} to {high} possible"
        measured = f" ({change}; {within}{', by the day' if days_matter(row) else ''})"
    return f"{row[name]} {moved}{measured}: {verdict.lower()}."


def _more(rows: list[dict[Any, Any]]) -> str:
    higher = sum(row["verdict"] == Verdict.CLEAR_RISE for row in rows)
    parts = [f"{count:,} more {verb}" for count, verb in ((higher, "rose"), (len(rows) - higher, "fell")) if count]
    return f"{' and '.join(parts)} clearly."


def _rest(changes: pd.DataFrame, clear: list[dict[Any, Any]], noun: str) -> str:
    """How many of the others are which."""
    verdicts = changes["verdict"].tolist()
    counts = {kind: verdicts.count(kind) for kind in COUNTED}
    parts = [f"{count:,} {COUNTED[kind][count > 1]}" for kind, count in counts.items() if count]
    said = joined(parts)
    if clear:
        return f"Of the others {said}."
    # That all show no clear change needs no second saying.
    none = f"None of the {len(changes):,} {noun} has a clear change"
    return f"{none}." if counts[Verdict.UNCLEAR] == len(changes) else f"{none}: {said}."


def _none_comparable(changes: pd.DataFrame, name: str, noun: str) -> list[str]:
    who = f"{changes[name].iloc[0]}" if len(changes) == 1 else f"None of the {len(changes):,} {noun}"
    return [f"{who} {'cannot' if len(changes) == 1 else 'can'} be compared: {changes['refusal'].iloc[0]}."]
