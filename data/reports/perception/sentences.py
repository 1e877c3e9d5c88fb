"""What is said of the survey: the surest change, every clear one, and how many were asked."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR, Refusal, Verdict
from data.words import formatting as f
from data.words import verdicts
from data.words.survey import points, say, way


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


def lead(waves: pd.DataFrame) -> list[str]:
    """The clear changes, the surest first, beside what the document says; then how many of the others are which."""
    clear = waves[waves["verdict"].isin(CLEAR)].sort_values("p_value")
    counts = {kind: int((waves["verdict"] == kind).sum()) for kind in Verdict if kind not in CLEAR}
    kinds = [f"{kind.lower()} ({count})" for kind, count in counts.items() if count]
    texts = [_change_sentence(row) for row in records(clear)]
    return [
        *texts,
        *([f"{'The others' if texts else 'The answers'}: {', '.join(kinds)}."] if kinds else []),
        *(f"Cannot compare: {reason}." for reason in dict.fromkeys(map(_refusal, records(waves))) if reason),
    ]


def _refusal(row: Any) -> str:
    """Why a change cannot be compared; where only a bound is known of how many were asked, that."""
    bounds = [row[f"{wave}_base_below"] for wave in ("now", "before") if pd.notna(row[f"{wave}_base_below"])]
    if row["refusal"] == Refusal.NO_BASE and bounds:
        return say("few_asked", count=f.number(max(bounds)))
    return str(row["refusal"])


def others(waves: pd.DataFrame) -> str:
    """How many of all answers clearly moved, for the worse or the better, below the heading."""
    clear = waves[waves["verdict"].isin(CLEAR)]
    ways = [found for is_worse in clear["is_worse"] if (found := way(is_worse))]
    told = [f"{f.in_words(ways.count(one))} for the {one}" for one in ("worse", "better") if one in ways]
    of = f"Of {f.in_words(len(waves))} answers {f.in_words(len(clear)) if len(clear) else 'none'} clearly changed"
    return f"{': '.join([of, ', '.join(told)] if told else [of])}."


def _change_sentence(row: dict[Any, Any]) -> str:
    valued = f", for the {found}" if (found := way(row["is_worse"])) else ""
    interval = verdicts.interval(row, 0, "").strip("()")
    note = f" Published: {row['note']}." if pd.notna(row["note"]) else ""
    return (
        f"“{row['question']}” {_moved(row)} ({points(row)} percentage points, {interval}): "
        f"{row['verdict'].lower()}{valued}.{note}"
    )


def asked(base: pd.Series, is_assumed: pd.Series, below: pd.Series) -> str:
    """How many were asked, and whether that was published, is assumed, or is below a bound."""
    known = base.notna()
    assumed, published = (_numbers(base[known & mask]) for mask in (is_assumed.astype(bool), ~is_assumed.astype(bool)))
    texts = [f"{published} people were asked."] if published else []
    if assumed:
        texts.append(f"The number of people asked was not published: {assumed} in each are assumed.")
    few = below[~known].dropna()
    if len(few):
        texts.append(say("some_few_asked", count=_numbers(few)))
    if len(few) < (~known).sum():
        texts.append("Where no number is known, no interval is given.")
    return " ".join(texts)


def _numbers(bases: pd.Series) -> str:
    """The numbers, or from the least to the most where they are many."""
    found = sorted(set(bases))
    return f"{f.number(found[0])} to {f.number(found[-1])}" if len(found) > 3 else f.joined([*map(f.number, found)])
