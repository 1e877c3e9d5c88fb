"""What changed, in two to five sentences that claim no more than the verdicts."""

from typing import Any

import pandas as pd

from data.analysis.count_change import LEVEL
from data.schema import Verdict

REAL = (Verdict.HIGHER, Verdict.LOWER)
MOST = 5
DOUBLING_PCT = 100
INCOMPLETE = "a month of one of the periods is missing"


def what_changed(
    changes: pd.DataFrame, name: str, months: tuple[int, int], noun: str, placed: str | None = None, most: int = MOST
) -> list[str]:
    """Two to ``most`` sentences on a table of changes, the surest change first; none where the table is empty.

    changes: as ``changes_with_verdict`` gives it, with a column ``name`` of words (never codes); months: the lengths of
    the two periods, where they differ the counts are given a month; noun: what the rows are together ("wards", "crime
    types", "figures"); placed: a sentence of ``rank_sentence``, which closes the list; most: 3 or more, 4 with it.
    """
    closing = [placed] if placed else []
    ordered = changes.sort_values("p_value", kind="stable", na_position="last")
    rows = [row for row in ordered.to_dict("records") if row["verdict"] != Verdict.NOT_COMPARABLE]
    real = [row for row in rows if row["verdict"] in REAL]
    if not len(changes):
        return closing
    if not rows:
        return [_none_comparable(changes, name, noun), "No change is given until both periods are complete.", *closing]
    if len(changes) == 1:
        return [_sentence(rows[0], name, months), _found(rows[0]), *closing]
    if not real:
        start = "Among them" if pd.isna(rows[0]["p_value"]) else "The surest of them"
        return [_rest(changes, [], noun), f"{start}: {_sentence(rows[0], name, months)}", *closing]
    shown = real[: most - 2 - len(closing)]
    more = real[len(shown) :]
    sentences = [_sentence(row, name, months) for row in shown]
    sentences += [_more(more)] if more else []
    return [*sentences, *([_rest(changes, real, noun)] if len(real) < len(changes) else []), *closing]


def rank_sentence(area_name: str, words: str, noun: str, measure: str) -> str:
    """The place of an area, words as ``rank_words`` gives them; noun: "districts"; measure: "rate of all crime"."""
    return f"Among the {noun} by {measure}, highest first, {area_name} is {words}."


def _sentence(row: dict[Any, Any], name: str, months: tuple[int, int]) -> str:
    """One change with its counts; per cent and interval only where the count is enough to tell."""
    verdict = row["verdict"]
    if months[0] == months[1]:
        before, now, unit = _count(row["total_1"]), _count(row["total_0"]), ""
    else:
        before, now = (f"{row[f'total_{place}'] / months[place]:,.1f}" for place in (1, 0))
        unit = " a month"
    verb = {Verdict.HIGHER: "rose", Verdict.LOWER: "fell"}.get(verdict, "went")
    moved = f"{verb} from {before} to {now}{unit}" if verdict in REAL or before != now else f"stayed at {now}{unit}"
    bounds = [row[column] for column in ("change_pct", "lower_ci_pct", "upper_ci_pct")]
    if verdict == Verdict.TOO_FEW or pd.isna(bounds).any():
        measured = ""
    else:
        change, low, high = (_per_cent(value) for value in bounds)
        measured = f" ({change}, {LEVEL:.0%} interval {low} to {high})"
    # An interval is of one figure alone: where the correction took a verdict back, say so beside it.
    is_corrected = verdict == Verdict.NORMAL and row["p_value"] < 1 - LEVEL
    allowed = f" once {row['comparisons']:,} comparisons are allowed for" if is_corrected else ""
    return f"{row[name]} {moved}{measured}: {verdict}{allowed}."


def _found(row: dict[Any, Any]) -> str:
    """What could have been found with as many offences and months."""
    if pd.isna(row["p_value"]):
        return "So few months do not tell how much the figure varies by chance."
    if row["verdict"] == Verdict.TOO_FEW or not row["detectable_rise_pct"] <= DOUBLING_PCT:
        return "With numbers like these even a doubling would be missed one time in five or more."
    rise = f"{row['detectable_rise_pct']:,.0f}%"
    return f"With numbers like these the smallest rise that would be found four times in five is {rise}."


def _more(rows: list[dict[Any, Any]]) -> str:
    higher = sum(row["verdict"] == Verdict.HIGHER for row in rows)
    parts = [f"{count:,} more {verb}" for count, verb in ((higher, "rose"), (len(rows) - higher, "fell")) if count]
    return f"{' and '.join(parts)} by more than chance would explain."


def _rest(changes: pd.DataFrame, real: list[dict[Any, Any]], noun: str) -> str:
    """How many of the others are which."""
    kinds = (Verdict.NORMAL, Verdict.TOO_FEW, Verdict.NOT_COMPARABLE)
    counts = {kind: int((changes["verdict"] == kind).sum()) for kind in kinds}
    parts = [f"{count:,} {'is' if count == 1 else 'are'} {kind}" for kind, count in counts.items() if count]
    said = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    because = f", as {INCOMPLETE}" if counts[Verdict.NOT_COMPARABLE] else ""
    start = (
        "Of the others," if real else f"None of the {len(changes):,} {noun} changed by more than chance would explain:"
    )
    return f"{start} {said}{because}."


def _none_comparable(changes: pd.DataFrame, name: str, noun: str) -> str:
    who = f"{changes[name].iloc[0]} is" if len(changes) == 1 else f"None of the {len(changes):,} {noun} is"
    return f"{who} {'not ' if len(changes) == 1 else ''}comparable: {INCOMPLETE}."


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _per_cent(value: float) -> str:
    """A change with its sign: +12.5%, −9.3%, 0.0%; another decimal where one would hide the sign."""
    decimals = 2 if 0 < abs(value) < 0.05 else 1
    return f"{value:+,.{decimals}f}%".replace("-", "−").replace("+0.0%", "0.0%").replace("−0.0%", "0.0%")
