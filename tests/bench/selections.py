"""Selections such as users make, the same ones in every run."""

import random
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from data.model.choices import Choices

SEED = 2026
MOST_MONTHS = 24


@dataclass(frozen=True)
class Chosen:
    """Wards by their codes, crime types, and the first and last month."""

    wards: list[str]
    crime_types: list[str]
    first: date
    last: date

    @property
    def search(self) -> str:
        """The address that asks for it."""
        pairs = [*(("ward", code) for code in self.wards), *(("type", name) for name in self.crime_types)]
        return "?" + urlencode([*pairs, ("from", f"{self.first:%Y-%m}"), ("to", f"{self.last:%Y-%m}")])


def random_selections(choices: Choices, count: int) -> list[Chosen]:
    """So many selections of wards, types and up to two years of the months that are present."""
    draw = random.Random(SEED)
    wards = [ward.code for ward in choices.vintages[0].wards]
    months = sorted(choices.present)
    made = []
    for _ in range(count):
        start = draw.randrange(len(months))
        stop = min(start + draw.randint(1, MOST_MONTHS), len(months)) - 1
        made.append(
            Chosen(
                sorted(draw.sample(wards, draw.randint(1, len(wards)))),
                draw.sample(choices.crime_types, draw.randint(1, len(choices.crime_types))),
                months[start],
                months[stop],
            )
        )
    return made
