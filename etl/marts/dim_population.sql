-- LSOAs and wards of the chosen area and every district of the lookup.
CREATE TEMP TABLE stg_area AS
SELECT DISTINCT
    l.lsoa_code AS area_code,
    l.lsoa_vintage AS vintage,
    first_value(l.lsoa_name) OVER (PARTITION BY l.lsoa_code, l.lsoa_vintage ORDER BY l.lsoa_name) AS area_name,
    'lsoa' AS area_type,
    CAST(NULL AS DATE) AS valid_from,
    CAST(NULL AS DATE) AS valid_to,
    d.district_code
FROM stg_lookup_vintage AS l
JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
WHERE d.district_code IN (SELECT district_code FROM chosen_district)
UNION ALL
SELECT s.ward_code, s.vintage, coalesce(b.area_name, w.ward_name), 'ward', s.valid_from, s.valid_to, s.district_code
FROM stg_ward_set AS s
LEFT JOIN stg_ward AS w ON s.ward_code = w.ward_code
LEFT JOIN stg_boundaries AS b
    ON b.area_type = 'ward' AND s.ward_code = b.area_code AND s.vintage = b.vintage AND b.fate = 'loaded'
UNION ALL
SELECT district_code, vintage, district_name, 'district', NULL, NULL, district_code
FROM stg_district;

-- Residents by area and year. A year counts for an area only where it covers every LSOA of it; of one year the figure
-- given for the area itself comes before the sum over its LSOAs.
CREATE TABLE dim_population AS
WITH member AS (
    SELECT DISTINCT l.lsoa_code, l.lsoa_vintage, w.ward_code AS area_code
    FROM stg_lookup_vintage AS l
    JOIN stg_lsoa_ward AS w ON l.lsoa_code = w.lsoa_code
    UNION
    SELECT DISTINCT l.lsoa_code, l.lsoa_vintage, d.district_code
    FROM stg_lookup_vintage AS l
    JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
),
expected AS (
    SELECT area_code, lsoa_vintage, count(*) AS lsoa_count FROM member GROUP BY area_code, lsoa_vintage
),
-- Parts by age or sex of one file are added up; of two files the first counts.
added AS (
    SELECT
        file_id, area_code, lsoa_vintage, population_year, sum(population) AS population,
        min(population_source) AS population_source
    FROM stg_population_year
    WHERE fate = 'loaded'
    GROUP BY file_id, area_code, lsoa_vintage, population_year
),
given AS (
    SELECT area_code, lsoa_vintage, population, population_year, population_source
    FROM added
    QUALIFY row_number() OVER (PARTITION BY area_code, lsoa_vintage, population_year ORDER BY file_id) = 1
),
summed AS (
    SELECT
        m.area_code, sum(g.population) AS population, g.population_year, min(g.population_source) AS population_source
    FROM given AS g
    JOIN member AS m ON g.area_code = m.lsoa_code AND g.lsoa_vintage = m.lsoa_vintage
    JOIN expected AS e ON m.area_code = e.area_code AND m.lsoa_vintage = e.lsoa_vintage
    GROUP BY m.area_code, g.population_year, m.lsoa_vintage, e.lsoa_count
    HAVING count(*) = e.lsoa_count
),
-- Where LSOAs reach over several wards a lookup gives each to one of them: the residents of all would be those of a few.
wide AS (
    SELECT s.district_code, s.vintage
    FROM stg_ward_set AS s
    LEFT JOIN (SELECT DISTINCT ward_code, vintage FROM stg_lsoa_ward) AS l
        ON s.ward_code = l.ward_code AND s.vintage = l.vintage
    GROUP BY s.district_code, s.vintage
    HAVING count(l.ward_code) < 0.5 * count(*)
),
candidate AS (
    SELECT area_code, lsoa_vintage, population, population_year, population_source, 0 AS preference FROM given
    UNION ALL
    SELECT area_code, NULL, population, population_year, population_source, 1 FROM summed
),
best AS (
    SELECT a.area_code, a.vintage, a.area_type, c.population_year, c.population, c.population_source
    FROM stg_area AS a
    JOIN candidate AS c
        ON a.area_code = c.area_code
        AND c.lsoa_vintage IS NOT DISTINCT FROM CASE a.area_type WHEN 'lsoa' THEN a.vintage END
    LEFT JOIN wide AS w ON a.district_code = w.district_code AND a.vintage = w.vintage
    WHERE a.area_type <> 'ward' OR c.preference = 0 OR w.vintage IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY a.area_code, a.vintage, c.population_year ORDER BY c.preference, c.population_source, c.population
    ) = 1
),
-- Districts are compared whatever their vintage, wards and LSOAs within one.
counted AS (
    SELECT
        *,
        CASE area_type WHEN 'district' THEN '' ELSE vintage END AS compared,
        count(DISTINCT area_code) OVER (PARTITION BY area_type, compared, population_year) AS area_count
    FROM best
)

SELECT
    area_code,
    vintage,
    area_type,
    CAST(population_year AS INTEGER) AS population_year,
    CAST(population AS BIGINT) AS population,
    population_source,
    -- Areas are compared in a year that all of them have, else in one that most have.
    area_count = max(area_count) OVER (PARTITION BY area_type, compared) AS is_common
FROM counted
ORDER BY area_type, vintage, population_year, area_code;
