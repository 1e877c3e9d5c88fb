-- A month of a place and measure is kept once. Two files that differ on it are refused: nothing says which is newer.
CREATE TABLE stg_place_reports AS
WITH known AS (
    SELECT
        *,
        measure || ' of ' || place_id || ' in ' || strftime(period_month, '%Y-%m') AS counted,
        CASE
            WHEN place_id NOT IN (SELECT place_id FROM stg_places WHERE fate IN ('loaded', 'outside'))
                THEN 'place_id ' || shown(place_id) || ' is none of the places loaded'
        END AS reason
    FROM typed_place_reports
),
ranked AS (
    SELECT
        *,
        row_number() OVER same_month AS occurrence,
        first_value(file_id) OVER same_month AS first_file_id,
        first_value(count) OVER same_month AS first_count,
        -- A line that says nothing is for partners, and so is one of two that differ on it: partner comes first.
        min(coalesce(audience, 'partner')) OVER (
            PARTITION BY place_id, period_month, measure, reason IS NULL
        ) AS narrowest
    FROM known
    WINDOW same_month AS (PARTITION BY place_id, period_month, measure, reason IS NULL ORDER BY file_id, line)
),
judged AS (
    SELECT
        * EXCLUDE (reason),
        CASE
            WHEN reason IS NOT NULL THEN reason
            WHEN occurrence > 1 AND file_id = first_file_id THEN counted || ' are given twice in the file'
            WHEN occurrence > 1 AND count <> first_count
                THEN counted || ' are ' || first_count || ' in ' || (
                    SELECT file FROM raw_file AS f WHERE f.file_id = first_file_id
                )
        END AS reason
    FROM ranked
)

SELECT
    j.* REPLACE (j.narrowest AS audience),
    CASE
        WHEN j.reason IS NOT NULL THEN 'rejected'
        WHEN j.occurrence > 1 THEN 'duplicate'
        WHEN j.place_id NOT IN (SELECT place_id FROM stg_places WHERE fate = 'loaded') THEN 'outside'
        ELSE 'loaded'
    END AS fate
FROM judged AS j;

INSERT INTO raw_reject
SELECT file_id, line, reason, NULL FROM stg_place_reports WHERE fate = 'rejected';
