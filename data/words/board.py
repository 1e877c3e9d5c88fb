"""What is said on the board's page."""

from datetime import date
from typing import Any

from data.words.prose import phrases


def phrase(key: str, **named: Any) -> str:
    """A phrase of the board by its key, with its figures filled in."""
    return str(phrases("board")[key]).format(**named)


def year(first: date, last: date) -> str:
    """2022/23 where it is a financial year, else both years in full."""
    short = f"{last:%y}" if last.year == first.year + 1 else f"{last:%Y}"
    return f"{first:%Y}" if first.year == last.year else f"{first:%Y}/{short}"
