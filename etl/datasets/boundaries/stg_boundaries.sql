-- Wards and LSOAs of the chosen area, and every district of the lookup; the first file that draws an area wins.
CREATE TABLE stg_boundaries AS
WITH placed AS (
    SELECT
        b.*,
        CASE b.area_type
            WHEN 'lsoa' THEN coalesce(b.lsoa_vintage, '2021')
            WHEN 'ward' THEN coalesce(w.vintage, v.vintage, 'current')
            ELSE d.vintage
        END AS vintage,
        CASE b.area_type
            WHEN 'lsoa' THEN l.district_code
            WHEN 'ward' THEN coalesce(b.district_code, w.district_code)
            ELSE d.district_code
        END AS home_district
    FROM raw_boundaries AS b
    LEFT JOIN stg_ward AS w ON b.area_type = 'ward' AND b.area_code = w.ward_code
    LEFT JOIN ward_vintage AS v
        ON b.area_type = 'ward' AND b.area_code BETWEEN v.first_code AND v.last_code
    LEFT JOIN stg_lsoa_district AS l ON b.area_type = 'lsoa' AND b.area_code = l.lsoa_code
    LEFT JOIN stg_district AS d ON b.area_type = 'district' AND b.area_code = d.district_code
)

SELECT
    file_id,
    CASE
        WHEN home_district IS NULL THEN 'outside'
        WHEN area_type <> 'district' AND home_district NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN row_number() OVER (PARTITION BY area_type, area_code, vintage ORDER BY file_id) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    area_type,
    area_code,
    area_name,
    vintage,
    home_district AS district_code,
    geometry,
    west,
    south,
    east,
    north
FROM placed;
