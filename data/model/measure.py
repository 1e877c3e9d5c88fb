"""What a number means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What a number means: the words that go with it wherever it is shown."""

    name: str
    title: str
    unit: str
    decimals: int
    caveat: str
    source: str
