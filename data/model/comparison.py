"""What a period may be compared with: as many months of earlier years, or those just before it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from data.model.period import Period, add_months

JUST_BEFORE = "just_before"
YEAR = 12


@dataclass(frozen=True)
class Comparison:
    """Two periods of as many months: what is shown, and what it is set against.

    asked: the period that was chosen, ``now`` or longer; key: how many years ``before`` lies before, or JUST_BEFORE.
    """

    now: Period
    before: Period
    asked: Period
    key: str

    @property
    def is_part(self) -> bool:
        """Whether only a part of the chosen period has a complete comparison."""
        return self.now != self.asked

    @property
    def is_just_before(self) -> bool:
        """Whether the two periods are other months of the year, so that a season may be between them."""
        return self.key == JUST_BEFORE


def years_back(period: Period) -> int:
    """The fewest years by which the same months are another period, with no month in both."""
    return -(-len(period.months) // YEAR)


def before_of(period: Period, key: str) -> Period:
    """The same months so many years earlier, or as many months just before; key: a number of years or JUST_BEFORE."""
    if key == JUST_BEFORE:
        return Period(add_months(period.first, -len(period.months)), add_months(period.first, -1))
    return period.back(int(key))


def comparison(period: Period, key: str, present: Collection[date]) -> Comparison | None:
    """The period against what comes before it by ``key``, or the part of it that can be; None where no month can be.

    key: one of ``offered_keys``; present: the months with data. A part is the longest run of months that are all
    present, as are those before; of equals the latest, and a year at most.
    """
    for now in (period, *_runs(period)):
        before = before_of(now, key)
        if all(month in present for month in (*now.months, *before.months)):
            # The twelve months just before are the year before: one comparison, one name, one verdict.
            is_years = key == JUST_BEFORE and len(now.months) % YEAR == 0
            return Comparison(now, before, period, str(years_back(now)) if is_years else key)
    return None


def _runs(period: Period) -> Iterator[Period]:
    """The parts of the period, the longest first and of equals the latest first."""
    for length in range(min(YEAR, len(period.months)), 0, -1):
        for first in reversed(period.months[: len(period.months) - length + 1]):
            yield Period(first, add_months(first, length - 1))


def offered_keys(period: Period, present: Collection[date]) -> list[str]:
    """What the period may be compared with: years before, the fewest first, then the months just before.

    Each leaves at least one month of the period to compare; the first is the default and is there even where it has
    none.
    """
    shown = [month for month in period.months if month in present]
    earliest = min(present, default=period.first)
    default, most = years_back(period), period.last.year - earliest.year
    years = [k for k in range(default + 1, most + 1) if any(add_months(m, -YEAR * k) in present for m in shown)]
    just_before = [JUST_BEFORE] if any(add_months(m, -1) in present for m in shown) else []
    return [str(default), *(str(k) for k in years), *just_before]
