-- Quarters by partnership and offence, each partnership under the latest of its spellings.
CREATE TABLE fct_recorded_crime_quarterly AS
WITH spelling AS (
    SELECT csp_key, force_name, max_by(csp_name, quarter_start) AS csp_name
    FROM stg_recorded_crime_csp
    WHERE fate = 'loaded'
    GROUP BY csp_key, force_name
)

SELECT
    'recorded_crime_csp' AS source,
    r.financial_year,
    r.quarter,
    r.quarter_start,
    r.force_name,
    s.csp_name,
    r.district_code,
    r.offence_code,
    r.offence_description,
    r.offence_group,
    r.offence_subgroup,
    r.offence_count
FROM stg_recorded_crime_csp AS r
JOIN spelling AS s ON r.csp_key = s.csp_key AND r.force_name = s.force_name
WHERE r.fate = 'loaded'
ORDER BY s.csp_name, r.quarter_start, r.offence_group, r.offence_code, r.offence_description;

-- Sheets of workbooks: rows_read is null where a sheet has not the table's columns, and was passed over.
CREATE TABLE meta_sheet AS
SELECT f.source, f.file, s.sheet, s.rows_read
FROM raw_recorded_crime_sheet AS s
JOIN raw_file AS f ON s.file_id = f.file_id
WHERE s.sheet IS NOT NULL
ORDER BY f.file, s.sheet;
