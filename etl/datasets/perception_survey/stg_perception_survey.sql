CREATE TABLE stg_perception_survey AS
SELECT
    CAST(file_id AS INTEGER) AS file_id,
    CASE WHEN area_code IN (SELECT district_code FROM chosen_district) THEN 'loaded' ELSE 'outside' END AS fate,
    CAST(line AS INTEGER) AS display_order,
    question_id,
    question,
    response,
    CAST(is_up_bad AS BOOLEAN) AS is_up_bad,
    area_code,
    CAST(wave_end AS DATE) AS wave_end,
    CAST(wave_months AS INTEGER) AS wave_months,
    CAST(estimate_pct AS DOUBLE) AS estimate_pct,
    CAST(unweighted_base AS INTEGER) AS unweighted_base,
    source_id,
    document,
    paragraph,
    note
FROM raw_perception_survey;
