-- An offence of a period and area is kept once: the first file that gives it, and raw files come before our own.
CREATE TABLE stg_published_performance AS
WITH typed AS (
    SELECT
        try_cast(file_id AS INTEGER) AS file_id,
        try_cast(line AS INTEGER) AS line,
        area_code,
        try_cast(period_from AS DATE) AS period_from,
        try_cast(period_to AS DATE) AS period_to,
        offence,
        crime_types,
        try_cast(offence_count AS BIGINT) AS offence_count,
        try_cast(change_pct AS DOUBLE) AS change_pct,
        document,
        paragraph,
        note
    FROM raw_published_performance
)

SELECT
    file_id,
    CASE
        WHEN offence IS NULL OR period_from IS NULL OR period_to IS NULL OR offence_count IS NULL THEN 'rejected'
        WHEN area_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN row_number() OVER (PARTITION BY area_code, period_to, offence ORDER BY file_id, line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    line,
    file_id * 100000 + line AS display_order,
    * EXCLUDE (file_id, line)
FROM typed;

INSERT INTO raw_reject
SELECT file_id, line, 'offence, period_from or period_to (YYYY-MM-DD), or offence_count is not given', NULL
FROM stg_published_performance
WHERE fate = 'rejected';
