-- Every force and month from the first month loaded to the last. An absent month is a gap, not zero.
CREATE TABLE fct_coverage AS
WITH month AS (
    SELECT CAST(unnest(generate_series(min(period_month), max(period_month), INTERVAL 1 MONTH)) AS DATE) AS period_month
    FROM raw_street_file
),
force AS (
    SELECT force, coalesce(falls_within, CAST(force AS VARCHAR)) AS force_name
    FROM stg_street_crime
    GROUP BY force, falls_within
    QUALIFY row_number() OVER (PARTITION BY force ORDER BY count(*) DESC, falls_within) = 1
),
counted AS (
    SELECT
        force,
        period_month,
        count(*) AS record_count,
        count(*) FILTER (WHERE fate = 'no_location') AS no_location_count
    FROM stg_street_crime
    WHERE fate NOT IN ('rejected', 'duplicate')
    GROUP BY ALL
)

SELECT
    'street_crime' AS source,
    CAST(f.force AS VARCHAR) AS force,
    f.force_name,
    m.period_month,
    c.record_count IS NOT NULL AS is_present,
    coalesce(c.record_count, 0) AS record_count,
    coalesce(c.no_location_count, 0) AS no_location_count
FROM force AS f
CROSS JOIN month AS m
LEFT JOIN counted AS c ON f.force = c.force AND m.period_month = c.period_month
ORDER BY f.force, m.period_month;

-- The force that polices a district: the one that records most there.
CREATE TABLE dim_district_force AS
SELECT district_code, CAST(force AS VARCHAR) AS force
FROM stg_street_crime
WHERE fate = 'loaded'
GROUP BY district_code, force
QUALIFY row_number() OVER (PARTITION BY district_code ORDER BY count(*) DESC, force) = 1
ORDER BY district_code;
