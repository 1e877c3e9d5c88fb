-- The hours of the week in which offences of partners' extracts happened, of whole years and of the whole area alone:
-- its crimes, or of an extract without a crime all that it holds. Where day or hour is not known both are 0.
CREATE TEMP TABLE protected_hour AS
WITH counted AS (
    SELECT
        r.source,
        CAST(date_trunc('year', r.period_month - INTERVAL 3 MONTH) + INTERVAL 3 MONTH AS DATE) AS year_start,
        r.period_month,
        if(r.offence_date IS NULL OR r.offence_hour IS NULL, 0, isodow(r.offence_date)) AS weekday,
        if(r.offence_date IS NULL OR r.offence_hour IS NULL, 0, r.offence_hour) AS hour
    FROM own_record AS r
    JOIN dim_source AS s ON r.source = s.source
    JOIN dim_crime_type AS t ON r.source = t.source AND r.crime_type = t.crime_type
    JOIN (SELECT source, bool_or(is_crime) AS has_crimes FROM dim_crime_type GROUP BY source) AS h ON r.source = h.source
    WHERE s.audience <> 'public' AND t.is_crime = h.has_crimes
),
whole AS (
    SELECT source, year_start
    FROM (
        SELECT DISTINCT
            source, period_month,
            CAST(date_trunc('year', period_month - INTERVAL 3 MONTH) + INTERVAL 3 MONTH AS DATE) AS year_start
        FROM fct_coverage
        WHERE is_present
    )
    GROUP BY source, year_start
    HAVING count(*) = 12
),
-- Every hour of the week, those without an offence among them, and the one for what is not known.
hour AS (
    SELECT w.weekday, h.hour FROM range(1, 8) AS w (weekday) CROSS JOIN range(24) AS h (hour)
    UNION ALL
    SELECT 0, 0
)

SELECT w.source, w.year_start, h.weekday, h.hour, count(c.source) AS offence_count
FROM whole AS w
JOIN (SELECT DISTINCT source, year_start FROM counted WHERE weekday > 0) AS known
    ON w.source = known.source AND w.year_start = known.year_start
CROSS JOIN hour AS h
LEFT JOIN counted AS c
    ON w.source = c.source AND w.year_start = c.year_start AND h.weekday = c.weekday AND h.hour = c.hour
GROUP BY ALL
ORDER BY ALL;
