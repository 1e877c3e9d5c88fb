CREATE TABLE dim_survey_question AS
SELECT
    question_id,
    first(question ORDER BY file_id, line) AS question,
    first(response ORDER BY file_id, line) AS response,
    first(is_up_bad ORDER BY file_id, line) AS is_up_bad,
    min(file_id * 100000 + line) AS display_order
FROM stg_perception_survey
WHERE fate = 'loaded'
GROUP BY question_id
ORDER BY display_order;

CREATE TABLE fct_survey_estimate AS
SELECT
    question_id,
    area_code,
    wave_end,
    wave_months,
    estimate_pct,
    coalesce(unweighted_base, assumed_base) AS unweighted_base,
    unweighted_base IS NULL AS base_is_assumed,
    source_id,
    document,
    paragraph,
    note
FROM stg_perception_survey
WHERE fate = 'loaded'
ORDER BY file_id, line;
