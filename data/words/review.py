"""What is said of a quarter."""

from typing import Any

from data.words.formatting import IN_WORDS, capital, number
from data.words.prose import phrases, speaker

phrase = speaker("review")


def word(group: str, key: str) -> str:
    """One word of a group of them."""
    return str(phrases("review")[group][key])


def counted(key: str, count: int, is_tested: bool = True, **given: Any) -> str:
    """A phrase for none, for one and for more; is_tested: whether none is what the tests found."""
    end = "" if count > 1 else "_one" if count else "_none" if is_tested else "_untested"
    words = IN_WORDS.get(count, number(count)) if count > 1 else ""
    return capital(phrase(f"{key}{end}", count=words, **given))
