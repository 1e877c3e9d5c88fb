"""What is new since the build before, and what was new in those before it: what the viewer may see of it."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.build import database
from data.model.period import Period, add_months

YEAR = 12

# What is told of each build, and in which order.
PARTS = {
    "fct_month_change": "n.period_month",
    "fct_revision": "n.crime_type, n.period_month",
    "fct_verdict_change": "n.level, n.area_name, n.crime_type",
}


@dataclass(frozen=True, eq=False)
class Update:
    """One build against the one before it; compared_at: when that was made, None where there was none.

    months: source, title, period_month, is_there; revisions: source, title, period_month, crime_type, count_before,
    count_now; verdicts: source, title and the columns of fct_verdict_change.
    """

    build_id: str
    built_at: datetime
    compared_at: datetime | None
    months: pd.DataFrame
    revisions: pd.DataFrame
    verdicts: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing is new."""
        return not len(self.months) + len(self.revisions) + len(self.verdicts)

    @property
    def years(self) -> list[Period]:
        """The years that its verdicts are of, each once."""
        ends = sorted({end.date() for end in self.verdicts["period_to"]})
        return [Period(add_months(end, 1 - YEAR), end) for end in ends]

    @property
    def sources(self) -> set[str]:
        """The sources that it tells of."""
        return {source for part in (self.months, self.revisions, self.verdicts) for source in part["source"]}


@database.per_build
def updates() -> tuple[Update, ...]:
    """This build and those before it that are remembered, the newest first."""
    parts = [
        database.frame(
            f"""
            SELECT n.*, s.short_title AS title FROM {table} AS n JOIN meta_source AS s ON n.source = s.source
            ORDER BY n.source, {order}
            """
        )
        for table, order in PARTS.items()
    ]
    builds = database.rows("SELECT build_id, built_at, before_at FROM meta_comparison ORDER BY built_at DESC")
    return tuple(
        Update(build, made, before, *(part[part["build_id"] == build].reset_index(drop=True) for part in parts))
        for build, made, before in builds
    )


@database.per_build
def waiting() -> pd.DataFrame:
    """The figures of which something else is told than their verdict says now: the columns of fct_told_verdict."""
    return database.frame(
        """
        SELECT t.*, s.short_title AS title
        FROM fct_told_verdict AS t JOIN meta_source AS s ON t.source = s.source
        WHERE t.told <> CASE WHEN starts_with(t.verdict, 'Clear') THEN t.verdict ELSE '' END
        ORDER BY t.source, t.level, t.area_name, t.crime_type
        """
    )
