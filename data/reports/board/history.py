"""The figures of an indicator so far, as a small line and in words."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.model.period import Period, add_months
from data.queries import board
from data.reports.board.asked import Asked
from data.reports.figures import Sparkline
from data.words import board as w
from data.words import formatting as f

MONTHS = 24
NONE = Sparkline([], "")


def given(asked: Asked, key: str, months: int) -> Sparkline:
    """The figures that the owner gave, all of as many months."""
    frame = board.actuals()
    own = frame[(frame["key"] == key) & (frame["period_to"] <= pd.Timestamp(asked.until))]
    found = [
        (Period(first.date(), last.date()), float(value))
        for first, last, value in zip(own["period_from"], own["period_to"], own["actual"], strict=True)
    ]
    return drawn([one for one in found if len(one[0].months) == months])


def counted(asked: Asked, dataset: str, types: tuple[str, ...], last: date) -> Sparkline:
    """The counts of two years of months, of which some may be missing."""
    months = Period(add_months(last, 1 - MONTHS), last).months
    counts = asked.counted[dataset].figures.scope.counts(asked.codes, types, months)
    pairs = zip(months, counts.tolist(), strict=True)
    return drawn([(Period(month, month), value) for month, value in pairs if value == value])


def drawn(figures: Sequence[tuple[Period, float]]) -> Sparkline:
    """A line of figures with the months of each; nothing of less than two."""
    if len(figures) < 2:
        return NONE
    (first, start), (last, end) = figures[0], figures[-1]
    decimals = 0 if all(value == int(value) for _, value in figures) else 1
    numbers = {"start": f.number(start, decimals), "end": f.number(end, decimals)}
    alt = w.phrase("history", first=f.period(first), last=f.period(last), **numbers)
    return Sparkline([value for _, value in figures], alt)
