"""Monthly series in every month of their span: totals over windows that never bridge a gap."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd

from data.model.period import Period, add_months, unbroken

YEAR = 12


@dataclass(frozen=True)
class Windowed:
    """Figures over windows of months, and for each series refused the months that are missing."""

    frame: pd.DataFrame
    missing: dict[str, tuple[date, ...]] = field(default_factory=dict)


def every_month(monthly: pd.DataFrame) -> pd.DataFrame:
    """The values with a row for every month from the first to the last and a column a series; NaN in a gap.

    monthly: period_month, series, value.
    """
    stamps = monthly["period_month"].to_numpy()
    rows = stamps.astype("datetime64[M]").astype(int)
    first, count = (rows.min(), np.ptp(rows) + 1) if len(rows) else (0, 0)
    names = monthly["series"].tolist()
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    # A pivot, and the months that it leaves out, take ten times as long.
    values = np.full((count, len(places)), np.nan)
    columns = [places[name] for name in names]
    values[rows - first, columns] = monthly["value"].to_numpy(dtype=float)
    months = np.arange(first, first + count).astype("datetime64[M]").astype(stamps.dtype)
    index = pd.DatetimeIndex(months, name="period_month")
    return pd.DataFrame(values, index, pd.Index(list(places), name="series"))


def tidy(wide: pd.DataFrame) -> pd.DataFrame:
    """The same as rows: period_month, series, value, one series after the other."""
    return pd.DataFrame(
        {
            "period_month": np.tile(wide.index.to_numpy(), wide.shape[1]),
            "series": np.repeat(wide.columns.to_numpy(dtype=object), len(wide)),
            "value": wide.to_numpy().ravel("F"),
        }
    )


def rolling_year(monthly: pd.DataFrame) -> Windowed:
    """Totals of the 12 months that end with each month: period_month, series, value.

    monthly: period_month, series, value (counts, or rates of a month). NaN where one of the 12 months is missing;
    ``missing`` names those between the first and the last.
    """
    wide = every_month(monthly)
    return Windowed(tidy(wide.rolling(YEAR, min_periods=YEAR).sum()), _missing(wide))


def indexed(monthly: pd.DataFrame, base: Period) -> Windowed:
    """Each series with the mean month of ``base`` as 100: period_month, series, value.

    A series that lacks a month of the base is NaN throughout and its months are named; one whose base is zero is NaN
    too, and lacks none.
    """
    wide = every_month(monthly)
    months = wide.reindex(pd.DatetimeIndex(base.months))
    missing, mean = _missing(months), months.mean()
    mean[list(missing)] = np.nan
    return Windowed(tidy(100 * wide / mean.where(mean > 0)), missing)


def base_year(present: Collection[date]) -> Period | None:
    """The earliest twelve months in a row of those with figures, to index on; None where there are not so many."""
    runs = (run for run in unbroken(present) if len(run.months) >= YEAR)
    first = next((run.first for run in runs), None)
    return None if first is None else Period(first, add_months(first, YEAR - 1))


def in_form(monthly: pd.DataFrame, form: str, base: Period | None) -> Windowed:
    """The series month by month, as totals of 12 months ("rolling") or with a base of 100 ("index").

    Rolling totals begin with the first month that any series has one for, since a year must have gone by.
    """
    if form == "rolling":
        found = rolling_year(monthly)
        known = found.frame.dropna(subset="value")["period_month"]
        is_shown = found.frame["period_month"] >= known.min() if len(known) else slice(None)
        return Windowed(found.frame[is_shown].reset_index(drop=True), found.missing)
    if form == "index":
        return indexed(monthly, base) if base else Windowed(tidy(every_month(monthly) * np.nan))
    return Windowed(tidy(every_month(monthly)))


def _missing(wide: pd.DataFrame) -> dict[str, tuple[date, ...]]:
    months, absent = [stamp.date() for stamp in wide.index], wide.isna().to_numpy()
    names = {
        name: tuple(m for m, gone in zip(months, absent[:, place], strict=True) if gone)
        for place, name in enumerate(wide)
    }
    return {str(name): gone for name, gone in names.items() if gone}
