"""What is said of those who are harmed: domestic abuse and other flags of a partner's records."""

from collections.abc import Sequence

from data.words.formatting import joined
from data.words.prose import phrases, speaker

phrase = speaker("harm")


def measure(name: str) -> str:
    """A measure as it is called inside a sentence."""
    return str(phrases("harm")["measures"][name])


def missing(names: Sequence[str]) -> str:
    """Which measures an extract does not give, and which of its columns would."""
    columns = {column: None for name in names for column in phrases("harm")["columns"][name]}
    return phrase("missing", names=joined([measure(name) for name in names]), columns=joined(list(columns)))
