"""What must be true of a build before it is published."""

from pathlib import Path

import duckdb

from data.model.schema import CELL_SIZES_M
from etl.errors import CheckError
from etl.publish import contract
from etl.publish.before import attached

# Each query gives the rows that break the rule that it is named for.
RULES = {
    "a file's rows are not all accounted for": """
        SELECT file || ': ' || rows_read || ' read, '
            || (rows_loaded + rows_outside_area + rows_no_location + rows_duplicate + rows_rejected) || ' accounted for'
        FROM meta_load
        WHERE rows_read <> rows_loaded + rows_outside_area + rows_no_location + rows_duplicate + rows_rejected
    """,
    "an area has no name": "SELECT area_code FROM dim_area WHERE area_name IS NULL AND area_type <> 'lsoa'",
    "a record has no month, type or district": """
        SELECT record_id::VARCHAR FROM fct_crime
        WHERE period_month IS NULL OR crime_type IS NULL OR district_code IS NULL
    """,
    # A record that names a ward, of one vintage, and no place may be in no ward of another.
    "ward counts and district counts of the area differ": """
        WITH counted AS (
            SELECT
                source, area_type, period_month, CASE area_type WHEN 'ward' THEN vintage END AS vintage,
                sum(offence_count) AS offence_count
            FROM fct_crime_monthly
            WHERE area_type = 'ward' OR area_code IN (SELECT unnest(area_codes) FROM meta_build)
            GROUP BY ALL
        ),
        placeless AS (
            SELECT source, period_month, count(*) AS records FROM fct_crime
            WHERE longitude IS NULL AND lsoa_code IS NULL
            GROUP BY ALL
        )
        SELECT
            w.vintage || ' ' || w.period_month || ': ' || w.offence_count || ' in wards, '
            || d.offence_count || ' in all'
        FROM counted AS w
        JOIN counted AS d ON w.source = d.source AND w.period_month = d.period_month AND d.area_type = 'district'
        LEFT JOIN placeless AS p ON w.source = p.source AND w.period_month = p.period_month
        WHERE
            w.area_type = 'ward'
            AND w.offence_count NOT BETWEEN d.offence_count - coalesce(p.records, 0) AND d.offence_count
    """,
    "the cube and the records of the area differ": """
        SELECT r.source || ': fct_crime ' || r.records || ', fct_crime_monthly ' || coalesce(m.counted, 0)
        FROM (SELECT source, count(*) AS records FROM fct_crime GROUP BY source) AS r
        LEFT JOIN (
            SELECT source, sum(offence_count) AS counted FROM fct_crime_monthly
            WHERE area_type = 'district' AND area_code IN (SELECT unnest(area_codes) FROM meta_build)
            GROUP BY source
        ) AS m ON r.source = m.source
        WHERE r.records <> coalesce(m.counted, 0)
    """,
    "cell counts and the area's records with a point differ": f"""
        SELECT s.cell_size_m || ' m, ' || r.period_month || ': ' || coalesce(c.counted, 0) || ' in cells, '
            || r.located || ' with a point'
        FROM (SELECT unnest({list(CELL_SIZES_M)}) AS cell_size_m) AS s
        CROSS JOIN (
            SELECT source, period_month, count(longitude) AS located FROM fct_crime
            WHERE source IN (SELECT source FROM dim_source WHERE audience = 'public')
            GROUP BY source, period_month
        ) AS r
        LEFT JOIN (
            SELECT source, cell_size_m, period_month, sum(offence_count) AS counted FROM fct_cell_monthly GROUP BY ALL
        ) AS c
            ON s.cell_size_m = c.cell_size_m AND r.source = c.source AND r.period_month = c.period_month
        WHERE coalesce(c.counted, 0) <> r.located
    """,
    "a cell with records is not in its layer": """
        SELECT DISTINCT f.cell_size_m || ' m, ' || f.cell_id
        FROM fct_cell_monthly AS f
        LEFT JOIN dim_cell AS c ON f.cell_size_m = c.cell_size_m AND f.cell_id = c.cell_id
        WHERE NOT coalesce(c.holds_point, false)
    """,
    "no record lies in the chosen area": "SELECT 'fct_crime is empty' WHERE NOT EXISTS (SELECT 1 FROM fct_crime)",
    "more than 1 % of a file was refused": """
        SELECT
            l.file || ': ' || l.rows_rejected || ' of ' || l.rows_read || ', first line ' || min(r.line) || ', '
            || min_by(r.reason, r.line) || '; correct the lines or remove the file'
        FROM meta_load AS l LEFT JOIN meta_reject AS r ON l.source = r.source AND l.file = r.file
        -- Figures of surveys are written by hand, a few a file: those that are sound are not held up by the others.
        WHERE l.rows_rejected > 0.01 * l.rows_read AND (l.source NOT LIKE '%survey%' OR l.rows_rejected = l.rows_read)
        GROUP BY l.file, l.rows_rejected, l.rows_read
    """,
    "a ward vintage has no boundaries": """
        SELECT DISTINCT vintage FROM dim_area
        WHERE area_type = 'ward' AND vintage NOT IN (SELECT vintage FROM dim_boundary WHERE area_type = 'ward')
    """,
    "a chosen area is in no lookup": """
        SELECT code FROM (SELECT unnest(area_codes) AS code FROM meta_build)
        WHERE code NOT IN (SELECT area_code FROM dim_area)
    """,
    "a place that is for partners is public": """
        SELECT place_id FROM dim_place AS p JOIN dim_place_kind AS k ON p.kind = k.kind
        WHERE k.is_always_partner AND p.audience <> 'partner'
        UNION ALL
        SELECT layer FROM dim_boundary
        WHERE area_type = 'place' AND audience = 'public' AND layer NOT IN (
            SELECT 'place-' || kind || '-public' FROM dim_place_kind WHERE NOT is_always_partner
        )
    """,
    "a report has no place": """
        SELECT DISTINCT place_id FROM fct_place_monthly WHERE place_id NOT IN (SELECT place_id FROM dim_place)
    """,
}


# The same against the build before, attached as ``before``, where both are of the same area and kind.
SINCE_BEFORE = {
    "a month fell by more than half since the last build": """
        SELECT b.source || ' ' || strftime(b.period_month, '%Y-%m') || ': ' || b.records || ' then, '
            || coalesce(n.records, 0) || ' now'
        FROM (SELECT source, period_month, count(*) AS records FROM before.fct_crime GROUP BY ALL) AS b
        LEFT JOIN (SELECT source, period_month, count(*) AS records FROM fct_crime GROUP BY ALL) AS n
            ON b.source = n.source AND b.period_month = n.period_month
        WHERE
            coalesce(n.records, 0) < b.records / 2
            AND b.period_month >= (
                SELECT min(period_month) FROM fct_coverage AS c WHERE c.source = b.source AND is_present
            )
        ORDER BY b.period_month
    """,
    "a tenth of the area's records is gone since the last build": """
        SELECT b.source || ': ' || sum(b.records) || ' then, ' || coalesce(sum(n.records), 0) || ' now'
        FROM (SELECT source, period_month, count(*) AS records FROM before.fct_crime GROUP BY ALL) AS b
        JOIN (SELECT source, period_month, count(*) AS records FROM fct_crime GROUP BY ALL) AS n
            ON b.source = n.source AND b.period_month = n.period_month
        GROUP BY b.source
        HAVING sum(n.records) < 0.9 * sum(b.records)
    """,
    "a crime type has vanished since the last build": """
        SELECT DISTINCT b.crime_type FROM before.fct_crime AS b
        WHERE
            (b.source, b.crime_type) NOT IN (SELECT (source, crime_type) FROM fct_crime)
            AND b.period_month >= (
                SELECT min(period_month) FROM fct_coverage AS c WHERE c.source = b.source AND is_present
            )
        ORDER BY b.crime_type
    """,
    "a source has vanished since the last build": """
        SELECT DISTINCT source FROM before.meta_load WHERE source NOT IN (SELECT source FROM meta_load) ORDER BY source
    """,
}


def check(connection: duckdb.DuckDBPyConnection, before: Path | None) -> None:
    """Raise CheckError naming each rule that the build breaks, with its first three breaches.

    The contract of its tables comes first: on a build that breaks it the other rules cannot be asked.

    before: the build to compare with, if there is one.
    """
    broken = contract.breaches(connection) or _breaches(connection, RULES)
    with attached(connection, before) as is_comparable:
        fallen = _breaches(connection, SINCE_BEFORE) if is_comparable else []
    broken += [*fallen, "if that is meant, build with --accept-losses"] if fallen else []
    if broken:
        raise CheckError("; ".join(broken))


def _breaches(connection: duckdb.DuckDBPyConnection, rules: dict[str, str]) -> list[str]:
    broken = []
    for rule, query in rules.items():
        if breaches := [str(row[0]) for row in connection.execute(query).fetchall()]:
            more = f" and {len(breaches) - 3} more" if len(breaches) > 3 else ""
            broken.append(f"{rule} ({'; '.join(breaches[:3])}{more})")
    return broken
