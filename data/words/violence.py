"""What is said of serious violence."""

from typing import Any

from data.words.prose import phrases


def phrase(key: str, **given: Any) -> str:
    """A phrase by its key, with its figures filled in."""
    return str(phrases("violence")[key]).format(**given)
