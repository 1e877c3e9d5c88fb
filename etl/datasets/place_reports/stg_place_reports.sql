-- A month of a place and measure is kept once. Two files that differ on it are refused: nothing says which is newer.
CREATE TEMP TABLE checked_report AS
SELECT
    CAST(r.file_id AS INTEGER) AS file_id,
    CAST(r.line AS INTEGER) AS line,
    r.place_id,
    r.period_month,
    r.measure,
    r.count,
    r.cited_source,
    CASE
        WHEN r.place_id IS NULL THEN 'place_id is empty'
        WHEN r.place_id NOT IN (SELECT place_id FROM stg_places WHERE fate IN ('loaded', 'outside'))
            THEN 'place_id ' || shown(r.place_id) || ' is none of the places loaded'
        WHEN NOT coalesce(regexp_full_match(r.period_month, '(19|20)\d{2}-(0[1-9]|1[0-2])'), false)
            THEN 'period_month ' || shown(r.period_month) || ' is not a month, YYYY-MM'
        WHEN m.measure IS NULL THEN 'measure ' || shown(r.measure) || ' is not known'
        WHEN NOT coalesce(is_whole(r.count), false)
            THEN 'count ' || shown(r.count) || ' is not a whole number of 0 or more'
        WHEN r.cited_source IS NULL THEN 'cited_source is empty'
    END AS reason
FROM raw_place_reports AS r
LEFT JOIN meta_measure AS m ON m.source = 'place_reports' AND r.measure = m.measure;

CREATE TABLE stg_place_reports AS
WITH ranked AS (
    SELECT
        *,
        row_number() OVER same_month AS occurrence,
        first_value(file_id) OVER same_month AS first_file_id,
        first_value(count) OVER same_month AS first_count
    FROM checked_report
    WINDOW same_month AS (PARTITION BY place_id, period_month, measure, reason IS NULL ORDER BY file_id, line)
),
judged AS (
    SELECT
        * EXCLUDE (reason),
        CASE
            WHEN reason IS NOT NULL THEN reason
            WHEN occurrence > 1 AND file_id = first_file_id
                THEN measure || ' of ' || place_id || ' in ' || period_month || ' are given twice in the file'
            WHEN occurrence > 1 AND CAST(count AS INTEGER) <> CAST(first_count AS INTEGER)
                THEN measure || ' of ' || place_id || ' in ' || period_month || ' are ' || first_count || ' in '
                    || (SELECT file FROM raw_file AS f WHERE f.file_id = first_file_id)
        END AS reason
    FROM ranked
)

SELECT
    j.file_id,
    j.line,
    CASE
        WHEN j.reason IS NOT NULL THEN 'rejected'
        WHEN j.occurrence > 1 THEN 'duplicate'
        WHEN j.place_id NOT IN (SELECT place_id FROM stg_places WHERE fate = 'loaded') THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    j.reason,
    j.place_id,
    try_strptime(j.period_month || '-01', '%Y-%m-%d')::DATE AS period_month,
    j.measure,
    try_cast(j.count AS INTEGER) AS count,
    j.cited_source
FROM judged AS j;

INSERT INTO raw_reject
SELECT file_id, line, reason, NULL FROM stg_place_reports WHERE fate = 'rejected';

DROP TABLE checked_report;
