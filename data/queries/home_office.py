"""Home Office recorded crime by partnership and quarter. A quarter that is absent is null, never zero."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.build import database
from data.model.period import Period


@database.per_build
def is_loaded() -> bool:
    """Whether a table of the Home Office was read, even if no partnership of the area is in it."""
    return bool(database.rows("SELECT 1 FROM meta_load WHERE source = 'recorded_crime_csp' AND rows_read > 0 LIMIT 1"))


@database.per_build
def partnerships() -> pd.DataFrame:
    """The partnerships loaded: csp_name, force_name, district_codes, district_names, is_own, is_similar, note.

    district_codes: of all its districts, none where they are not known; is_own: of the chosen area, shared or not;
    is_similar: in its most similar group; note: what the publisher says of offences that are not assigned to it, empty
    where nothing. Those of the area first, then by name.
    """
    return database.frame(
        """
        SELECT
            p.csp_name,
            p.force_name,
            coalesce(list(p.district_code) FILTER (WHERE p.district_code IS NOT NULL), []) AS district_codes,
            coalesce(
                list(a.area_name ORDER BY a.area_name) FILTER (WHERE a.area_name IS NOT NULL), []
            ) AS district_names,
            bool_or(p.is_own) AS is_own,
            bool_or(p.is_similar) AS is_similar,
            coalesce(any_value(p.note), '') AS note
        FROM dim_partnership AS p
        LEFT JOIN dim_area AS a ON p.district_code = a.area_code AND a.area_type = 'district'
        GROUP BY p.csp_name, p.force_name
        ORDER BY is_own DESC, p.csp_name, p.force_name
        """
    )


@database.per_build
def offence_groups() -> tuple[str, ...]:
    """The Home Office offence groups loaded, by name."""
    found = database.rows("SELECT DISTINCT offence_group FROM fct_recorded_crime_quarterly ORDER BY offence_group")
    return tuple(name for (name,) in found)


@database.per_build
def quarters() -> tuple[date, ...]:
    """The first days of the quarters from the first loaded to the last, those between that are absent too."""
    first, last = database.rows("SELECT min(quarter_start), max(quarter_start) FROM fct_recorded_crime_quarterly")[0]
    return Period(first, last).months[::3] if first else ()


def quarterly_by_group(csp_names: Sequence[str], groups: Sequence[str], first: date, last: date) -> pd.DataFrame:
    """Offences of partnerships by offence group in the quarters that begin from ``first`` to ``last``.

    Columns: quarter_start, csp_name, force_name, offence_group, offence_count (null where nothing of a partnership was
    published for a quarter, or less than a tenth of what its largest quarter holds, of 50 offences or more; 0 where
    something was and nothing of this group).
    """
    return _quarterly_by_group(tuple(csp_names), tuple(groups), first, last)


@database.per_build
def _quarterly_by_group(csp_names: tuple[str, ...], groups: tuple[str, ...], first: date, last: date) -> pd.DataFrame:
    return database.frame(
        """
        WITH own AS (
            SELECT csp_name, force_name, quarter_start, offence_group, offence_count
            FROM fct_recorded_crime_quarterly
            WHERE list_contains($csp_names, csp_name)
        ),
        -- Offences that a force no longer assigns to a partnership are no fall of crime.
        present AS (
            SELECT csp_name, force_name, quarter_start, sum(offence_count) AS total,
                max(total) OVER (PARTITION BY csp_name, force_name) AS largest
            FROM own
            GROUP BY csp_name, force_name, quarter_start
            QUALIFY total >= largest / 10 OR largest < 50
        ),
        counted AS (
            SELECT csp_name, force_name, quarter_start, offence_group, sum(offence_count) AS offence_count
            FROM own
            WHERE quarter_start BETWEEN $first AND $last
            GROUP BY ALL
        )

        SELECT
            q.quarter_start,
            c.csp_name,
            c.force_name,
            g.offence_group,
            CASE WHEN p.csp_name IS NOT NULL THEN coalesce(n.offence_count, 0) END::BIGINT AS offence_count
        FROM (SELECT unnest($quarters::DATE[]) AS quarter_start) AS q
        CROSS JOIN (SELECT DISTINCT csp_name, force_name FROM own) AS c
        CROSS JOIN (SELECT unnest($groups::VARCHAR[]) AS offence_group) AS g
        LEFT JOIN present AS p
            ON q.quarter_start = p.quarter_start AND c.csp_name = p.csp_name AND c.force_name = p.force_name
        LEFT JOIN counted AS n
            ON q.quarter_start = n.quarter_start AND c.csp_name = n.csp_name AND c.force_name = n.force_name
            AND g.offence_group = n.offence_group
        ORDER BY q.quarter_start, c.csp_name, c.force_name, g.offence_group
        """,
        csp_names=list(csp_names),
        groups=list(groups),
        first=first,
        last=last,
        quarters=[quarter for quarter in quarters() if first <= quarter <= last],
    )
