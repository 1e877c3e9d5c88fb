-- Who answered, with the district and ward of each, and what is wrong with a line, without what it says.
CREATE TABLE respondent AS
WITH answered AS (
    SELECT
        a.file_id, a.line, a.question_id, lower(a.answer) AS answer, q.question_id IS NOT NULL AS is_known,
        answers_in(q.scale) AS scale
    FROM raw_survey_answer AS a
    JOIN typed_survey_respondents AS t ON a.file_id = t.file_id AND a.line = t.line
    LEFT JOIN stg_survey_questions AS q
        ON q.fate = 'loaded' AND t.survey = q.survey AND csp_key(a.question_id) = csp_key(q.question_id)
),
wrong AS (
    SELECT
        file_id, line,
        string_agg(
            CASE
                WHEN NOT is_known THEN 'answer_' || question_id || ' is of no question of the survey: list it in a file of '
                    || 'survey_questions'
                WHEN scale IS NULL THEN 'answer_' || question_id || ' has no scale: give it in the file of survey_questions'
                WHEN NOT list_contains(scale, answer) THEN 'answer_' || question_id || ' is none of its scale'
            END, '; ' ORDER BY question_id
        ) AS reason
    FROM answered
    GROUP BY file_id, line
),
wave AS (
    SELECT DISTINCT
        survey, wave_months, date_trunc('month', wave_end) AS wave_end,
        date_trunc('month', wave_end) - to_months(wave_months - 1) AS wave_from
    FROM typed_survey_respondents
),
-- A year less three of its quarters would be the fourth, however few answered in it.
overlapping AS (
    SELECT DISTINCT a.survey, a.wave_end, a.wave_months
    FROM wave AS a
    JOIN wave AS b ON a.survey = b.survey AND a.wave_from <= b.wave_end AND b.wave_from <= a.wave_end
    WHERE (a.wave_end, a.wave_months) <> (b.wave_end, b.wave_months)
)

SELECT
    t.* REPLACE (CAST(date_trunc('month', t.wave_end) AS DATE) AS wave_end),
    a.district_code,
    CASE WHEN a.kind = 'ward' THEN a.code END AS ward_code,
    nullif(concat_ws('; ',
        w.reason,
        CASE WHEN a.code IS NULL AND NOT regexp_full_match(t.area_code, '(E0[6-9]|W06)\d{6}')
            THEN 'area_code is no ward or local authority that is known here' END,
        CASE WHEN t.weight IS NULL AND bool_or(t.weight IS NOT NULL) OVER (PARTITION BY t.file_id)
            THEN 'weight is empty, and other lines have one' END,
        CASE WHEN (t.survey, date_trunc('month', t.wave_end), t.wave_months) IN (FROM overlapping)
            THEN 'the wave shares months with another of the survey: a person stands in one' END
    ), '') AS reason
FROM typed_survey_respondents AS t
LEFT JOIN wrong AS w ON t.file_id = w.file_id AND t.line = w.line
LEFT JOIN survey_area AS a
    ON a.cell = if(regexp_full_match(t.area_code, '[A-Z]\d{8}'), t.area_code, csp_key(t.area_code));

CREATE TABLE stg_survey_respondents AS
SELECT
    r.file_id,
    r.line,
    CASE
        WHEN r.reason IS NOT NULL THEN 'rejected'
        -- Persons have no number: a file that is there twice is known by its bytes alone.
        WHEN f.file_id > min(f.file_id) OVER (PARTITION BY f.sha256) THEN 'duplicate'
        WHEN coalesce(r.district_code NOT IN (SELECT district_code FROM chosen_district), true) THEN 'outside'
        ELSE 'loaded'
    END AS fate
FROM respondent AS r
JOIN raw_file AS f ON r.file_id = f.file_id;

INSERT INTO raw_reject SELECT file_id, line, reason, NULL FROM respondent WHERE reason IS NOT NULL;

-- How many answered, everyone and by ward or by group, and what they said: Kish's design effect is of the weights.
CREATE TABLE survey_count AS
WITH person AS (
    SELECT r.*, coalesce(r.weight, 1) AS weighs
    FROM respondent AS r
    JOIN stg_survey_respondents AS s ON r.file_id = s.file_id AND r.line = s.line
    WHERE s.fate = 'loaded'
),
part AS (
    SELECT file_id, line, 'everyone' AS split, 'district' AS area_kind, district_code AS area_code, 'everyone' AS subgroup
    FROM person
    UNION ALL
    SELECT file_id, line, 'ward', 'ward', ward_code, 'everyone' FROM person WHERE ward_code IS NOT NULL
    UNION ALL
    SELECT file_id, line, split, 'district', district_code, subgroup
    FROM (UNPIVOT person ON age, sex, ethnicity, disability, victim INTO NAME split VALUE subgroup)
)

SELECT
    p.survey,
    coalesce(p.mode, 'not stated') AS mode,
    coalesce(p.who_asked, 'Residents') AS who_asked,
    p.wave_end,
    p.wave_months,
    q.question_id,
    p.district_code,
    t.split,
    t.area_kind,
    t.area_code,
    t.subgroup,
    count(*) AS base,
    100 * coalesce(sum(p.weighs) FILTER (WHERE list_contains(answers_in(q.response), lower(a.answer))), 0)
    / sum(p.weighs) AS estimate_pct,
    count(*) * sum(p.weighs * p.weighs) / (sum(p.weighs) * sum(p.weighs)) AS design_effect,
    bool_or(p.weight IS NOT NULL) AS is_weighted,
    if(bool_and(coalesce(p.audience, 'partner') = 'public'), 'public', 'partner') AS audience,
    min(p.file_id) AS file_id
FROM person AS p
JOIN part AS t ON p.file_id = t.file_id AND p.line = t.line
JOIN raw_survey_answer AS a ON p.file_id = a.file_id AND p.line = a.line
JOIN stg_survey_questions AS q
    ON q.fate = 'loaded' AND p.survey = q.survey AND csp_key(a.question_id) = csp_key(q.question_id)
GROUP BY ALL;

-- Those of 30 people or more. Where everyone less what is shown would be fewer than 30, the smallest that is left goes too.
CREATE TABLE raw_survey_cell AS
WITH told AS (
    SELECT
        c.*,
        e.base - sum(c.base) FILTER (WHERE c.base >= 30) OVER one_split AS unseen,
        row_number() OVER (one_split ORDER BY c.base < 30, c.base, c.area_code, c.subgroup) AS place
    FROM survey_count AS c
    JOIN survey_count AS e
        ON e.split = 'everyone'
        AND (c.survey, c.mode, c.who_asked, c.wave_end, c.wave_months, c.question_id, c.district_code)
        = (e.survey, e.mode, e.who_asked, e.wave_end, e.wave_months, e.question_id, e.district_code)
    WINDOW one_split AS (
        PARTITION BY
            c.survey, c.mode, c.who_asked, c.wave_end, c.wave_months, c.question_id, c.district_code, c.split
    )
)

SELECT
    survey, mode, question_id, who_asked, area_kind, area_code, wave_end, wave_months, estimate_pct, design_effect,
    is_weighted, audience,
    if(split IN ('everyone', 'ward'), 'everyone', split) AS subgroup_kind,
    subgroup,
    CAST(base AS INTEGER) AS unweighted_base,
    file_id,
    CAST(row_number() OVER (ORDER BY file_id, question_id, wave_end, split, area_code, subgroup) AS INTEGER) AS line
FROM told
WHERE base >= 30 AND NOT (split <> 'everyone' AND unseen BETWEEN 1 AND 29 AND place = 1);

CREATE VIEW line_survey_cell AS
SELECT * FROM typed_partner_survey WHERE false
UNION ALL BY NAME
SELECT *, 'survey_respondents' AS source FROM raw_survey_cell;

CREATE VIEW sign_survey_cell AS
SELECT file_id, line, '%' AS estimate_pct FROM raw_survey_cell;

-- A figure that was published of the same comes before the one counted.
CREATE TABLE stg_survey_cell AS
SELECT *
FROM judged_survey('line_survey_cell', 'sign_survey_cell');

-- What is counted is kept; of those who answered nothing is.
DROP TABLE respondent;
DROP TABLE raw_survey_answer;
DROP TABLE survey_count;
