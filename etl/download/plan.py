"""Which of the police archives are needed for a span of months."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from etl.errors import DownloadError

# Months that forces go on correcting: a month is taken from an archive at least so much newer, where there is one.
SETTLED = 12


@dataclass(frozen=True)
class Archive:
    """One archive of the site: the snapshot of the months ``first`` to ``last`` (YYYY-MM) as it was then."""

    name: str
    first: str
    last: str
    md5: str | None = None


def shift(month: str, by: int) -> str:
    """The month (YYYY-MM) so many months later, or earlier where negative."""
    return str(pd.Period(month, "M") + by)


def month_span(first: str, last: str) -> list[str]:
    """Every month (YYYY-MM) from ``first`` to ``last``."""
    return [str(month) for month in pd.period_range(first, last, freq="M")]


def plan_archives(archives: Sequence[Archive], first: str, last: str | None = None) -> list[Archive]:
    """The fewest archives that hold every month from ``first`` to ``last`` in a settled snapshot, by name.

    The oldest month still wanted takes the newest archive that holds it, which also serves the months after it up to
    a year before its end; the rest is planned in the same way. Raises DownloadError where a month is in no archive.
    """
    latest = max(archive.last for archive in archives)
    if (last or latest) > latest or first > (last or latest):
        raise DownloadError(
            f"no archive for {first} to {last or latest}: the newest holds {latest}; ask for months up to that"
        )
    wanted, chosen = month_span(first, last or latest), []
    while wanted:
        best = _newest(archives, wanted[0])
        chosen.append(best)
        settled = shift(best.last, -SETTLED)
        wanted = [month for month in wanted if month > settled and _newest(archives, month) != best]
    return sorted(chosen, key=lambda archive: archive.name)


def _newest(archives: Sequence[Archive], month: str) -> Archive:
    holding = [archive for archive in archives if archive.first <= month <= archive.last]
    if not holding:
        oldest = min(archive.first for archive in archives)
        raise DownloadError(f"no archive holds {month}: the oldest month is {oldest}; ask from that month, or later")
    return max(holding, key=lambda archive: archive.last)
