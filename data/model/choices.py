"""What there is to choose from."""

from dataclasses import dataclass, field
from datetime import date

from data.model.areas import Vintage
from data.model.comparison import Comparison, comparison, offered_keys
from data.model.period import Period, add_months, unbroken
from data.model.schema import STREET_CRIME


@dataclass(frozen=True)
class Choices:
    """What the current build holds of one source: the values that the filter bar offers.

    source: where the counts come from; sources: every such source that the viewer may choose, with its title.
    months: every month from the first loaded to the last; present: those that every force of the area supplied whole;
    parts: the others of which a force of the area supplied something; published: the first and the last month in which
    a crime type was published, None where it is open; place_kinds: the kinds of named places that the viewer may see,
    with their titles.
    """

    build_id: str
    area_name: str
    area_codes: tuple[str, ...]
    crime_types: tuple[str, ...]
    not_crime: tuple[str, ...]
    months: tuple[date, ...]
    present: frozenset[date]
    vintages: tuple[Vintage, ...]
    source: str = STREET_CRIME
    sources: tuple[tuple[str, str], ...] = ()
    published: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    place_kinds: tuple[tuple[str, str], ...] = ()
    parts: frozenset[date] = frozenset()

    def is_published(self, crime_type: str, month: date) -> bool:
        """Whether the crime type was published in ``month``."""
        first, last = self.published.get(crime_type, (None, None))
        return (first is None or month >= first) and (last is None or month <= last)

    def missing(self, period: Period) -> tuple[date, ...]:
        """The months of ``period`` for which there are no data."""
        return tuple(month for month in period.months if month not in self.present)

    def held(self, period: Period) -> Period:
        """The period where all of its months are there, else what there is to show in its place.

        That is its longest run of months that are there, of equals the latest; where none is, be it one month or
        several, the nearest whole period of as many months, earlier or later, or the default.
        """
        if not self.missing(period):
            return period
        runs = unbroken(month for month in period.months if month in self.present)
        if runs:
            return max(runs, key=lambda run: (len(run.months), run.last))
        return self.nearest_whole(period) or self.default_period

    def nearest_whole(self, period: Period) -> Period | None:
        """The nearest period of as many months that lacks none, of two as near the later, where there is one."""
        more = len(period.months) - 1
        ends = [last for last in reversed(self.months) if add_months(last, -more) >= self.months[0]]
        whole = [one for one in (Period(add_months(last, -more), last) for last in ends) if not self.missing(one)]
        return min(whole, key=lambda one: abs(one.last - period.last), default=None)

    def comparison(self, period: Period, key: str) -> Comparison | None:
        """The period against what comes before it by ``key``, or the part of it that has a complete comparison."""
        return comparison(period, key, self.present)

    def compared_keys(self, period: Period) -> list[str]:
        """What the period may be compared with, the default first."""
        return offered_keys(period, self.present)

    def vintage_at(self, month: date, chosen: str = "") -> Vintage:
        """The wards chosen, else those in force at the end of ``month``, else the latest; residents of that year."""
        named = next((v for v in self.vintages if v.vintage == chosen), None)
        in_force = next((v for v in self.vintages if v.in_force(month)), self.vintages[-1])
        return (named or in_force).residents_at(month)

    def span(self, period: Period, months: int) -> Period:
        """The period, and before it what there are data of within ``months`` up to its end."""
        earliest = add_months(period.last, 1 - months)
        first = next((month for month in self.months if month >= earliest and month in self.present), period.first)
        return Period(min(first, period.first), period.last)

    @property
    def default_period(self) -> Period:
        """The latest 12 months that are complete, else the latest unbroken run of months, else the latest months."""
        # The latest whole year is what a partnership reports.
        for last in reversed(self.months):
            period = Period(add_months(last, -11), last)
            if not self.missing(period):
                return period
        # Without any month of the force of the area nothing is complete: the page says so of the latest months.
        return (unbroken(self.present) or [Period(self.months[-12:][0], self.months[-1])])[-1]
