"""What the build is and how fresh its data are."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from data.build import database
from data.model.period import Period, add_months
from data.model.schema import STREET_CRIME
from data.model.status import BuildStatus, Whole

# Named with every number of it, wherever it is shown or saved.
MARKING = "OFFICIAL-SENSITIVE, for partners only"


@database.per_build
def build_status(source: str = STREET_CRIME) -> BuildStatus:
    """The status of a source in the current build; records and those without a location are of its latest 12 months."""
    area_name, partnership, is_demo, built_at, title, audience, lag = database.rows(
        """
        SELECT b.area_name, b.partnership, b.is_demo, b.built_at, s.short_title, s.audience, s.lag_months
        FROM meta_build AS b CROSS JOIN meta_source AS s
        WHERE s.source = $source
        """,
        source=source,
    )[0]
    latest, records, unplaced, forces = database.rows(
        """
        WITH police AS (
            SELECT DISTINCT d.force, d.force_name FROM dim_district_force AS d
            WHERE d.source = $source AND d.district_code IN (SELECT unnest(area_codes) FROM meta_build)
        ),
        own AS (
            SELECT c.* FROM fct_coverage AS c
            WHERE c.source = $source AND c.is_present AND c.force IN (SELECT force FROM police)
        )
        SELECT
            -- Without a month of the area's own forces the latest that any force supplied.
            coalesce(
                (SELECT min(latest) FROM (SELECT max(period_month) AS latest FROM own GROUP BY force)),
                (SELECT max(period_month) FROM fct_coverage WHERE source = $source)
            ),
            coalesce(sum(record_count), 0)::BIGINT, coalesce(sum(no_location_count), 0)::BIGINT,
            (SELECT coalesce(string_agg(force_name, ' and ' ORDER BY force_name), '') FROM police)
        FROM own
        WHERE period_month > (SELECT max(period_month) FROM own) - INTERVAL 12 MONTH
        """,
        source=source,
    )[0]
    attributions = database.rows(
        """
        SELECT attribution FROM meta_source
        WHERE attribution IS NOT NULL AND source IN (SELECT source FROM meta_load)
        GROUP BY attribution ORDER BY max(source = 'street_crime') DESC, attribution
        """
    )
    marking = "" if audience == "public" else MARKING
    named = f"{title} ({marking})" if marking else title
    # A month is published some months after its end: the next one to come, and the end of that wait.
    return BuildStatus(
        area_name, is_demo, built_at, named, latest, add_months(latest, 1 + lag), records, unplaced, forces,
        tuple(text for (text,) in attributions), marking,
        called=BuildStatus.called if source == STREET_CRIME else named, partnership=partnership,
    )  # fmt: skip


def no_location_shares(source: str, periods: list[Period]) -> list[float | None]:
    """The share (0 to 1) of the area's forces' records without a location, for each period; None without records."""
    counts = _location_counts(source)
    shares: list[float | None] = []
    for period in periods:
        found = [counts[month] for month in period.months if month in counts]
        records = sum(record_count for record_count, _ in found)
        shares.append(sum(unplaced for _, unplaced in found) / records if records else None)
    return shares


@database.per_build
def _location_counts(source: str) -> dict[date, tuple[int, int]]:
    """Records and records without a location of the area's forces, by month."""
    found = database.rows(
        """
        SELECT c.period_month, sum(c.record_count)::BIGINT, sum(c.no_location_count)::BIGINT
        FROM fct_coverage AS c
        WHERE c.source = $source AND c.is_present AND c.force IN (
            SELECT d.force FROM dim_district_force AS d
            WHERE d.source = $source AND d.district_code IN (SELECT unnest(area_codes) FROM meta_build)
        )
        GROUP BY c.period_month
        """,
        source=source,
    )
    return {month: (records, unplaced) for month, records, unplaced in found}


def notices(kinds: Sequence[str] = ()) -> list[str]:
    """What the build has to say of itself: forces that lack, partial months, wards of which
    little is known, losses; of all kinds, or of these.

    kinds: no_force, second_force, partial, absent, outside, unusual_month, unmatched_partnership, unknown_lsoa,
    contradicted, undrawn_ward, no_residents, other_residents, unused_ward, lost, more_outside.
    """
    return [notice for kind, notice in _notices() if not kinds or kind in kinds]


@database.per_build
def _notices() -> list[tuple[str, str]]:
    return database.rows("SELECT kind, notice FROM meta_notice")


def whole(source: str, period: Period) -> Whole:
    """What is not whole of a source in a period, of the forces that police the area or record much in it."""
    found = _whole(source)
    partial = tuple(one for one in found.partial if period.first <= one[1] <= period.last)
    gaps = tuple(one for one in found.gaps if period.first <= one[1] <= period.last)
    return replace(found, partial=partial, gaps=gaps)


@database.per_build
def _whole(source: str) -> Whole:
    """The same of every month."""
    unpoliced = database.rows(
        """
        SELECT a.area_name FROM dim_area AS a
        WHERE
            a.area_type = 'district' AND list_contains((SELECT area_codes FROM meta_build), a.area_code)
            AND NOT EXISTS (
                SELECT 1 FROM dim_district_force AS d
                JOIN fct_coverage AS c ON d.source = c.source AND d.force = c.force
                WHERE d.source = $source AND d.district_code = a.area_code
            )
        ORDER BY a.area_name
        """,
        source=source,
    )
    partial = database.rows(
        """
        SELECT c.force_name, c.period_month, c.usual_pct FROM fct_coverage AS c
        WHERE
            c.source = $source AND NOT c.is_present AND c.record_count > 0
            AND c.force IN (
                SELECT d.force FROM dim_district_force AS d
                WHERE d.source = $source AND list_contains((SELECT area_codes FROM meta_build), d.district_code)
            )
        ORDER BY c.force_name, c.period_month
        """,
        source=source,
    )
    left_out = database.rows(
        """
        SELECT force_name, max(share_pct), max(len(missing_months)) FROM dim_second_force
        WHERE
            is_left_out AND source = $source AND list_contains((SELECT area_codes FROM meta_build), district_code)
        GROUP BY force_name ORDER BY force_name
        """,
        source=source,
    )
    lacking = database.rows(
        """
        SELECT DISTINCT force_name, unnest(missing_months) AS missing FROM dim_second_force
        WHERE
            NOT is_left_out AND source = $source
            AND list_contains((SELECT area_codes FROM meta_build), district_code)
        ORDER BY ALL
        """,
        source=source,
    )
    return Whole(tuple(name for (name,) in unpoliced), tuple(partial), tuple(left_out), tuple(lacking))


@database.per_build
def coverage() -> pd.DataFrame:
    """Every force and month: force, force_name, period_month, is_present, record_count, no_location_count, and more.

    is_present: whether the month came whole; usual_pct: its rows as a share of the force's usual, null where none came;
    note: what the analyst says of it; unknown_lsoa_count and point_outside_count: records in no district, and why.
    """
    return database.frame("SELECT * EXCLUDE (source) FROM fct_coverage ORDER BY force, period_month")


@database.per_build
def loads() -> pd.DataFrame:
    """Every file that was read, with its rows by what became of them: the columns of meta_load."""
    return database.frame("SELECT * FROM meta_load ORDER BY source = 'street_crime' DESC, source, file")


@database.per_build
def marking_of_files() -> str:
    """How what is told of files is marked: where one of them is for partners, as the viewer sees it; else empty."""
    found = database.rows(
        "SELECT 1 FROM meta_load WHERE source IN (SELECT source FROM dim_source WHERE audience <> 'public') LIMIT 1"
    )
    return MARKING if found else ""


@database.per_build
def rejects(limit: int) -> pd.DataFrame:
    """The first ``limit`` lines that were refused: source, file, line, reason."""
    return database.frame(
        "SELECT source, file, line, reason FROM meta_reject ORDER BY source, file, line LIMIT $limit", limit=limit
    )


@database.per_build
def sources() -> pd.DataFrame:
    """Every source that a file was read of: the columns of meta_source, street-level crime first."""
    return database.frame(
        "SELECT * FROM meta_source WHERE source IN (SELECT source FROM meta_load) "
        "ORDER BY source = 'street_crime' DESC, title"
    )


@database.per_build
def sheets() -> pd.DataFrame:
    """Every sheet of the workbooks read: source, file, sheet, rows_read (null where it was passed over)."""
    return database.frame("SELECT source, file, sheet, rows_read FROM meta_sheet ORDER BY source, file, sheet")


@database.per_build
def lsoa_changes() -> dict[str, int]:
    """What became of the area's LSOAs of 2011: how many are unchanged, split, merged or irregular, most first."""
    found = database.rows(
        """
        SELECT coalesce(change, if(is_changed, 'changed', 'unchanged')) AS became, count(DISTINCT lsoa11_code) AS lsoas
        FROM dim_lsoa_change
        WHERE list_contains((SELECT area_codes FROM meta_build), district_code)
        GROUP BY became
        ORDER BY lsoas DESC, became
        """
    )
    return dict(found)
