-- A wave of a question in an area is kept once: the first file that gives it, and raw files come before our own.
CREATE TABLE stg_perception_survey AS
WITH typed AS (
    SELECT
        try_cast(file_id AS INTEGER) AS file_id,
        try_cast(line AS INTEGER) AS line,
        question_id,
        question,
        response,
        try_cast(is_up_bad AS BOOLEAN) AS is_up_bad,
        area_code,
        try_cast(wave_end AS DATE) AS wave_end,
        try_cast(wave_months AS INTEGER) AS wave_months,
        try_cast(estimate_pct AS DOUBLE) AS estimate_pct,
        try_cast(unweighted_base AS INTEGER) AS unweighted_base,
        try_cast(assumed_base AS INTEGER) AS assumed_base,
        source_id,
        document,
        paragraph,
        note
    FROM raw_perception_survey
)

SELECT
    file_id,
    CASE
        WHEN question_id IS NULL OR wave_end IS NULL OR wave_months IS NULL THEN 'rejected'
        WHEN coalesce(estimate_pct NOT BETWEEN 0 AND 100, true) THEN 'rejected'
        WHEN area_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN
            row_number() OVER (
                PARTITION BY question_id, area_code, wave_end, wave_months ORDER BY file_id, line
            ) > 1
            THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    line,
    file_id * 100000 + line AS display_order,
    * EXCLUDE (file_id, line)
FROM typed;

INSERT INTO raw_reject
SELECT file_id, line, 'question_id, wave_end (YYYY-MM-DD), wave_months or estimate_pct (0 to 100) is not given', NULL
FROM stg_perception_survey
WHERE fate = 'rejected';
