-- Every source, force and month from the first month loaded to the last. An absent month is a gap, not zero.
CREATE TABLE fct_coverage AS
WITH month AS (
    SELECT
        source,
        CAST(unnest(generate_series(min(period_month), max(period_month), INTERVAL 1 MONTH)) AS DATE) AS period_month
    FROM source_month
    GROUP BY source
),
force AS (
    SELECT source, force, force_name
    FROM record_count
    GROUP BY source, force, force_name
    QUALIFY row_number() OVER (PARTITION BY source, force ORDER BY sum(record_count) DESC, force_name) = 1
),
counted AS (
    SELECT
        source,
        force,
        period_month,
        sum(record_count) AS record_count,
        coalesce(sum(record_count) FILTER (WHERE fate = 'no_location'), 0) AS no_location_count
    FROM record_count
    WHERE fate NOT IN ('rejected', 'duplicate')
    GROUP BY ALL
)

SELECT
    f.source,
    f.force,
    f.force_name,
    m.period_month,
    c.record_count IS NOT NULL AS is_present,
    CAST(coalesce(c.record_count, 0) AS BIGINT) AS record_count,
    CAST(coalesce(c.no_location_count, 0) AS BIGINT) AS no_location_count
FROM force AS f
JOIN month AS m ON f.source = m.source
LEFT JOIN counted AS c ON f.source = c.source AND f.force = c.force AND m.period_month = c.period_month
ORDER BY f.source, f.force, m.period_month;

-- The force that polices a district: the one that records most there, in each source.
CREATE TABLE dim_district_force AS
SELECT source, district_code, force
FROM record_count
WHERE fate = 'loaded'
GROUP BY source, district_code, force
QUALIFY row_number() OVER (PARTITION BY source, district_code ORDER BY sum(record_count) DESC, force) = 1
ORDER BY source, district_code;
