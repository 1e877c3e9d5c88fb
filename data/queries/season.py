"""The counts from which the season of a month is learnt: every month loaded, the districts of the force added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from data import database
from data.period import Period
from data.selection import Choices, Viewer


@dataclass(frozen=True)
class Pool:
    """counts: months × crime types over the districts, NaN in a gap and where a type was not published.

    period: from the first month loaded to the last; districts: how many were added up.
    """

    counts: pd.DataFrame
    period: Period
    districts: int

    def of(self, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
        """The types of each group added up: months × groups."""
        distinct = {tuple(types) for types in groups.values()}
        sums = {types: self.counts[list(types)].sum(axis=1, min_count=1).to_numpy() for types in distinct}
        return pd.DataFrame({name: sums[tuple(types)] for name, types in groups.items()}, index=self.counts.index)


def season_pool(choices: Choices) -> Pool:
    """The districts that have every month of the area, the area among them; read once a build."""
    published = tuple(choices.published.items())
    present = tuple(sorted(choices.present))
    return _pool(database.build_key(), choices.source, choices.crime_types, choices.months, present, published)


@lru_cache(maxsize=16)
def _pool(
    _build: tuple[str, Viewer],
    source: str,
    crime_types: tuple[str, ...],
    months: tuple[date, ...],
    present: tuple[date, ...],
    published: tuple[tuple[str, tuple[date | None, date | None]], ...],
) -> Pool:
    found = database.frame(
        """
        WITH complete AS (
            SELECT d.district_code
            FROM fct_coverage AS c
            JOIN dim_district_force AS d ON c.source = d.source AND c.force = d.force
            WHERE c.source = $source AND c.is_present AND list_contains($present, c.period_month)
            GROUP BY d.district_code
            HAVING count(DISTINCT c.period_month) = len($present)
        )
        SELECT area_code, period_month, crime_type, offence_count
        FROM fct_crime_monthly
        WHERE
            source = $source AND area_type = 'district' AND area_code IN (SELECT district_code FROM complete)
            AND list_contains($present, period_month)
        """,
        source=source,
        present=list(present),
    )
    wide = found.pivot_table("offence_count", "period_month", "crime_type", "sum", fill_value=0)
    stamps = pd.DatetimeIndex(present, name="period_month")
    counts = wide.reindex(index=stamps, columns=list(crime_types), fill_value=0).astype(float)
    counts = counts.reindex(pd.DatetimeIndex(months, name="period_month"))
    for crime_type, (first, last) in published:
        is_outside = (first is not None and counts.index < pd.Timestamp(first)) | (
            last is not None and counts.index > pd.Timestamp(last)
        )
        counts.loc[is_outside, crime_type] = float("nan")
    return Pool(counts, Period(months[0], months[-1]), found["area_code"].nunique())
