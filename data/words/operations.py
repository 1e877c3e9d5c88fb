"""What is said of an operation: its finding, what may be said of it and what may not."""

from typing import Any

import pandas as pd

from data.model.period import Period
from data.model.schema import ALL_CRIME
from data.model.selection import Selection
from data.model.verdict import Verdict
from data.words import formatting as f
from data.words.prose import phrases

FEWER = {True: "fewer", False: "more"}


def noun(selection: Selection) -> str:
    """What is counted, inside a sentence."""
    label, names = selection.types_label, phrases("operations")["nouns"]
    if label == ALL_CRIME:
        return "crimes"
    if label in names:
        return str(names[label])
    return "incidents of anti-social behaviour" if selection.noun == "incidents" else f"offences ({label.lower()})"


def finding(name: str, row: Any, selection: Selection) -> str:
    """The heading: never that an operation worked, and a number only where one may be given."""
    what, count = noun(selection), f.number(abs(row["difference"]))
    fewer = FEWER[row["difference"] < 0]
    match row["verdict"]:
        case Verdict.CLEAR_FALL | Verdict.CLEAR_RISE:
            return f"{name}: about {count} {fewer} {what} than expected"
        case Verdict.POSSIBLE_FALL | Verdict.POSSIBLE_RISE:
            return f"{name}: perhaps {count} {fewer} {what} than expected, not certain"
        case Verdict.SAME:
            return f"{name}: about as many {what} as expected"
        case Verdict.TOO_FEW:
            return f"{name}: too few {what} to tell"
        case Verdict.CANNOT_COMPARE:
            return f"{name}: its effect cannot be judged"
    return f"{name}: no clear effect on {what}"


def left_open(low: float, high: float) -> str:
    """What chance leaves open: 48 fewer to 28 more."""
    lower, upper = (f.signed(abs(end), 0).removeprefix("+") for end in (low, high))
    if low < 0 < high:
        return f"{lower} fewer to {upper} more"
    return f"{upper} to {lower} fewer" if low < 0 else f"{lower} to {upper} more"


def inside(side: Any, row: Any) -> tuple[str, str]:
    """What is left in the areas, for a councillor: the lead and the rest."""
    found = side.difference
    if row["verdict"] == Verdict.TOO_FEW:
        return "Too few to tell.", "Even the end of half of it would most likely have gone unseen."
    count = f"{f.number(abs(found.difference))} {FEWER[found.difference < 0]}"
    open_words = left_open(found.lower_ci, found.upper_ci)
    if row["verdict"] in (Verdict.CLEAR_FALL, Verdict.CLEAR_RISE):
        return f"{count} than in places like them.", f"Chance leaves {open_words} open."
    return "No clear effect." if row["verdict"] == Verdict.UNCLEAR else f"{row['verdict']}.", (
        f"The count is {count} than expected; {open_words} remain possible."
    )


def around(side: Any, ring: str) -> tuple[str, str]:
    """What is seen around the areas: no finding is not a finding of none."""
    if side is None:
        return "Around them nothing was recorded.", ""
    found = side.difference
    if not found.is_told_from_chance:
        return "No sign that it moved next door.", (
            f"Within {ring}, {left_open(found.lower_ci, found.upper_ci)} remain possible."
        )
    moved = f"{f.number(abs(found.difference))} {FEWER[found.difference < 0]}"
    return f"Around them {moved} than expected.", f"Chance leaves {left_open(found.lower_ci, found.upper_ci)} open."


def smallest(side: Any, before: Period) -> tuple[str, str]:
    """What could have been seen at all; before: the months that a fall is of."""
    found = side.difference
    if found.detectable > side.before_and_after[0]:
        return "What could be seen.", f"Even the end of all of it, against {f.period(before)}, could have gone unseen."
    share = f" ({found.detectable_pct:.0f}%)" if found.detectable_pct is not None else ""
    fall = f"A fall smaller than {f.number(found.detectable)}{share} against {f.period(before)}"
    return "What could be seen.", f"{fall} would most likely have gone unseen."


def alike(found: Any) -> tuple[str, str]:
    """Whether both ran alike before."""
    if found is None:
        return "Before it.", "Too little was recorded to see whether both ran alike."
    if found.is_told_from_chance:
        return "Before it, both did not run alike.", "Part of the difference may have begun earlier: read it with care."
    return "Before it, both ran alike.", "As far as their numbers can tell."


def regressed(fall: float, share: float, before: Period, likened: Period) -> tuple[str, str]:
    """What areas that were chosen for being high do by themselves, and on which months they are judged instead."""
    judged = f"So they are judged on {f.period(before)}, not on the months of choosing."
    return "These areas stand out as high.", (
        f"Such areas fall by about {f.number(fall)} ({share:.0f}%) with nothing done. "
        f"{'They cannot be judged on these months.' if before == likened else judged}"
    )


def events_words(events: pd.DataFrame) -> list[tuple[str, str]]:
    """What else happened in the months compared."""
    names = list(events["label"].drop_duplicates())
    return [("Also in these months:", f"{f.joined(names)}, here and there alike.")] if names else []


def analyst(side: Any, row: Any, slope: float, likened: Period) -> list[str]:
    """The same for an analyst."""
    found = side.difference
    p_value = "" if pd.isna(row["p_value"]) else f" p = {row['p_value']:.3f}."
    ratio = (
        f"As a rate ratio, which asks how many times as many, not how many more: {f.signed(side.ratio_pct, 1, '%')} "
        f"({f.signed(side.lower_ci_pct, 1, '%')} to {f.signed(side.upper_ci_pct, 1, '%')})."
    )
    own, theirs = (tuple(f.number(count) for count in pair) for pair in (side.before_and_after, side.compared))
    return [
        f"Counts before and after: {own[0]} and {own[1]} in the areas, {theirs[0]} and {theirs[1]} in those compared, "
        f"each of which counts {side.weight:.2f}.",
        f"Weighted displacement difference (Wheeler and Ratcliffe 2018): {f.signed(found.difference, 1)}, "
        f"standard error {f.number(found.standard_error, 1)}, 95% interval {f.signed(found.lower_ci, 1)} to "
        f"{f.signed(found.upper_ci, 1)}.{p_value}",
        f"Its variance is {side.dispersion:.1f} times that of chance, as in areas of these records left alone "
        f"(variance 1 + {slope:.3f} × mean).",
        *([] if side.ratio_pct != side.ratio_pct or row["verdict"] == Verdict.TOO_FEW else [ratio]),
        f"Places were likened on {f.period(likened)}: level, trend, mix of types and distance.",
    ]
