-- Figures of a sample, one a question, area, group of people and wave: of one survey and mode, which are never mixed.
CREATE TABLE fct_survey_estimate AS
WITH loaded AS (
    SELECT * FROM stg_perception_survey WHERE fate = 'loaded'
    UNION ALL BY NAME
    SELECT * FROM stg_partner_survey WHERE fate = 'loaded'
    UNION ALL BY NAME
    SELECT * FROM stg_survey_cell WHERE fate = 'loaded'
)

SELECT
    survey || ' / ' || question_id AS question_key,
    survey,
    mode,
    question_id,
    quantity,
    who_asked,
    area_code,
    area_kind,
    area_name,
    subgroup_kind,
    subgroup,
    wave_kind,
    CAST(wave_end - to_months(wave_months - 1) AS DATE) AS wave_from,
    wave_end,
    wave_months,
    wave_said,
    estimate_pct,
    coalesce(unweighted_base, assumed_base) AS unweighted_base,
    unweighted_base IS NULL AND base_below IS NULL AS base_is_assumed,
    CASE
        WHEN source = 'survey_respondents' THEN 'counted'
        WHEN unweighted_base IS NOT NULL THEN 'published'
        WHEN base_below IS NOT NULL THEN 'below'
        WHEN assumed_base IS NOT NULL THEN 'assumed'
        ELSE 'not published'
    END AS base_status,
    base_below,
    design_effect,
    CASE
        WHEN design_effect IS NULL THEN 'assumed'
        WHEN source = 'survey_respondents' THEN 'computed'
        ELSE 'published'
    END AS design_effect_status,
    is_weighted,
    source_id,
    document,
    paragraph,
    note,
    audience,
    source,
    row_number() OVER (ORDER BY file_id, line) AS display_order
FROM loaded
ORDER BY display_order;

CREATE TABLE dim_survey_question AS
WITH said AS (
    -- What a list of questions says comes before what the lines of figures say.
    SELECT survey, question_id, question, wording, response, scale, is_up_bad, crime_types, 0 AS rank, file_id, line
    FROM stg_survey_questions
    WHERE fate = 'loaded'
    UNION ALL
    SELECT survey, question_id, question, wording, response, scale, is_up_bad, crime_types, 1, file_id, line
    FROM stg_perception_survey
    WHERE reason IS NULL
    UNION ALL
    SELECT survey, question_id, question, wording, response, scale, is_up_bad, crime_types, 2, file_id, line
    FROM stg_partner_survey
    WHERE reason IS NULL
)

SELECT
    survey || ' / ' || question_id AS question_key,
    survey,
    question_id,
    first(question ORDER BY question IS NULL, rank, file_id, line) AS question,
    first(wording ORDER BY wording IS NULL, rank, file_id, line) AS wording,
    first(response ORDER BY response IS NULL, rank, file_id, line) AS response,
    first(scale ORDER BY scale IS NULL, rank, file_id, line) AS scale,
    first(is_up_bad ORDER BY is_up_bad IS NULL, rank, file_id, line) AS is_up_bad,
    first(crime_types ORDER BY crime_types IS NULL, rank, file_id, line) AS crime_types,
    row_number() OVER (ORDER BY min((file_id, line))) AS display_order
FROM said
WHERE (survey, question_id) IN (SELECT (e.survey, e.question_id) FROM fct_survey_estimate AS e)
GROUP BY survey, question_id
ORDER BY display_order;
