"""Numbers, months and periods as people read them."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from data.model.comparison import JUST_BEFORE
from data.model.period import Period, unbroken

MISSING = "not available"
IN_WORDS = dict(enumerate(("a", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1))


def in_words(count: int) -> str:
    """One, two, … nine in words, larger numbers in digits."""
    return "one" if count == 1 else str(IN_WORDS.get(count, count))


def number(value: float | None, decimals: int = 0) -> str:
    """A number with thousands separators and a true minus sign; ``MISSING`` where there is none."""
    if value is None or pd.isna(value):
        return MISSING
    return f"{value:,.{decimals}f}".replace("-", "−")


def so_many(count: float, what: str) -> str:
    """A number of what is counted: 1 crime, 932 crimes."""
    return f"{number(count)} {what.removesuffix('s') if count == 1 else what}"


def signed(value: float | None, decimals: int = 1, unit: str = "") -> str:
    """A change with its sign: +12.5%, −9.3%, 0.0%; one decimal more where these would hide the sign: +0.04%."""
    if value is None or pd.isna(value):
        return MISSING
    if round(value, decimals) == 0 and round(value, decimals + 1):
        decimals += 1
    rounded = round(value, decimals)
    return ("+" if rounded > 0 else "") + number(rounded + 0.0, decimals) + unit


def classes(breaks: Sequence[float], *, are_whole: bool) -> list[str]:
    """The classes between breaks: under 50, 50 to 74, 75 and over of whole numbers, else 50 to under 75.

    are_whole: whether all that is put into them is, and so the breaks are.
    """
    if not breaks:
        return []
    edges = [number(edge, 0 if float(edge).is_integer() else 1) for edge in breaks]
    between = [f"{low} to under {high}" for low, high in pairwise(edges)]
    if are_whole:
        ends = [(number(low), number(high - 1)) for low, high in pairwise(breaks)]
        between = [low if low == high else f"{low} to {high}" for low, high in ends]
    first = "0" if are_whole and breaks[0] == 1 else f"under {edges[0]}"
    return [first, *between, f"{edges[-1]} and over"]


def difference(now: float, before: float, decimals: int = 0) -> float:
    """The difference of two figures as they are shown, so that it agrees with them."""
    return round(now, decimals) - round(before, decimals)


def day(value: date) -> str:
    """31 March 2022."""
    return f"{value.day} {month(value)}"


def month(value: date) -> str:
    """December 2025."""
    return f"{value:%B %Y}"


def period(value: Period) -> str:
    """January to December 2025; one month by its own name."""
    if value.first == value.last:
        return month(value.first)
    if value.first.year == value.last.year:
        return f"{value.first:%B} to {month(value.last)}"
    return f"{month(value.first)} to {month(value.last)}"


def year_to(value: Period) -> str:
    """Year to March 2022 where the period is twelve months, else the period."""
    return f"year to {month(value.last)}" if len(value.months) == 12 else period(value)


def the_year_to(value: Period) -> str:
    """The same inside a sentence: the year to March 2022, or April to June 2022."""
    return f"the {year_to(value)}" if len(value.months) == 12 else period(value)


def before_words(value: Period, key: str) -> str:
    """What a period is compared with: the year before, the same months two years before, the 4 months just before.

    key: how many years before, or JUST_BEFORE.
    """
    count = len(value.months)
    if key == JUST_BEFORE:
        return f"the {count} months just before" if count > 1 else "the month just before"
    if count == 12:
        return "the year before" if key == "1" else f"{_years(key)} before"
    return f"the same month{'s' if count > 1 else ''} {_years(key)} before"


def _years(key: str) -> str:
    return f"{IN_WORDS.get(int(key), key)} year{'' if key == '1' else 's'}"


def runs(months: Sequence[date]) -> str:
    """Months as runs: May to December 2024, February 2025 and March 2026."""
    return joined([period(run) for run in unbroken(months)])


def joined(words: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def named(names: Sequence[str]) -> str:
    """The same of names, which may hold an "and" of their own: Aveley and Uplands, and Belhus."""
    if len(names) < 2 or not any(" and " in name for name in names):
        return joined(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def capital(text: str) -> str:
    """The text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def ordinal(rank: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    suffix = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"


def is_place_open(best: float, worst: float, count: int) -> bool:
    """Whether chance leaves the place of one of so many areas open from the highest third of them to the lowest."""
    return best <= count / 3 and worst > 2 * count / 3


def place(row: Any, by: str = "") -> str:
    """The ranks that chance leaves open, 3rd to 8th; 2nd where it leaves no other, or where none are known.

    row: rank, best_rank and worst_rank, each after ``by``: "count_" of those by number.
    """
    best, worst = (row[f"{by}{end}_rank"] for end in ("best", "worst"))
    if pd.isna(best) or best == worst:
        return ordinal(int(row[f"{by}rank"]))
    return f"{ordinal(int(best))} to {ordinal(int(worst))}"
