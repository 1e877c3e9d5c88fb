"""What is said of a quarter."""

from typing import Any

from data.model.period import Period
from data.words.formatting import IN_WORDS, capital, number, period
from data.words.prose import phrases, speaker

phrase = speaker("review")


def word(group: str, key: str) -> str:
    """One word of a group of them."""
    return str(phrases("review")[group][key])


def counted(key: str, count: int, **given: Any) -> str:
    """A phrase for none, for one and for more."""
    end = "_none" if count == 0 else "_one" if count == 1 else ""
    words = IN_WORDS.get(count, number(count)) if count > 1 else ""
    return capital(phrase(f"{key}{end}", count=words, **given))


def quarter(of: Period) -> str:
    """January to March 2022."""
    return period(of)
