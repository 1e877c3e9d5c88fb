"""What is said of outcomes."""

from typing import Any

from data.words.prose import phrases


def phrase(key: str, **given: Any) -> str:
    """A phrase by its key, with its figures filled in."""
    return str(phrases("outcomes")[key]).format(**given)


def notes(factor: str) -> list[str]:
    """What has to be known of shares; factor: by which intervals are widened."""
    return [text.format(factor=factor) for text in phrases("outcomes")["notes"]]
