-- Which months of a force are whole, which force polices a district, and whose records are left out: docs/methods.md.

-- The usual rows a day of a force in a month: the upper quartile of the 24 months of its own that lie nearest.
CREATE TABLE month_usual AS
WITH counted AS (
    SELECT source, force, period_month, CAST(sum(record_count) AS BIGINT) AS record_count
    FROM record_count
    WHERE fate NOT IN ('rejected', 'duplicate')
    GROUP BY ALL
),
daily AS (
    SELECT *, day(last_day(period_month)) AS days, record_count / days AS rows_a_day FROM counted
),
near AS (
    SELECT a.source, a.force, a.period_month, a.days, a.record_count, b.rows_a_day
    FROM daily AS a
    JOIN daily AS b ON a.source = b.source AND a.force = b.force
    QUALIFY row_number() OVER (
        PARTITION BY a.source, a.force, a.period_month
        ORDER BY abs(date_diff('month', a.period_month, b.period_month)), b.period_month DESC
    ) <= 24
)

SELECT source, force, period_month, record_count, days * quantile_disc(rows_a_day, 0.75) AS usual_count
FROM near
GROUP BY source, force, period_month, days, record_count;

-- A month is whole from 65 % of the usual on, from 25 % under restrictions; chance may take two standard deviations off.
CREATE TABLE month_present AS
SELECT
    u.source,
    u.force,
    u.period_month,
    u.record_count,
    100 * u.record_count / u.usual_count AS usual_pct,
    coalesce(
        n.is_whole,
        u.record_count + 2 * sqrt(u.usual_count) >= u.usual_count * CASE WHEN r.is_restricted THEN 0.25 ELSE 0.65 END
    ) AS is_whole,
    n.note
FROM month_usual AS u
LEFT JOIN stg_coverage_notes AS n ON n.fate = 'loaded' AND u.force = n.force AND u.period_month = n.period_month
LEFT JOIN (
    SELECT DISTINCT
        CAST(unnest(generate_series(date_from, coalesce(date_to, date_from), INTERVAL 1 MONTH)) AS DATE) AS period_month,
        true AS is_restricted
    FROM stg_annotations
    WHERE fate = 'loaded' AND kind = 'restriction'
) AS r ON u.period_month = r.period_month;

-- What each force recorded in each district, and in as many of its LSOAs (1 where no lookup tells them).
CREATE TABLE district_record AS
SELECT
    r.source, r.district_code, r.force, coalesce(any_value(l.lsoa_count), 1) AS lsoa_count,
    CAST(sum(r.record_count) AS BIGINT) AS record_count
FROM record_count AS r
LEFT JOIN (SELECT district_code, count(*) AS lsoa_count FROM stg_lsoa_district GROUP BY ALL) AS l
    ON r.district_code = l.district_code
WHERE r.fate = 'loaded'
GROUP BY r.source, r.district_code, r.force;

-- The force that polices a district: as a lookup or the register says, loaded or not; else the one that records most
-- there, if that is a hundredth or more of all that it places, and per LSOA a tenth or more of what it records where its
-- records usually lie.
CREATE TABLE district_force AS
WITH force AS (
    SELECT source, force, max_by(force_name, (record_count, force_name)) AS force_name
    FROM (SELECT source, force, force_name, sum(record_count) AS record_count FROM record_count GROUP BY ALL)
    GROUP BY source, force
),
known AS (
    SELECT s.source, k.district_code, coalesce(min(f.force), force_slug(k.force_name)) AS force
    FROM (SELECT DISTINCT source FROM force WHERE force <> source) AS s
    CROSS JOIN stg_district_force AS k
    LEFT JOIN force AS f
        ON s.source = f.source AND force_key(k.force_name) IN (force_key(f.force), force_key(f.force_name))
    GROUP BY s.source, k.district_code, k.force_name
),
usual AS (
    SELECT
        d.source, d.force, any_value(p.record_count) AS placed_count,
        sum(d.record_count * d.record_count / d.lsoa_count) / sum(d.record_count) AS records_an_lsoa
    FROM district_record AS d
    JOIN (
        SELECT source, force, sum(record_count) AS record_count
        FROM record_count
        WHERE fate IN ('loaded', 'outside')
        GROUP BY source, force
    ) AS p ON d.source = p.source AND d.force = p.force
    GROUP BY d.source, d.force
),
most AS (
    SELECT d.source, d.district_code, d.force
    FROM district_record AS d
    JOIN usual AS u ON d.source = u.source AND d.force = u.force
    WHERE
        -- That of the railways records everywhere and polices no district.
        d.force <> 'btp'
        AND d.record_count >= u.placed_count / 100
        AND d.record_count / d.lsoa_count >= u.records_an_lsoa / 10
    QUALIFY row_number() OVER (PARTITION BY d.source, d.district_code ORDER BY d.record_count DESC, d.force) = 1
),
-- An extract stands for the force of the area.
extract AS (
    SELECT DISTINCT d.source, c.district_code, d.source AS force
    FROM district_record AS d CROSS JOIN chosen_district AS c
    WHERE d.source = d.force
),
found AS (
    SELECT * FROM known
    UNION ALL
    SELECT * FROM extract
    UNION ALL
    SELECT * FROM most
    WHERE (source, district_code) NOT IN (
        SELECT (source, district_code) FROM known UNION ALL SELECT (source, district_code) FROM extract
    )
)

SELECT d.source, d.district_code, d.force, coalesce(f.force_name, k.force_name) AS force_name
FROM found AS d
LEFT JOIN force AS f ON d.source = f.source AND d.force = f.force
LEFT JOIN stg_district_force AS k ON d.district_code = k.district_code;

-- A second force that records a hundredth or more of a district's records, and lacks months that the district's own force
-- has whole: else they would be taken for falls and rises. Of one that lacks a few, a tenth at most, these months are gaps;
-- one that lacks more is left out.
CREATE TABLE second_force AS
WITH present AS (
    SELECT d.source, d.district_code, d.force, m.period_month
    FROM district_record AS d
    JOIN month_present AS m ON d.source = m.source AND d.force = m.force AND m.is_whole
),
monthly AS (
    SELECT source, district_code, period_month, force, sum(record_count) AS record_count
    FROM record_count
    WHERE fate = 'loaded'
    GROUP BY ALL
),
share AS (
    SELECT
        a.source, a.district_code, a.force,
        sum(m.record_count) FILTER (WHERE m.force = a.force) / sum(m.record_count) AS share
    FROM (SELECT DISTINCT source, district_code, force, period_month FROM monthly) AS a
    JOIN monthly AS m
        ON a.source = m.source AND a.district_code = m.district_code AND a.period_month = m.period_month
    GROUP BY a.source, a.district_code, a.force
)

SELECT
    s.source, s.district_code, s.force, f.force_name, d.record_count, 100 * s.share AS share_pct,
    list(own.period_month ORDER BY own.period_month) FILTER (WHERE other.period_month IS NULL) AS missing_months,
    len(missing_months) > 0.1 * count(*) AS is_left_out
FROM share AS s
JOIN district_record AS d ON s.source = d.source AND s.district_code = d.district_code AND s.force = d.force
JOIN district_force AS p ON s.source = p.source AND s.district_code = p.district_code AND s.force <> p.force
JOIN present AS own ON p.source = own.source AND p.district_code = own.district_code AND p.force = own.force
LEFT JOIN present AS other
    ON s.source = other.source AND s.district_code = other.district_code AND s.force = other.force
    AND own.period_month = other.period_month
JOIN (SELECT source, force, min(force_name) AS force_name FROM record_count GROUP BY ALL) AS f
    ON s.source = f.source AND s.force = f.force
WHERE s.share >= 0.01
GROUP BY s.source, s.district_code, s.force, f.force_name, d.record_count, s.share
HAVING len(missing_months) > 0;

-- Those of the chosen area, numbered in the order of files and lines, what is open first.
CREATE TABLE own_record AS
SELECT
    row_number() OVER (ORDER BY s.audience <> 'public', r.source, r.file_id, r.place) AS record_id,
    r.*
FROM record AS r
JOIN dim_source AS s ON r.source = s.source
WHERE
    r.fate = 'loaded'
    AND r.district_code IN (SELECT district_code FROM chosen_district)
    AND NOT EXISTS (
        SELECT 1 FROM second_force AS o
        WHERE o.is_left_out AND o.source = r.source AND o.district_code = r.district_code AND o.force = r.force
    );
