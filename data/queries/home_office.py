"""Home Office recorded crime by partnership and quarter. A quarter that is absent is null, never zero."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from data.build import database
from data.model.period import Period
from data.model.viewer import Viewer


def partnerships() -> pd.DataFrame:
    """The partnerships loaded: csp_name, force_name, district_code (null for none or several), is_own, is_similar.

    is_own: of the chosen area; is_similar: in its most similar group. Those of the area first, then by name.
    """
    return _partnerships(database.build_key())


def offence_groups() -> tuple[str, ...]:
    """The Home Office offence groups loaded, by name."""
    return _offence_groups(database.build_key())


def quarters() -> tuple[date, ...]:
    """The first days of the quarters from the first loaded to the last, those between that are absent too."""
    return _quarters(database.build_key())


# What there is to choose from is read once a build; nobody changes a frame that was handed out.
@lru_cache(maxsize=8)
def _partnerships(_build: tuple[str, Viewer]) -> pd.DataFrame:
    return database.frame(
        """
        SELECT
            r.csp_name,
            r.force_name,
            any_value(r.district_code) AS district_code,
            coalesce(list_contains((SELECT area_codes FROM meta_build), any_value(r.district_code)), false)
            OR coalesce(bool_or(g.similar_area_code = g.area_code), false) AS is_own,
            coalesce(bool_or(g.similar_area_code IS DISTINCT FROM g.area_code), false)
            AND bool_or(g.csp_name IS NOT NULL) AS is_similar
        FROM (SELECT DISTINCT csp_name, force_name, district_code FROM fct_recorded_crime_quarterly) AS r
        LEFT JOIN dim_most_similar_group AS g ON r.csp_name = g.csp_name
        GROUP BY r.csp_name, r.force_name
        ORDER BY is_own DESC, r.csp_name, r.force_name
        """
    )


@lru_cache(maxsize=8)
def _offence_groups(_build: tuple[str, Viewer]) -> tuple[str, ...]:
    found = database.rows("SELECT DISTINCT offence_group FROM fct_recorded_crime_quarterly ORDER BY offence_group")
    return tuple(name for (name,) in found)


@lru_cache(maxsize=8)
def _quarters(_build: tuple[str, Viewer]) -> tuple[date, ...]:
    first, last = database.rows("SELECT min(quarter_start), max(quarter_start) FROM fct_recorded_crime_quarterly")[0]
    return Period(first, last).months[::3] if first else ()


def quarterly_by_group(csp_names: Sequence[str], groups: Sequence[str], first: date, last: date) -> pd.DataFrame:
    """Offences of partnerships by offence group in the quarters that begin from ``first`` to ``last``.

    Columns: quarter_start, csp_name, force_name, district_code, offence_group, offence_count (null where nothing of a
    partnership was published for a quarter, 0 where something was and nothing of this group).
    """
    return _quarterly_by_group(database.build_key(), tuple(csp_names), tuple(groups), first, last)


@lru_cache(maxsize=16)
def _quarterly_by_group(
    _build: tuple[str, Viewer], csp_names: tuple[str, ...], groups: tuple[str, ...], first: date, last: date
) -> pd.DataFrame:
    return database.frame(
        """
        WITH own AS (
            SELECT csp_name, force_name, district_code, quarter_start, offence_group, offence_count
            FROM fct_recorded_crime_quarterly
            WHERE list_contains($csp_names, csp_name) AND quarter_start BETWEEN $first AND $last
        ),
        present AS (SELECT DISTINCT csp_name, force_name, quarter_start FROM own),
        counted AS (
            SELECT csp_name, force_name, quarter_start, offence_group, sum(offence_count) AS offence_count
            FROM own
            GROUP BY ALL
        )

        SELECT
            q.quarter_start,
            c.csp_name,
            c.force_name,
            c.district_code,
            g.offence_group,
            CASE WHEN p.csp_name IS NOT NULL THEN coalesce(n.offence_count, 0) END::BIGINT AS offence_count
        FROM (SELECT unnest($quarters::DATE[]) AS quarter_start) AS q
        CROSS JOIN (
            SELECT DISTINCT csp_name, force_name, district_code FROM fct_recorded_crime_quarterly
            WHERE list_contains($csp_names, csp_name)
        ) AS c
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
