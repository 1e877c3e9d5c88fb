-- What becomes of the lines of a partner extract, and the district of each: that of its point, else that of its ward.
CREATE MACRO placed_extract(typed) AS TABLE
WITH ward_district AS (
    SELECT ward_code, district_code FROM stg_ward
    UNION
    SELECT area_code, district_code FROM stg_boundaries WHERE area_type = 'ward' AND fate = 'loaded'
),
placed AS (
    SELECT t.*, coalesce(p.area_code, w.district_code) AS district_code
    FROM query_table(typed) AS t
    LEFT JOIN raw_point_area AS p
        ON p.area_type = 'district' AND t.longitude_text = p.longitude AND t.latitude_text = p.latitude
    LEFT JOIN (SELECT ward_code, min(district_code) AS district_code FROM ward_district GROUP BY ward_code) AS w
        ON t.ward_code = w.ward_code
)

SELECT
    CASE
        -- The last line of a reference counts: a partner supplies a crime again when more is known of it.
        WHEN row_number() OVER (PARTITION BY crime_id ORDER BY file_id DESC, line DESC) > 1 THEN 'duplicate'
        WHEN longitude IS NULL AND ward_code IS NULL THEN 'no_location'
        WHEN district_code IS NULL THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    row_number() OVER (ORDER BY file_id, line) AS record_id,
    CAST(date_trunc('month', counted_date) AS DATE) AS period_month,
    *
FROM placed;
