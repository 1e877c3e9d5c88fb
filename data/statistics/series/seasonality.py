"""The months of the year: which lie above and below the mean of their year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.model.period import Period, add_months, unbroken
from data.statistics.series.series import YEAR

FEWEST_YEARS = 2


@dataclass(frozen=True)
class Seasonality:
    """The profile, the years that it rests on, and why there is none (None where there is one).

    profile: month (1 to 12), index, lowest_index, highest_index; 100 is the mean month of a year; restricted: the
    months of restrictions among the years, for want of two without.
    """

    profile: pd.DataFrame
    years: tuple[Period, ...]
    refusal: str | None
    restricted: tuple[date, ...] = ()


def seasonality(monthly: pd.DataFrame, restricted: Sequence[Period] = ()) -> Seasonality:
    """Each month of the year against the mean month of its year, over complete years, with the spread of the years.

    monthly: period_month, value (NaN in a gap). Years of 12 months are counted back from the end of each unbroken run,
    so that none bridges a gap; a year without any offence tells nothing and is left out, and so are years with months
    of ``restricted`` (stretches) where two others remain. Refused under two years.
    """
    known = monthly.dropna(subset="value")
    values = {stamp.date(): float(value) for stamp, value in zip(known["period_month"], known["value"], strict=True)}
    years = tuple(year for year in _years(list(values)) if any(values[month] for month in year.months))
    away = {month for stretch in restricted for month in stretch.months}
    calm = tuple(year for year in years if away.isdisjoint(year.months))
    years = calm if len(calm) >= FEWEST_YEARS else years
    rows = [
        (month.month, 100 * YEAR * values[month] / sum(values[other] for other in year.months))
        for year in years
        for month in year.months
    ]
    if len(years) < FEWEST_YEARS:
        return Seasonality(_profile([]), years, _refusal(len(years)))
    return Seasonality(_profile(rows), years, None, tuple(m for year in years for m in year.months if m in away))


def _years(months: list[date]) -> list[Period]:
    """Runs of 12 months, the latest of each unbroken run first taken, in their order."""
    found = []
    for run in unbroken(months):
        last = run.last
        while add_months(last, 1 - YEAR) >= run.first:
            found.append(Period(add_months(last, 1 - YEAR), last))
            last = add_months(last, -YEAR)
    return sorted(found, key=lambda year: year.first)


def _profile(rows: list[tuple[int, float]]) -> pd.DataFrame:
    months = pd.DataFrame(rows, columns=["month", "index"]).groupby("month")["index"]
    found = months.agg(index="mean", lowest_index="min", highest_index="max")
    return found.reset_index()


def _refusal(years: int) -> str:
    there = "there is one" if years else "there is none"
    return f"The months of the year can be compared only over two complete years without a gap; {there}."
