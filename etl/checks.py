"""What must be true of a build before it is published."""

import duckdb

from etl.errors import CheckError

# Each query gives the rows that break the rule that it is named for.
RULES = {
    "a file's rows are not all accounted for": """
        SELECT file || ': ' || rows_read || ' read, '
            || (rows_loaded + rows_outside_area + rows_no_location + rows_duplicate + rows_rejected) || ' accounted for'
        FROM meta_load
        WHERE rows_read <> rows_loaded + rows_outside_area + rows_no_location + rows_duplicate + rows_rejected
    """,
    "an area occurs twice in dim_area": """
        SELECT area_code || ' ' || vintage FROM dim_area GROUP BY area_code, vintage HAVING count(*) > 1
    """,
    "an area has no name": "SELECT area_code FROM dim_area WHERE area_name IS NULL AND area_type <> 'lsoa'",
    "a record has no month, type or district": """
        SELECT record_id::VARCHAR FROM fct_crime
        WHERE period_month IS NULL OR crime_type IS NULL OR district_code IS NULL
    """,
    "ward counts and district counts of the area differ": """
        SELECT vintage || ' ' || period_month || ': ' || ward_count || ' in wards, ' || district_count || ' in all'
        FROM (
            SELECT
                w.vintage, w.period_month, sum(w.offence_count) AS ward_count,
                any_value(d.offence_count) AS district_count
            FROM fct_crime_monthly AS w
            JOIN (
                SELECT period_month, sum(offence_count) AS offence_count
                FROM fct_crime_monthly
                WHERE area_type = 'district' AND area_code IN (SELECT unnest(area_codes) FROM meta_build)
                GROUP BY period_month
            ) AS d ON w.period_month = d.period_month
            WHERE w.area_type = 'ward'
            GROUP BY w.vintage, w.period_month
        )
        WHERE ward_count <> district_count
    """,
    "the cube and the records of the area differ": """
        SELECT 'fct_crime ' || records || ', fct_crime_monthly ' || counted
        FROM (
            SELECT
                (SELECT count(*) FROM fct_crime) AS records,
                (
                    SELECT coalesce(sum(offence_count), 0) FROM fct_crime_monthly
                    WHERE area_type = 'district' AND area_code IN (SELECT unnest(area_codes) FROM meta_build)
                ) AS counted
        )
        WHERE records <> counted
    """,
    "no record lies in the chosen area": "SELECT 'fct_crime is empty' WHERE NOT EXISTS (SELECT 1 FROM fct_crime)",
    "a source has no audience": "SELECT source FROM dim_source WHERE audience NOT IN ('public', 'partner')",
}


def check(connection: duckdb.DuckDBPyConnection, area: tuple[str, ...]) -> None:
    """Raise CheckError naming each rule that the build breaks, with its first three breaches."""
    known = {code for (code,) in connection.execute("SELECT area_code FROM dim_area").fetchall()}
    if unknown := [code for code in area if code not in known]:
        raise CheckError(
            f"DASHBOARD_AREA names {', '.join(unknown)}, which no lookup knows; correct it or add a lookup"
        )
    broken = []
    for rule, query in RULES.items():
        if breaches := [str(row[0]) for row in connection.execute(query).fetchall()]:
            more = f" and {len(breaches) - 3} more" if len(breaches) > 3 else ""
            broken.append(f"{rule} ({'; '.join(breaches[:3])}{more})")
    if broken:
        raise CheckError("the build was not published: " + "; ".join(broken))
