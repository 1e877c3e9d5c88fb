"""What a build has to say of itself, as queries: each gives a source and a sentence without its full stop."""

# What a force is to the area: it polices a district of it, or records much in one.
OWN = "list_contains((SELECT any_value(area_codes) FROM meta_build), district_code)"
OF_OWN_FORCE = f"(source, force) IN (SELECT (source, force) FROM dim_district_force WHERE {OWN})"

BRIDGE = "add the lookup of ONS from LSOA (2011) to LSOA (2021), or the whole of the lookup that names them"
# Beyond this share of the area's records a build without them would tell of falls that were none.
LOST = f"""
    SELECT grouped(sum(lost_count)) || ' records of the area would be lost: no lookup knows '
        || listed(list(lsoa_code ORDER BY lsoa_code), 'LSOA') || ', and no outline holds their points; {BRIDGE}'
    FROM unknown_lsoa
    WHERE lost_count > 0
    HAVING sum(lost_count) > 0.01 * (
        sum(lost_count) + (SELECT count(*) FROM own_record WHERE lsoa_code IS NOT NULL)
    )
"""

# Each query gives the notices of one kind, with the source that they are of.
NOTICES = {
    "no_force": f"""
        SELECT s.source, a.area_name || ': ' || coalesce(
            'no file of ' || d.force_name || ', which polices it, is loaded',
            'none of the forces that are loaded polices it'
        ) || ': no total, rate or change is given of it; add the street-level files of its force'
        FROM dim_area AS a
        -- An extract stands for the force of the area.
        CROSS JOIN (SELECT DISTINCT source FROM fct_coverage WHERE force <> source) AS s
        LEFT JOIN dim_district_force AS d ON s.source = d.source AND a.area_code = d.district_code
        WHERE a.area_type = 'district' AND {OWN.replace("district_code", "a.area_code")}
            AND NOT EXISTS (SELECT 1 FROM fct_coverage AS c WHERE c.source = d.source AND c.force = d.force)
        ORDER BY a.area_name
    """,
    "second_force": f"""
        SELECT o.source, o.force_name || ' lacks ' || len(o.missing_months) || ' of the months that the force of '
            || a.area_name || ' has, the first ' || strftime(o.missing_months[1], '%Y-%m') || if(
                o.is_left_out,
                ': its ' || grouped(o.record_count) || ' records there (' || printf('%.1f', o.share_pct)
                || ' % of those of its months) are left out of every figure',
                ': since it has ' || printf('%.1f', o.share_pct)
                || ' % of the records there, these months count as missing'
            ) || '; add its files of them'
        FROM dim_second_force AS o
        JOIN dim_area AS a ON o.district_code = a.area_code AND a.area_type = 'district'
        WHERE {OWN.replace("district_code", "o.district_code")}
        ORDER BY o.source, o.force_name, a.area_name
    """,
    "empty": """
        SELECT source, listed(list(file ORDER BY file), 'file') || ': no line below the header; fill or remove'
        FROM raw_file
        WHERE rows_read = 0 AND NOT is_own
        GROUP BY source ORDER BY source
    """,
    "refused": """
        SELECT source, file || ': ' || grouped(any_value(rows_rejected)) || ' of ' || grouped(any_value(rows_read))
            || ' rows refused, the first in line ' || min(line) || ', ' || min_by(reason, line)
            || '; correct them and build again'
        FROM meta_reject JOIN meta_load USING (source, file)
        GROUP BY source, file
        ORDER BY source, file
    """,
    "partial": f"""
        SELECT source, min(force_name) || ': only a part of its usual rows came in ' ||
            string_agg(strftime(period_month, '%Y-%m') || ' (' || round(usual_pct)::INT || ' %)', ', '
                ORDER BY period_month)
            || ', so these months count as missing; load them again, or say in a coverage_notes.csv that they are whole'
        FROM fct_coverage AS c
        WHERE NOT is_present AND record_count > 0 AND note IS NULL AND (
            {OF_OWN_FORCE} OR (source, force) IN (SELECT (source, force) FROM dim_second_force WHERE {OWN})
        )
        GROUP BY source, force
        ORDER BY source, force
    """,
    "absent": f"""
        WITH absent AS (
            SELECT source, force, force_name, period_month,
                period_month - to_months(
                    CAST(row_number() OVER (PARTITION BY source, force ORDER BY period_month) AS INTEGER)
                ) AS run
            FROM fct_coverage
            WHERE record_count = 0 AND NOT is_present AND {OF_OWN_FORCE}
        ),
        spans AS (
            SELECT source, force, min(force_name) AS force_name, min(period_month) AS first,
                strftime(first, '%Y-%m')
                || if(count(*) = 1, '', ' to ' || strftime(max(period_month), '%Y-%m')) AS span
            FROM absent
            GROUP BY source, force, run
        )
        SELECT source, min(force_name) || ' has no file of ' || string_agg(span, ', ' ORDER BY first)
            || ': a period that holds any of these months has no total; add its files'
        FROM spans
        GROUP BY source, force
        ORDER BY source, force
    """,
    # A national lookup leaves a few in ten thousand outside; one of a single district most, and always as many.
    "outside": f"""
        WITH own AS (
            SELECT *, unknown_lsoa_count + point_outside_count AS outside, 100 * outside / record_count AS pct
            FROM fct_coverage
            WHERE record_count > 0 AND {OF_OWN_FORCE}
        )
        SELECT source, min(force_name) || ': ' || grouped(sum(outside)) || ' of its '
            || grouped(sum(record_count)) || ' records are in no district that is loaded ('
            || grouped(sum(unknown_lsoa_count)) || ' with an LSOA that no lookup holds, '
            || grouped(sum(point_outside_count)) || ' with a point alone); '
            || 'if it is not that only a part of its districts is loaded, add the lookups that lack'
        FROM own
        GROUP BY source, force
        HAVING sum(outside) >= 0.01 * sum(record_count)
        ORDER BY source, force
    """,
    "unusual_month": f"""
        WITH own AS (
            SELECT *, 100 * (no_location_count + unknown_lsoa_count + point_outside_count) / record_count AS pct,
                median(pct) OVER (PARTITION BY source, force) AS usual
            FROM fct_coverage
            WHERE record_count > 0 AND {OF_OWN_FORCE}
        )
        SELECT source, min(force_name) || ': more records than usual (' || printf('%.1f', min(usual))
            || ' %) could not be placed in ' || string_agg(
                strftime(period_month, '%Y-%m') || ' (' || printf('%.1f', pct) || ' %)', ', ' ORDER BY period_month
            ) || ': ' || grouped(sum(no_location_count)) || ' without location, ' || grouped(sum(unknown_lsoa_count))
            || ' with an LSOA that no lookup holds, ' || grouped(sum(point_outside_count))
            || ' with a point in no district'
        FROM own
        WHERE pct >= usual + 2 AND pct >= 1.5 * usual AND record_count * (pct - usual) >= 1000
        GROUP BY source, force
        ORDER BY source, force
    """,
    "unmatched_partnership": """
        SELECT source, 'Home Office recorded crime: ' || grouped(sum(rows_read)) || ' rows were read, and none is '
            || 'of the partnership of the area: no district of the area has a partnership of its name there'
        FROM meta_load
        WHERE source = 'recorded_crime_csp'
        GROUP BY source
        HAVING sum(rows_read) > 0 AND NOT EXISTS (SELECT 1 FROM fct_recorded_crime_quarterly)
    """,
    "unknown_lsoa": f"""
        SELECT any_value(source), 'No lookup knows ' || listed(list(lsoa_code ORDER BY lsoa_code), 'LSOA')
            || ' of the area: ' || grouped(sum(placed_count)) || ' records were placed by their points, '
            || grouped(sum(lost_count)) || ' are outside; {BRIDGE}'
        FROM unknown_lsoa
        HAVING count(*) > 0
    """,
    "contradicted": """
        SELECT any_value(source), 'Records placed by their points, well inside a ward of the area, though their LSOA '
            || 'is of another district: ' || count(*)
        FROM contradicted_record
        HAVING count(*) > 0
    """,
    "undrawn_ward": """
        SELECT 'boundaries', 'Wards of ' || vintage || ': ' || listed(list(ward_code ORDER BY ward_code), 'ward')
            || ' have no outline; add the boundaries of their year'
        FROM stg_ward_set
        ANTI JOIN (
            SELECT vintage, area_code AS ward_code FROM stg_boundaries WHERE area_type = 'ward' AND fate <> 'outside'
        ) USING (vintage, ward_code)
        GROUP BY vintage
        ORDER BY vintage
    """,
    "no_residents": """
        SELECT 'populations', 'Wards of ' || vintage || ': ' || listed(list(area_code ORDER BY area_code), 'ward')
            || if(count(*) = 1, ' has', ' have') || ' no residents, so no rates; '
            || 'add the lookup from LSOA to ward of their year, or residents by ward'
        FROM dim_area
        WHERE area_type = 'ward' AND population IS NULL
        GROUP BY vintage
        ORDER BY vintage
    """,
    "other_residents": """
        WITH counted AS (
            SELECT file_id, area_code, lsoa_vintage, population_year, sum(population) AS population
            FROM stg_population_year
            WHERE fate = 'loaded'
            GROUP BY ALL
        )
        SELECT 'populations', 'Residents of ' || a.population_year || ': ' || f.file || ' and ' || g.file
            || ' have different figures of ' || listed(list(a.area_code ORDER BY a.area_code), 'area')
            || '; those of the first count: keep the file that is right'
        FROM counted AS a
        JOIN counted AS b
            ON a.area_code = b.area_code AND a.lsoa_vintage IS NOT DISTINCT FROM b.lsoa_vintage
            AND a.population_year = b.population_year AND a.file_id < b.file_id AND a.population <> b.population
        JOIN raw_file AS f ON a.file_id = f.file_id
        JOIN raw_file AS g ON b.file_id = g.file_id
        GROUP BY a.population_year, f.file, g.file
        ORDER BY a.population_year, f.file, g.file
    """,
    "two_wards": """
        SELECT 'lookups', listed(list(lsoa_code ORDER BY lsoa_code), 'LSOA') || ': in more than one ward of ' || vintage
            || ' by the lookups, of which one counts; keep the lookup that is right'
        FROM (
            SELECT lsoa_code, s.vintage
            FROM stg_lookup_vintage JOIN stg_ward_set AS s USING (ward_code)
            GROUP BY ALL HAVING count(DISTINCT ward_code) > 1 AND lsoa_code IS NOT NULL
        )
        GROUP BY vintage ORDER BY vintage
    """,
    "unused_ward": """
        SELECT 'lookups', listed(list(DISTINCT l.ward_code ORDER BY l.ward_code), 'ward')
            || ' of a lookup: in no file of boundaries, and not used'
        FROM stg_lookup_vintage AS l
        JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
        WHERE d.district_code IN (SELECT district_code FROM chosen_district)
            AND l.ward_code NOT IN (SELECT ward_code FROM stg_ward_set)
        HAVING count(*) > 0
    """,
}

# The same against the build before, attached as ``before``.
SINCE_BEFORE = {
    "lost": """
        SELECT n.source, 'Since the last build ' || grouped(b.records - n.records) || ' of ' || grouped(b.records)
            || ' records of the area are gone from the months that both hold'
        FROM (
            SELECT source, count(*) AS records FROM before.fct_crime
            WHERE (source, period_month) IN (SELECT (source, period_month) FROM fct_crime)
            GROUP BY source
        ) AS b
        JOIN (
            SELECT source, count(*) AS records FROM fct_crime
            WHERE (source, period_month) IN (SELECT (source, period_month) FROM before.fct_crime)
            GROUP BY source
        ) AS n ON b.source = n.source
        WHERE n.records < 0.99 * b.records
        ORDER BY n.source
    """,
    "more_outside": """
        SELECT n.source, 'Since the last build the share of records that are in no district that is loaded rose from '
            || printf('%.1f', 100 * b.share) || ' to ' || printf('%.1f', 100 * n.share) || ' %; a lookup may be missing'
        FROM (
            SELECT source, sum(unknown_lsoa_count + point_outside_count) / sum(record_count) AS share
            FROM fct_coverage GROUP BY source
        ) AS n
        JOIN (
            SELECT source, sum(unknown_lsoa_count + point_outside_count) / sum(record_count) AS share
            FROM before.fct_coverage GROUP BY source
        ) AS b ON n.source = b.source
        WHERE n.share >= b.share + 0.01
        ORDER BY n.source
    """,
}
