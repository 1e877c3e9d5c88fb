"""Periods that are asked for by what they are, as far as the months are there."""

from collections.abc import Iterable
from datetime import date

from data.model.choices import Choices
from data.model.period import Period, ending

YEAR, QUARTER, CALENDAR_YEAR = "year", "quarter", "calendar_year"
FINANCIAL_YEAR, FINANCIAL_YEAR_SO_FAR = "financial_year", "financial_year_so_far"
MARCH, APRIL = 3, 4


def presets(choices: Choices) -> dict[str, Period]:
    """The periods by their names, each of months that are all present; one that has not is not offered.

    YEAR: as at the start; QUARTER: the latest whole one from January, April, July or October; CALENDAR_YEAR: from
    January to the latest month; FINANCIAL_YEAR: the latest whole one from April to March, and the one under way.
    """
    latest = max(choices.present, default=choices.months[-1])
    financial_start = date(latest.year if latest.month >= APRIL else latest.year - 1, APRIL, 1)
    quarters = [ending(month, 3) for month in choices.present if month.month % 3 == 0]
    years = [ending(month, 12) for month in choices.present if month.month == MARCH]
    found = {
        YEAR: choices.default_period,
        QUARTER: _latest(quarters, choices),
        CALENDAR_YEAR: _latest([Period(date(latest.year, 1, 1), latest)], choices),
        FINANCIAL_YEAR: _latest(years, choices),
        FINANCIAL_YEAR_SO_FAR: _latest([Period(financial_start, latest)] if latest.month != MARCH else [], choices),
    }
    return {name: period for name, period in found.items() if period}


def _latest(periods: Iterable[Period], choices: Choices) -> Period | None:
    """The latest of the periods of which no month is missing."""
    whole = [period for period in periods if not choices.missing(period)]
    return max(whole, key=lambda period: period.last, default=None)
