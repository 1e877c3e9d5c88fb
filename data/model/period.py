"""Months, whole and in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


def add_months(month: date, months: int) -> date:
    """The first of the month that lies ``months`` later (or earlier, where negative)."""
    # Months as one running number: no day, no leap year, no time zone.
    index = month.year * 12 + month.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month."""
    return add_months(month, 1) - timedelta(days=1)


@lru_cache(maxsize=4096)
def month_range(first: date, last: date) -> tuple[date, ...]:
    """Every month from ``first`` to ``last``, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(add_months(first, step) for step in range(count))


@dataclass(frozen=True)
class Period:
    """Whole months, first and last included."""

    first: date
    last: date

    @property
    def months(self) -> tuple[date, ...]:
        """Its months."""
        return month_range(self.first, self.last)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (add_months(self.last, 1) - self.first).days

    def touches(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last`` lies in it."""
        return self.first <= last and first < add_months(self.last, 1)

    def back(self, years: int) -> "Period":
        """The same months ``years`` earlier."""
        return Period(add_months(self.first, -12 * years), add_months(self.last, -12 * years))


def ending(last: date, months: int) -> Period:
    """So many months to the one of ``last``."""
    return Period(add_months(last, 1 - months), add_months(last, 0))


def unbroken(months: Iterable[date]) -> list[Period]:
    """Months as runs without a gap, in their order."""
    found: list[Period] = []
    for month in sorted(months):
        if found and add_months(found[-1].last, 1) == month:
            found[-1] = Period(found[-1].first, month)
        else:
            found.append(Period(month, month))
    return found
