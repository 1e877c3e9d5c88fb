-- Which wards of the chosen area were in force together, and from which day to which.
CREATE TABLE stg_ward_set AS
SELECT * REPLACE (CAST(valid_from AS DATE) AS valid_from, CAST(valid_to AS DATE) AS valid_to)
FROM raw_ward_set;

-- A row a feature: wards and LSOAs of the chosen area, and every district of the lookup; the first file that draws an
-- area wins. A ward of several vintages has a row for each more, of no file.
CREATE TABLE stg_boundaries AS
WITH placed AS (
    SELECT
        b.*,
        CASE b.area_type
            WHEN 'lsoa' THEN coalesce(b.lsoa_vintage, '2021')
            WHEN 'ward' THEN s.vintage
            ELSE d.vintage
        END AS vintage,
        CASE b.area_type
            WHEN 'lsoa' THEN l.district_code
            WHEN 'ward' THEN s.district_code
            ELSE d.district_code
        END AS home_district,
        row_number() OVER (
            PARTITION BY b.file_id, b.feature ORDER BY s.valid_from NULLS FIRST, s.vintage
        ) AS occurrence
    FROM raw_boundaries AS b
    LEFT JOIN stg_ward_set AS s ON b.area_type = 'ward' AND b.area_code = s.ward_code
    LEFT JOIN stg_lsoa_district AS l
        ON
        b.area_type = 'lsoa'
        AND b.area_code = l.lsoa_code
        AND l.district_code IN (SELECT district_code FROM chosen_district)
    LEFT JOIN stg_district AS d ON b.area_type = 'district' AND b.area_code = d.district_code
)

SELECT
    * EXCLUDE (home_district) REPLACE (CASE occurrence WHEN 1 THEN file_id END AS file_id),
    CASE
        WHEN home_district IS NULL OR geometry IS NULL THEN 'outside'
        WHEN row_number() OVER (PARTITION BY area_type, area_code, vintage ORDER BY placed.file_id, occurrence) > 1
            THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    home_district AS district_code
FROM placed;

-- An LSOA of 2011 without a ward of its own takes the ward of the LSOA of 2021 that it became.
CREATE TABLE stg_lsoa_ward AS
WITH given AS (
    SELECT l.lsoa_code, s.vintage, max(l.ward_code) AS ward_code
    FROM stg_lookup_vintage AS l
    JOIN stg_ward_set AS s ON l.ward_code = s.ward_code
    WHERE l.lsoa_code IS NOT NULL
    GROUP BY l.lsoa_code, s.vintage
),
bridged AS (
    SELECT l.lsoa_code, g.vintage, max(g.ward_code) AS ward_code
    FROM stg_lookup_vintage AS l
    JOIN given AS g ON l.lsoa21_code = g.lsoa_code
    WHERE l.lsoa_vintage = '2011'
    GROUP BY l.lsoa_code, g.vintage
)

SELECT
    coalesce(g.lsoa_code, b.lsoa_code) AS lsoa_code,
    coalesce(g.vintage, b.vintage) AS vintage,
    coalesce(g.ward_code, b.ward_code) AS ward_code
FROM given AS g
FULL JOIN bridged AS b ON g.lsoa_code = b.lsoa_code AND g.vintage = b.vintage;

-- A point belongs to the district of the ward that it lies in, whose outline is the finer one, else to that around it.
CREATE VIEW point_district AS
SELECT
    p.longitude,
    p.latitude,
    coalesce(min(s.district_code), min(p.area_code) FILTER (WHERE p.area_type = 'district')) AS district_code,
    min(s.district_code) IS NOT NULL AS is_in_ward,
    bool_or(p.area_type = 'within') AS is_well_inside
FROM raw_point_area AS p
LEFT JOIN stg_ward_set AS s ON p.area_type = 'ward' AND p.vintage = s.vintage AND p.area_code = s.ward_code
GROUP BY p.longitude, p.latitude;
