"""Periods that are asked for by what they are, as far as the months are there."""

from collections.abc import Iterable
from datetime import date

from data.model.choices import Choices
from data.model.period import Period, ending
from data.words import formatting as f

MARCH, APRIL = 3, 4


def named_periods(choices: Choices) -> dict[Period, str]:
    """The periods with their names, each of months that are all present; those of the same months are one, with both.

    That of the start; the latest whole quarter from January, April, July or October; the one from January to the latest
    month; the latest whole financial year from April to March, and the one under way.
    """
    latest, usual = max(choices.present, default=choices.months[-1]), choices.default_period
    financial_start = date(latest.year if latest.month >= APRIL else latest.year - 1, APRIL, 1)
    asked = {
        "latest quarter": [ending(month, 3) for month in choices.present if month.month % 3 == 0],
        "year to date": [Period(date(latest.year, 1, 1), latest)],
        "financial year {years}": [ending(month, 12) for month in choices.present if month.month == MARCH],
        "financial year {years} so far": [Period(financial_start, latest)] if latest.month != MARCH else [],
    }
    found = {usual: ["latest 12 months" if len(usual.months) == 12 else "latest months"]}
    for name, periods in asked.items():
        if period := _latest(periods, choices):
            years = f"{period.first:%Y}/{(period.first.year + 1) % 100:02}"
            found.setdefault(period, []).append(name.format(years=years))
    return {period: f.capital(f.joined(names)) for period, names in found.items()}


def _latest(periods: Iterable[Period], choices: Choices) -> Period | None:
    """The latest of the periods of which no month is missing."""
    whole = [period for period in periods if not choices.missing(period)]
    return max(whole, key=lambda period: period.last, default=None)
