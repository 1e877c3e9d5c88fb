"""What is said of outcomes."""

from data.words.formatting import number
from data.words.prose import phrases, speaker

phrase = speaker("outcomes")


def notes(factor: float) -> list[str]:
    """What has to be known of shares; factor: by which intervals are widened, nothing of one that widens nothing."""
    shown = number(factor, 1)
    widened = [phrase("widened", factor=shown)] if shown != number(1, 1) else []
    return [*phrases("outcomes")["notes"], *widened]
