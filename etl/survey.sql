-- The figures of surveys that are taken so far, whatever file they came in: of two on one thing the first counts.
CREATE TABLE survey_figure (
    series VARCHAR, survey VARCHAR, question_id VARCHAR, source VARCHAR, file_id INTEGER, line BIGINT,
    estimate_pct DOUBLE, is_of_area BOOLEAN
);

-- What a cell of area_code names: a code, or the name of a district, or of a ward of the chosen area.
CREATE VIEW survey_area AS
SELECT district_code AS cell, district_code AS code, 'district' AS kind, district_name AS name, district_code
FROM stg_district
UNION ALL
SELECT ward_code, ward_code, 'ward', ward_name, district_code FROM stg_ward
UNION ALL
-- A name is a district's before a ward's, and a ward's newest code is meant.
SELECT cell, first(code ORDER BY rank, code DESC), first(kind ORDER BY rank, code DESC), first(name ORDER BY rank, code DESC),
    first(district_code ORDER BY rank, code DESC)
FROM (
    SELECT csp_key(district_name) AS cell, district_code AS code, 'district' AS kind, district_name AS name, district_code,
        1 AS rank
    FROM stg_district
    UNION ALL
    SELECT csp_key(ward_name), ward_code, 'ward', ward_name, district_code, 2
    FROM stg_ward
    WHERE district_code IN (SELECT c.district_code FROM chosen_district AS c)
    WINDOW one_name AS (PARTITION BY csp_key(ward_name))
    -- Which of two is meant the name does not say.
    QUALIFY min(district_code) OVER one_name = max(district_code) OVER one_name
)
GROUP BY cell;

-- Answers as a question lists them, with semicolons between.
CREATE MACRO answers_in(listed) AS list_transform(string_split(lower(listed), ';'), lambda part: trim(part));

-- The lines of a dataset of survey estimates with what is not said filled in, the area found, and what is wrong with each.
CREATE MACRO told_survey(lines, raw) AS TABLE
WITH cells AS (
    -- An estimate that is written with its sign is a percentage, however small.
    SELECT file_id, line, contains(estimate_pct, '%') AS has_sign FROM query_table(raw)
),
told AS (
    SELECT
        l.* EXCLUDE (
            survey, mode, quantity, who_asked, area_code, area_kind, area_name, subgroup_kind, subgroup, wave_kind,
            wave_end, wave_months, unweighted_base, assumed_base, audience
        ),
        coalesce(l.survey, l.source_id, l.document, 'Not named') AS survey,
        coalesce(l.mode, 'not stated') AS mode,
        coalesce(l.quantity, 'share') AS quantity,
        coalesce(l.who_asked, 'Residents') AS who_asked,
        l.area_code AS area_cell,
        if(l.area_kind = 'other', l.area_code, coalesce(a.code, l.area_code)) AS area_code,
        coalesce(l.area_kind, a.kind, if(regexp_full_match(l.area_code, '[EW]05\d{6}'), 'ward', 'district')) AS area_kind,
        if(l.area_kind = 'other', l.area_name, coalesce(a.name, l.area_name)) AS area_name,
        a.kind AS found_kind,
        a.district_code AS found_district,
        coalesce(l.subgroup_kind, 'everyone') AS subgroup_kind,
        coalesce(l.subgroup, 'everyone') AS subgroup,
        if(isinf(l.wave_end), 'not stated', coalesce(l.wave_kind, 'wave')) AS wave_kind,
        CAST(if(isinf(l.wave_end), NULL, date_trunc('month', l.wave_end)) AS DATE) AS wave_end,
        nullif(l.wave_months, 0) AS wave_months,
        if(l.unweighted_base > 0, l.unweighted_base, NULL) AS unweighted_base,
        if(l.unweighted_base < 0, -l.unweighted_base, NULL) AS base_below,
        if(l.assumed_base > 0, l.assumed_base, NULL) AS assumed_base,
        coalesce(l.audience, 'partner') AS audience,
        c.has_sign
    FROM query_table(lines) AS l
    JOIN cells AS c ON l.file_id = c.file_id AND l.line = c.line
    LEFT JOIN survey_area AS a ON a.cell = if(regexp_full_match(l.area_code, '[A-Z]\d{8}'), l.area_code, csp_key(l.area_code))
),
asked AS (
    SELECT
        *,
        -- A share of 1 is a percentage below one to whoever does not look: a question of nothing else is refused.
        max(estimate_pct) OVER one_question <= 1
        AND bool_or(estimate_pct <> round(estimate_pct)) OVER one_question
        AND NOT bool_or(has_sign) OVER one_question AS is_of_1,
        count(question) OVER (PARTITION BY survey, question_id) > 0
        OR (survey, question_id) IN (SELECT (q.survey, q.question_id) FROM stg_survey_questions AS q WHERE q.fate = 'loaded')
            AS is_known
    FROM told
    WINDOW one_question AS (PARTITION BY file_id, survey, question_id)
)

SELECT
    *,
    concat_ws('; ',
        CASE WHEN NOT is_known THEN
            'question_id ' || shown(question_id) || ' is not known: give its words in the column question, or list it in a '
            || 'file of survey_questions'
        END,
        CASE
            WHEN area_kind = 'other' AND area_name IS NULL THEN 'area_name is empty: an area of kind other needs one'
            WHEN area_kind <> 'other' AND found_kind <> area_kind
                THEN 'area_code ' || shown(area_cell) || ' is no ' || area_kind || ', it is a ' || found_kind
            WHEN area_kind = 'ward' AND found_kind IS NULL
                THEN 'area_code ' || shown(area_cell) || ' is no ward that is known here'
            WHEN area_kind <> 'other' AND found_kind IS NULL AND regexp_full_match(area_cell, '(E1[0-9]|E2\d|K\d\d|[EWSN]92)\d{6}')
                THEN 'area_code ' || shown(area_cell) || ' is neither a local authority nor a ward: say area_kind other, and '
                || 'its area_name'
            WHEN area_kind <> 'other' AND found_kind IS NULL AND NOT regexp_full_match(area_cell, '[A-Z]\d{8}')
                THEN 'area_code ' || shown(area_cell) || ' is neither a code nor the name of one area that is known here'
        END,
        CASE WHEN is_of_1 THEN
            'estimate_pct ' || estimate_pct || ' may be a share of 1: write 100 times as much, or the sign % after it where it is '
            || 'less than one in a hundred'
        END,
        CASE WHEN (subgroup_kind = 'everyone') <> (subgroup = 'everyone')
            THEN 'only one of subgroup_kind and subgroup is given' END,
        CASE WHEN (wave_end IS NULL) <> (wave_months IS NULL)
            THEN 'only one of wave_end and wave_months is stated' END
    ) AS wrong,
    concat_ws(' / ',
        survey, question_id, mode, quantity, area_kind, area_code, subgroup_kind, subgroup,
        coalesce(CAST(wave_end AS VARCHAR), 'not stated'), wave_months
    ) AS series
FROM asked;

-- The same with what becomes of each line: its fate, and the reason where it is refused.
CREATE MACRO judged_survey(lines, raw) AS TABLE
WITH told AS MATERIALIZED (
    SELECT * FROM told_survey(lines, raw)
),
every AS (
    SELECT series, source, file_id, line, estimate_pct FROM survey_figure
    UNION ALL
    SELECT series, source, file_id, line, estimate_pct FROM told WHERE wrong = ''
),
ranked AS (
    SELECT
        *,
        row_number() OVER one AS occurrence,
        first_value(source) OVER one AS first_source,
        first_value(file_id) OVER one AS first_file_id,
        first_value(line) OVER one AS first_line,
        first_value(estimate_pct) OVER one AS first_pct
    FROM every
    -- What is published comes before what a partner holds, and the files that are given before our own.
    WINDOW one AS (PARTITION BY series ORDER BY source <> 'perception_survey', file_id, line)
),
compared AS (
    SELECT
        t.*,
        coalesce(r.occurrence > 1, false) AS is_second,
        CASE
            WHEN t.wrong <> '' THEN t.wrong
            WHEN r.occurrence > 1 AND NOT f.is_own AND r.first_file_id = t.file_id
                THEN 'the figure of this question, area, group and wave is on line ' || r.first_line || ' too, which counts'
            WHEN r.occurrence > 1 AND NOT f.is_own AND r.first_pct <> t.estimate_pct
                THEN 'the figure of this question, area, group and wave is ' || r.first_pct || ' in '
                || (SELECT g.file FROM raw_file AS g WHERE g.file_id = r.first_file_id) || ', which counts'
        END AS reason
    FROM told AS t
    JOIN raw_file AS f ON t.file_id = f.file_id
    LEFT JOIN ranked AS r ON t.wrong = '' AND t.source = r.source AND t.file_id = r.file_id AND t.line = r.line
),
placed AS (
    SELECT
        *,
        CASE
            WHEN shown_for IS NOT NULL AND shown_for NOT IN (SELECT district_code FROM chosen_district) THEN false
            WHEN area_kind = 'other' THEN true
            ELSE coalesce(found_district IN (SELECT district_code FROM chosen_district), false)
        END AS is_of_area
    FROM compared
)

SELECT
    CASE
        WHEN p.reason IS NOT NULL THEN 'rejected'
        WHEN p.is_second THEN 'duplicate'
        WHEN p.is_of_area THEN 'loaded'
        -- Another district stands beside ours where it was asked the same.
        WHEN p.found_kind = 'district' AND p.shown_for IS NULL AND (p.survey, p.question_id) IN (
            SELECT (o.survey, o.question_id) FROM placed AS o
            WHERE o.is_of_area AND o.reason IS NULL AND o.area_kind <> 'other'
            UNION ALL
            SELECT (g.survey, g.question_id) FROM survey_figure AS g WHERE g.is_of_area
        ) THEN 'loaded'
        ELSE 'outside'
    END AS fate,
    p.*
FROM placed AS p;
