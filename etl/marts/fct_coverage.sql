-- Every source, force and month from the first month loaded to the last. A month that is absent, or of which only a part
-- came, is a gap, not zero.
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
        sum(record_count) FILTER (WHERE fate = 'no_location') AS no_location_count,
        sum(record_count) FILTER (WHERE is_point_outside) AS point_outside_count,
        sum(record_count) FILTER (WHERE NOT is_point_outside) AS unknown_lsoa_count
    FROM record_count
    GROUP BY ALL
)

SELECT
    f.source,
    f.force,
    f.force_name,
    m.period_month,
    coalesce(p.is_whole, false) AS is_present,
    CAST(coalesce(p.record_count, 0) AS BIGINT) AS record_count,
    CAST(coalesce(c.no_location_count, 0) AS BIGINT) AS no_location_count,
    CAST(coalesce(c.unknown_lsoa_count, 0) AS BIGINT) AS unknown_lsoa_count,
    CAST(coalesce(c.point_outside_count, 0) AS BIGINT) AS point_outside_count,
    p.usual_pct,
    p.note
FROM force AS f
JOIN month AS m ON f.source = m.source
LEFT JOIN month_present AS p ON f.source = p.source AND f.force = p.force AND m.period_month = p.period_month
LEFT JOIN counted AS c ON f.source = c.source AND f.force = c.force AND m.period_month = c.period_month
ORDER BY f.source, f.force, m.period_month;

CREATE TABLE dim_district_force AS FROM district_force ORDER BY source, district_code;

CREATE TABLE dim_second_force AS FROM second_force ORDER BY source, district_code, force;
