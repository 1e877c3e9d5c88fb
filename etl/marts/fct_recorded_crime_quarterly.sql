-- Quarters by partnership and offence, each partnership under the latest of its spellings; the parts of a district of
-- today are added up under its name, in the quarters in which all of that year are there.
CREATE TABLE fct_recorded_crime_quarterly AS
WITH loaded AS (
    SELECT r.*, c.whole_name
    FROM stg_recorded_crime_csp AS r
    JOIN stg_csp AS c ON r.csp_name = c.csp_name AND r.force_name = c.force_name
    WHERE r.fate = 'loaded'
),
spelling AS (
    SELECT whole_key, force_name, coalesce(any_value(whole_name), max_by(csp_name, quarter_start)) AS csp_name
    FROM loaded
    GROUP BY whole_key, force_name
),
whole_quarter AS (
    SELECT
        whole_key, force_name, quarter_start, financial_year,
        bool_or(csp_key = whole_key) AS is_whole, count(DISTINCT csp_key) AS parts
    FROM loaded
    GROUP BY whole_key, force_name, quarter_start, financial_year
    QUALIFY is_whole OR parts = max(parts) OVER (PARTITION BY whole_key, force_name, financial_year)
)

SELECT
    'recorded_crime_csp' AS source,
    r.financial_year,
    r.quarter,
    r.quarter_start,
    r.force_name,
    s.csp_name,
    r.offence_code,
    r.offence_description,
    r.offence_group,
    any_value(r.offence_subgroup) AS offence_subgroup,
    CAST(sum(r.offence_count) AS BIGINT) AS offence_count
FROM loaded AS r
JOIN spelling AS s ON r.whole_key = s.whole_key AND r.force_name = s.force_name
JOIN whole_quarter AS w
    ON r.whole_key = w.whole_key AND r.force_name = w.force_name AND r.quarter_start = w.quarter_start
GROUP BY ALL
ORDER BY s.csp_name, r.quarter_start, r.offence_group, r.offence_code, r.offence_description;

-- Each partnership with its districts, a row for each; district_code is null where none is known.
CREATE TABLE dim_partnership AS
SELECT DISTINCT
    'recorded_crime_csp' AS source, q.force_name, q.csp_name, d.district_code, c.is_own, c.is_similar, n.note
FROM (SELECT DISTINCT force_name, csp_name, csp_key(csp_name) AS whole_key FROM fct_recorded_crime_quarterly) AS q
JOIN (
    SELECT force_name, whole_key, bool_or(is_own) AS is_own, bool_or(is_similar) AND NOT bool_or(is_own) AS is_similar
    FROM stg_csp
    GROUP BY force_name, whole_key
) AS c ON q.force_name = c.force_name AND q.whole_key = c.whole_key
LEFT JOIN stg_csp_district AS d ON q.whole_key = d.csp_key
LEFT JOIN stg_csp_note AS n ON q.force_name = n.force_name AND q.whole_key = n.whole_key
ORDER BY q.force_name, q.csp_name, d.district_code;

-- Sheets of workbooks: rows_read is null where a sheet has not the table's columns, and was passed over.
CREATE TABLE meta_sheet AS
SELECT f.source, f.file, s.sheet, s.rows_read
FROM raw_recorded_crime_sheet AS s
JOIN raw_file AS f ON s.file_id = f.file_id
WHERE s.sheet IS NOT NULL
ORDER BY f.file, s.sheet;
