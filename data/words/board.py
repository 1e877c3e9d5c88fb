"""What is said on the board's page."""

from datetime import date

import pandas as pd

from data.model.period import add_months
from data.words import formatting as f
from data.words.prose import speaker

phrase = speaker("board")


def year(first: date, last: date) -> str:
    """2022/23 where it is a financial year, else both years in full."""
    short = f"{last:%y}" if last.year == first.year + 1 else f"{last:%Y}"
    return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{short}"


def target(first: date, value: str) -> str:
    """2022/23: 1,000, the target of the year that begins with this month."""
    return phrase("target_of", year=year(first, add_months(first, 11)), target=value)


def change(size: float, unit: str = "", decimals: int = 1) -> str:
    """+30% of a count, 6.0 points up of a percentage: a spreadsheet would run words that begin with a sign."""
    if pd.isna(size):
        return ""
    if unit != "percent":
        return f.signed(size, 0, "%")
    moved = round(size, decimals)
    key = "points_same" if moved == 0 else "points_up" if moved > 0 else "points_down"
    return phrase(key, size=f.number(abs(moved), decimals))


def noun(count: int) -> str:
    """priority, or priorities."""
    return "priority" if count == 1 else "priorities"


def heading(worse: int, mixed: int, tested: int, count: int) -> str:
    """Three of nine priorities clearly got worse, one is mixed; two cannot be tested here."""
    if not tested:
        return phrase("heading_untested", count=f.in_words(count), noun=noun(count))
    if worse == 0 and tested < count:
        first = phrase("heading_none_tested", tested=f.in_words(tested), noun=noun(tested))
    else:
        named = {"worse": f.capital(f.in_words(worse)), "count": f.in_words(count), "noun": noun(count)}
        first = phrase("heading" if worse else "heading_none", **named)
    if mixed:
        first += phrase("mixed" if mixed == 1 else "mixed_several", count=f.in_words(mixed))
    return f"{first}; {phrase('untested', count=f.in_words(count - tested))}" if tested < count else first


def eye(count: int, known: int, size: int) -> str:
    """How many indicators need the board's eye, of those that have a figure; size: of all."""
    if count:
        return phrase("eye", count=count, all=size)
    key = "eye_unknown" if known == 0 else "eye_none" if known < size else "eye_all_known"
    return phrase(key, known=known, rest=size - known, all=size)
