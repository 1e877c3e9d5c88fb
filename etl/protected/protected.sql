-- The records of partners with all that is sensitive of them: in memory while a build is made, and in no build.
CREATE TEMP TABLE protected_record AS
WITH told AS (
    SELECT
        r.source,
        r.record_id,
        r.period_month,
        r.crime_type,
        r.given_type,
        r.is_domestic_abuse,
        CASE
            WHEN r.hate_strand IS NULL THEN NULL
            WHEN lower(r.hate_strand) IN ('none', 'no') THEN 'none'
            WHEN regexp_matches(lower(r.hate_strand), 'rac|ethnic') THEN 'race'
            WHEN regexp_matches(lower(r.hate_strand), 'relig|faith|islam|semit') THEN 'religion'
            WHEN regexp_matches(lower(r.hate_strand), 'trans|gender') THEN 'transgender identity'
            WHEN regexp_matches(lower(r.hate_strand), 'sexual|homo') THEN 'sexual orientation'
            WHEN regexp_matches(lower(r.hate_strand), 'disab') THEN 'disability'
            ELSE 'another strand'
        END AS strand,
        r.is_knife,
        r.victim_age_band,
        CASE
            WHEN r.victim_sex IN ('female', 'male') THEN r.victim_sex
            WHEN r.victim_age_band IS NOT NULL THEN 'other or not known'
        END AS sex,
        r.is_repeat_victim
    FROM own_record AS r
    JOIN dim_source AS s ON r.source = s.source
    JOIN meta_crime_type AS t ON r.source = t.source AND r.given_type = t.name
    WHERE s.audience <> 'public' AND t.is_crime
),
-- Months that are whole: a quarter of which one is not has no figure.
present AS (
    SELECT source, period_month FROM fct_coverage GROUP BY ALL HAVING bool_and(is_present)
)

SELECT
    t.source,
    w.vintage,
    w.ward_code,
    t.period_month,
    CAST(date_trunc('quarter', t.period_month) AS DATE) AS quarter_start,
    CAST(date_trunc('year', t.period_month - INTERVAL 3 MONTH) + INTERVAL 3 MONTH AS DATE) AS year_start,
    t.crime_type = 'Violence and sexual offences' AS is_any_violence,
    t.given_type = 'Violence against the person' AS is_violence,
    t.given_type = 'Sexual offences' AS is_sexual,
    t.* EXCLUDE (source, record_id, period_month, crime_type, given_type)
FROM told AS t
JOIN fct_crime_ward AS w ON t.source = w.source AND t.record_id = w.record_id
JOIN present AS p ON t.source = p.source AND t.period_month = p.period_month;

-- Which columns were filled in each month: a month without a value in one is a month in which it was not given.
CREATE TEMP TABLE protected_month AS
SELECT
    source,
    year_start,
    quarter_start,
    period_month,
    count(is_domestic_abuse) > 0 AS domestic_abuse,
    bool_or(is_any_violence) AS sexual,
    bool_or(is_violence) AND count(victim_age_band) > 0 AS youth_violence,
    count(is_repeat_victim) > 0 AS repeat_victim,
    count(strand) > 0 AS hate,
    count(is_knife) > 0 AS knife
FROM protected_record
GROUP BY ALL;

CREATE TEMP TABLE protected_count AS
SELECT
    source,
    vintage,
    year_start,
    ward_code,
    quarter_start,
    count(*) FILTER (WHERE is_domestic_abuse) AS domestic_abuse,
    count(*) FILTER (WHERE is_sexual) AS sexual,
    count(*) FILTER (WHERE is_violence AND victim_age_band IN ('10 to 17', '18 to 24')) AS youth_violence,
    count(*) FILTER (WHERE is_repeat_victim) AS repeat_victim,
    count(*) FILTER (WHERE strand <> 'none') AS hate,
    count(*) FILTER (WHERE is_knife) AS knife,
    -- What the other tables of the build show.
    count(*) AS all_crime,
    count(*) FILTER (WHERE is_any_violence) AS any_violence
FROM protected_record
GROUP BY ALL;

-- The parts of a measure, for the whole area and a whole year alone.
CREATE TEMP TABLE protected_part AS
SELECT source, vintage, year_start, 'domestic_abuse' AS measure, if(is_violence, 'violence', 'not violence') AS part,
    count(*) AS offence_count
FROM protected_record WHERE is_domestic_abuse GROUP BY ALL
UNION ALL
SELECT source, vintage, year_start, 'domestic_abuse', if(is_repeat_victim, 'repeat', 'not repeat'), count(*)
FROM protected_record WHERE is_domestic_abuse GROUP BY ALL
UNION ALL
SELECT source, vintage, year_start, 'hate', strand, count(*)
FROM protected_record WHERE strand <> 'none' GROUP BY ALL
UNION ALL
SELECT
    source, vintage, year_start, 'sexual',
    coalesce(victim_age_band, 'not known') || ', ' || coalesce(sex, 'other or not known'), count(*)
FROM protected_record WHERE is_sexual GROUP BY ALL;
