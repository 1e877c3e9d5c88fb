"""What is said of the risk matrix, of outcomes and of serious violence."""

from collections.abc import Sequence
from typing import Any

from data.words.formatting import joined
from data.words.prose import phrases, speaker

phrase = speaker("risk")

# Names that stand for several things: they take the verb of several.
SEVERAL = ("offences", "Drugs", "weapons")


def of_criterion(key: str, criterion: str, **given: Any) -> str:
    """A phrase of those that each criterion has."""
    return str(phrases("risk")[key][criterion]).format(**given)


def heading(first: str) -> str:
    """Which crime type ranks first."""
    return phrase("heading_many" if first.endswith(SEVERAL) else "heading", first=first.lower())


def without(known: Sequence[str], absent: Sequence[str]) -> str:
    """Which criteria are not known, and on which the ranks rest."""
    words = phrases("risk")["in_words"]
    return phrase("without", names=joined([words[n] for n in absent]), rest=joined([words[n] for n in known]))
