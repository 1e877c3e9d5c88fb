"""Reports at named places: this period against the year before, and quarter by quarter."""

import pandas as pd

from data.analysis.change_table import changes_with_verdict
from data.analysis.ward_map import overlaps_year_before
from data.period import Period, add_months
from data.schema import Verdict

# What is counted by the quarter: areas of fires are reviewed each quarter.
QUARTERLY_MEASURES = ("fires",)
COLUMNS = ["place_id", "total_0", "total_1", "change_pct", "lower_ci_pct", "upper_ci_pct", "verdict", "comparisons"]


def numbered(places: pd.DataFrame) -> pd.DataFrame:
    """The places with ``number``: 1, 2, 3 … within each kind, in their order."""
    return places.assign(number=places.groupby("kind", sort=False).cumcount() + 1)


def with_kinds(reports: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The reports of these places with the kind and the name of each place."""
    return reports.merge(places[["place_id", "kind", "place_name"]], on="place_id")


def place_changes(reports: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Each place and measure in the period against the same months a year before.

    reports: place_id, kind, measure, title, unit, period_month, count (null in a gap), from a year before the period to
    its end. Columns: place_id, measure, title, unit, and those of ``changes_with_verdict``; places of one kind and
    measure are one family, for which Benjamini and Hochberg's correction allows. Not comparable where the periods
    overlap or lack a month.
    """
    if overlaps_year_before(period):
        totals = _within(reports, period).groupby(["place_id", "measure"], sort=False)["count"]
        frame = totals.agg(lambda counts: counts.sum() if counts.notna().all() else None).rename("total_0")
        found = frame.reset_index().assign(verdict=Verdict.NOT_COMPARABLE, comparisons=0)
        return _titled(found.reindex(columns=[*COLUMNS, "measure"]), reports)
    families = [
        changes_with_verdict(_as_counts(family), "place_id", period, period.back(1), "bh").assign(measure=measure)
        for (_, measure), family in reports.groupby(["kind", "measure"], sort=False)
    ]
    found = pd.concat(families, ignore_index=True) if families else pd.DataFrame(columns=[*COLUMNS, "measure"])
    return _titled(found[[*COLUMNS, "measure"]], reports)


def quarters(period: Period) -> list[Period]:
    """The calendar quarters that lie wholly in the period."""
    starts = [month for month in period.months if month.month % 3 == 1]
    found = [Period(start, add_months(start, 2)) for start in starts]
    return [quarter for quarter in found if quarter.last <= period.last]


def quarterly(reports: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Each place in every whole quarter of the period against the same quarter a year before.

    reports: as for ``place_changes``, with place_name; those of QUARTERLY_MEASURES are used. Columns: kind, place_name,
    quarter (its first month), place_id, total_0, total_1, change_pct, lower_ci_pct, upper_ci_pct, verdict, comparisons
    (the places of the quarter) and is_concern: more than chance would explain.
    """
    own = reports[reports["measure"].isin(QUARTERLY_MEASURES)]
    found = [
        changes_with_verdict(_as_counts(own), "place_id", quarter, quarter.back(1), "bh")[COLUMNS].assign(
            quarter=pd.Timestamp(quarter.first)
        )
        for quarter in (quarters(period) if len(own) else [])
    ]
    frame = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[*COLUMNS, "quarter"])
    named = own[["place_id", "kind", "place_name"]].drop_duplicates()
    return frame.merge(named, on="place_id").assign(is_concern=lambda rows: rows["verdict"] == Verdict.HIGHER)


def _as_counts(reports: pd.DataFrame) -> pd.DataFrame:
    return reports.rename(columns={"count": "offence_count"}).sort_values(["period_month", "place_id"])


def _within(reports: pd.DataFrame, period: Period) -> pd.DataFrame:
    months = reports["period_month"]
    return reports[(months >= pd.Timestamp(period.first)) & (months <= pd.Timestamp(period.last))]


def _titled(changes: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """With the title and unit of each measure."""
    return changes.merge(reports[["measure", "title", "unit"]].drop_duplicates(), on="measure", how="left")
