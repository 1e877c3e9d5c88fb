"""What is said of outcomes."""

from data.words.prose import phrases, speaker

phrase = speaker("outcomes")


def notes(factor: str) -> list[str]:
    """What has to be known of shares; factor: by which intervals are widened."""
    return [text.format(factor=factor) for text in phrases("outcomes")["notes"]]
