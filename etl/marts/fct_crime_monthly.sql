-- The cube that the pages read: sorted as they ask for it.
CREATE TABLE fct_crime_monthly AS
WITH district AS (
    SELECT
        r.source, 'district' AS area_type, r.district_code AS area_code, d.vintage,
        r.period_month, r.crime_type, CAST(sum(r.record_count) AS BIGINT) AS offence_count
    FROM record_count AS r
    JOIN stg_district AS d ON r.district_code = d.district_code
    LEFT JOIN second_force AS o
        ON o.is_left_out AND r.source = o.source AND r.district_code = o.district_code AND r.force = o.force
    WHERE r.fate = 'loaded' AND o.force IS NULL
    GROUP BY ALL
),
ward AS (
    SELECT
        f.source, 'ward' AS area_type, w.ward_code AS area_code, w.vintage,
        f.period_month, f.crime_type, count(*) AS offence_count
    FROM fct_crime AS f
    JOIN fct_crime_ward AS w ON f.record_id = w.record_id
    GROUP BY ALL
)

SELECT * FROM district
UNION ALL
SELECT * FROM ward
ORDER BY source, area_type, vintage, area_code, period_month, crime_type;
