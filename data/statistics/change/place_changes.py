"""Reports at named places: what is compared, and quarter by quarter."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.verdict import Verdict
from data.statistics.change.cube import days
from data.statistics.change.judged_series import Measured, decided_counts, measured, noise_of
from data.statistics.change.monthly import by_month

# What is counted by the quarter: areas of fires are reviewed each quarter.
QUARTERLY_MEASURES = ("fires",)
FAMILY = "place"
KEY = ["place_id", "kind", "measure", "family", "group"]
CHANGES = ["total_0", "total_1", "change_pct", "lower_ci_pct", "upper_ci_pct", "refusal", "comparisons", "verdict"]


def numbered(places: pd.DataFrame) -> pd.DataFrame:
    """The places with ``number``: 1, 2, 3 … within each kind, in their order."""
    return places.assign(number=places.groupby("kind", sort=False).cumcount() + 1)


def with_kinds(reports: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The reports of these places with the kind and the name of each place."""
    return reports.merge(places[["place_id", "kind", "place_name"]], on="place_id")


def place_changes(reports: pd.DataFrame, period: Period, comparison: Comparison | None) -> pd.DataFrame:
    """Each place and measure in the two periods of a comparison.

    reports: place_id, kind, measure, title, unit, period_month, count (null in a gap), of the period and of both that
    are compared. Columns: place_id, measure, title, unit, report_count (of the period, NaN where a month is absent),
    family, and total_0 (now), total_1 (before) with the change and its verdict. Places of one kind and measure are one
    family, and the noise of each is measured over all of them.
    """
    sides = (comparison.now.months, comparison.before.months) if comparison else ((), ())
    titles = reports[["measure", "title", "unit"]].drop_duplicates()
    own = reports[reports["period_month"].between(pd.Timestamp(period.first), pd.Timestamp(period.last))]
    counts = own.groupby(["place_id", "measure"])["count"].sum(min_count=len(period.months)).astype(float)
    found = _judged(reports, *sides).merge(titles, on="measure", how="left")
    return found.join(counts.rename("report_count"), on=["place_id", "measure"])


def quarters(period: Period) -> list[Period]:
    """The calendar quarters that lie wholly in the period."""
    starts = [month for month in period.months if month.month % 3 == 1]
    found = [Period(start, add_months(start, 2)) for start in starts]
    return [quarter for quarter in found if quarter.last <= period.last]


def quarterly(reports: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Each place in every whole quarter of the period against the same quarter a year before.

    reports: as for ``place_changes``, with place_name, from a year before the period; those of QUARTERLY_MEASURES are
    used. Columns: those of ``place_changes`` but the titles, place_name, quarter (its first month) and is_concern: a
    clear rise. The places of one quarter, kind and measure are one family.
    """
    own = reports[reports["measure"].isin(QUARTERLY_MEASURES)]
    found = [
        _judged(own, quarter.months, quarter.back(1).months).assign(quarter=pd.Timestamp(quarter.first))
        for quarter in quarters(period)
    ]
    frame = pd.concat(found) if found else pd.DataFrame(columns=[*KEY, *CHANGES, "quarter"])
    named = own[["place_id", "place_name"]].drop_duplicates()
    return frame.merge(named, on="place_id").assign(is_concern=lambda rows: rows["verdict"] == Verdict.CLEAR_RISE)


def _judged(reports: pd.DataFrame, now: Sequence[date], before: Sequence[date]) -> pd.DataFrame:
    """The places of each kind and measure in these months against those: KEY and CHANGES."""
    lengths, parts, rows = (days(now), days(before)), [], []
    for (kind, measure), like in reports.groupby(["kind", "measure"], sort=False):
        wide = by_month(like.rename(columns={"count": "offence_count"}), "place_id")
        sides = [wide.reindex(pd.DatetimeIndex(months)).to_numpy(dtype=float) for months in (now, before)]
        parts.append(measured(sides[0], sides[1], lengths, noise_of(sides[0], sides[1], lengths)))
        rows += [(place, kind, measure, FAMILY, f"{kind} {measure}") for place in wide.columns]
    if not parts:
        return pd.DataFrame(columns=[*KEY, *CHANGES])
    columns = zip(KEY, zip(*rows, strict=True), strict=True)
    labels = {name: np.array(values, dtype=object) for name, values in columns}
    together = Measured(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return pd.DataFrame(decided_counts(together, labels))[[*KEY, *CHANGES]]
