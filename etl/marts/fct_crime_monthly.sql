-- The cube that the pages read: sorted as they ask for it. LSOA codes changed their vintage in June 2023.
CREATE TABLE fct_crime_monthly AS
WITH counted AS (
    SELECT district_code, period_month, crime_type, count(*) AS offence_count
    FROM stg_street_crime
    WHERE fate = 'loaded'
    GROUP BY ALL
),
district AS (
    SELECT
        'street_crime' AS source, 'district' AS area_type, c.district_code AS area_code, d.vintage,
        c.period_month, CAST(c.crime_type AS VARCHAR) AS crime_type, c.offence_count
    FROM counted AS c
    JOIN stg_district AS d ON c.district_code = d.district_code
),
ward AS (
    SELECT
        f.source, 'ward' AS area_type, w.ward_code AS area_code, w.vintage,
        f.period_month, f.crime_type, count(*) AS offence_count
    FROM fct_crime AS f
    JOIN fct_crime_ward AS w ON f.record_id = w.record_id
    GROUP BY ALL
),
lsoa AS (
    SELECT
        source, 'lsoa' AS area_type, lsoa_code AS area_code,
        CASE WHEN period_month < DATE '2023-06-01' THEN '2011' ELSE '2021' END AS vintage,
        period_month, crime_type, count(*) AS offence_count
    FROM fct_crime
    WHERE lsoa_code IS NOT NULL
    GROUP BY ALL
)

SELECT * FROM district
UNION ALL
SELECT * FROM ward
UNION ALL
SELECT * FROM lsoa
ORDER BY area_type, vintage, area_code, period_month, crime_type;
