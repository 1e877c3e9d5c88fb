-- Of lines on one figure the first counts, and raw files come before our own; a line of another area is left out.
CREATE TABLE stg_perception_survey AS
WITH told AS (
    SELECT
        * EXCLUDE (
            survey, mode, quantity, who_asked, area_kind, subgroup_kind, subgroup, wave_kind, wave_end, wave_months,
            unweighted_base, assumed_base
        ),
        coalesce(survey, source_id, document, 'Not named') AS survey,
        coalesce(mode, 'not stated') AS mode,
        coalesce(quantity, 'share') AS quantity,
        coalesce(who_asked, 'Residents') AS who_asked,
        coalesce(area_kind, if(area_code IN (SELECT ward_code FROM stg_ward), 'ward', 'district')) AS area_kind,
        coalesce(subgroup_kind, 'everyone') AS subgroup_kind,
        coalesce(subgroup, 'everyone') AS subgroup,
        if(isinf(wave_end), 'not stated', coalesce(wave_kind, 'wave')) AS wave_kind,
        if(isinf(wave_end), NULL, wave_end) AS wave_end,
        nullif(wave_months, 0) AS wave_months,
        if(unweighted_base > 0, unweighted_base, NULL) AS unweighted_base,
        if(unweighted_base < 0, -unweighted_base, NULL) AS base_below,
        if(assumed_base > 0, assumed_base, NULL) AS assumed_base
    FROM typed_perception_survey
)

SELECT
    CASE
        WHEN area_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN row_number() OVER (
            PARTITION BY
                survey, question_id, mode, quantity, area_kind, area_code, subgroup_kind, subgroup, wave_end, wave_months
            ORDER BY file_id, line
        ) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    'perception_survey' AS source,
    'public' AS audience,
    *
FROM told;
