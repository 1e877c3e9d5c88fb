"""What is said of the survey: the surest change, every clear one, and how many were asked."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR, Refusal, Verdict
from data.words import formatting as f
from data.words import verdicts


def finding(waves: pd.DataFrame, area_name: str) -> str:
    """The surest of the clear changes, for the heading."""
    if waves.empty:
        return f"No survey of {area_name} is here"
    clear = waves[waves["verdict"].isin(CLEAR)]
    if clear.empty:
        return "No answer shows a clear rise or fall"
    moved = clear.loc[clear["p_value"].idxmin()]
    return f"“{moved['question']}” {_moved(moved)}"


def _moved(row: Any) -> str:
    verb = "fell" if row["verdict"] == Verdict.CLEAR_FALL else "rose"
    return f"{verb} from {row['before_pct']:.0f}% to {row['now_pct']:.0f}%"


def nothing(area_name: str) -> str:
    """Where there is no survey of this area: what to do."""
    return f"There are no survey figures for {area_name}. Whoever keeps this dashboard can add them."


def lead(waves: pd.DataFrame) -> list[str]:
    """The clear changes, the surest first, beside what the document says; then how many of the others are which."""
    clear = waves[waves["verdict"].isin(CLEAR)].sort_values("p_value")
    counts = {kind: int((waves["verdict"] == kind).sum()) for kind in Verdict if kind not in CLEAR}
    kinds = [f"{kind.lower()} ({count})" for kind, count in counts.items() if count]
    texts = [_change_sentence(row) for row in records(clear)]
    return [
        *texts,
        *([f"{'The others' if texts else 'The answers'}: {', '.join(kinds)}."] if kinds else []),
        *(f"Cannot compare: {reason}." for reason in waves["refusal"].unique() if reason != Refusal.NONE),
    ]


def others(waves: pd.DataFrame) -> str:
    """How many of all answers clearly moved, for the worse or the better, below the heading."""
    clear = waves[waves["verdict"].isin(CLEAR)].to_dict("records")
    ways = [way for row in clear if (way := _way(row))]
    told = [f"{_counted(ways.count(way))} for the {way}" for way in ("worse", "better") if way in ways]
    of = f"Of {_counted(len(waves))} answers {_counted(len(clear)) if clear else 'none'} clearly changed"
    return f"{': '.join([of, ', '.join(told)] if told else [of])}."


def _counted(count: int) -> str:
    return "one" if count == 1 else str(f.IN_WORDS.get(count, count))


def _way(row: Any) -> str:
    """Whether a clear change is for the worse or the better, empty where neither way is."""
    if pd.isna(row["is_up_bad"]):
        return ""
    return "worse" if (row["verdict"] == Verdict.CLEAR_RISE) == row["is_up_bad"] else "better"


def _change_sentence(row: dict[Any, Any]) -> str:
    valued = f", for the {way}" if (way := _way(row)) else ""
    interval = verdicts.interval(row, 0, "").strip("()")
    note = f" Published: {row['note']}." if pd.notna(row["note"]) else ""
    return (
        f"“{row['question']}” {_moved(row)} ({f.signed(row['difference_points'], 0)} percentage points, {interval}): "
        f"{row['verdict'].lower()}{valued}.{note}"
    )


def asked(base: pd.Series, is_assumed: pd.Series) -> str:
    """How many were asked, and whether that was published or is assumed."""
    known = base.notna()
    assumed, published = (
        f.joined([f.number(value) for value in sorted(set(base[known & mask]))]) for mask in (is_assumed, ~is_assumed)
    )
    texts = [f"{published} people were asked."] if published else []
    if assumed:
        texts.append(f"The number of people asked was not published: {assumed} in each are assumed.")
    return " ".join(texts if known.all() else [*texts, "Where no number is known, no interval is given."])
