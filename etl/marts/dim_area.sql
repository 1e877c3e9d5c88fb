-- LSOAs and wards of the chosen area and every district of the lookup, with the latest population of each:
-- the one given for the area itself, else the sum over its LSOAs.
CREATE TABLE dim_area AS
WITH area AS (
    SELECT DISTINCT
        l.lsoa_code AS area_code,
        l.lsoa_vintage AS vintage,
        first_value(l.lsoa_name) OVER (PARTITION BY l.lsoa_code, l.lsoa_vintage ORDER BY l.lsoa_name) AS area_name,
        'lsoa' AS area_type,
        CAST(NULL AS DATE) AS valid_from,
        CAST(NULL AS DATE) AS valid_to,
        d.district_code
    FROM stg_lookups AS l
    JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
    WHERE d.district_code IN (SELECT district_code FROM chosen_district)
    UNION ALL
    SELECT w.ward_code, w.vintage, coalesce(b.area_name, w.ward_name), 'ward', v.valid_from, v.valid_to, w.district_code
    FROM stg_ward AS w
    LEFT JOIN stg_boundaries AS b ON b.area_type = 'ward' AND w.ward_code = b.area_code AND b.fate = 'loaded'
    LEFT JOIN stg_ward_vintages AS v ON w.ward_code BETWEEN v.first_code AND v.last_code
    WHERE w.district_code IN (SELECT district_code FROM chosen_district)
    UNION ALL
    SELECT b.area_code, b.vintage, b.area_name, 'ward', v.valid_from, v.valid_to, b.district_code
    FROM stg_boundaries AS b
    LEFT JOIN stg_ward_vintages AS v ON b.area_code BETWEEN v.first_code AND v.last_code
    WHERE b.area_type = 'ward' AND b.fate = 'loaded' AND b.area_code NOT IN (SELECT ward_code FROM stg_ward)
    UNION ALL
    SELECT district_code, vintage, district_name, 'district', NULL, NULL, district_code
    FROM stg_district
),
given AS (
    SELECT
        area_code,
        lsoa_vintage,
        arg_max(population, population_year) AS population,
        max(population_year) AS population_year,
        arg_max(population_source, population_year) AS population_source
    FROM stg_populations
    WHERE fate = 'loaded'
    GROUP BY area_code, lsoa_vintage
),
lsoa_population AS (
    SELECT DISTINCT g.*, d.district_code, w.ward_code
    FROM given AS g
    JOIN stg_lsoa_district AS d ON g.area_code = d.lsoa_code
    LEFT JOIN stg_lsoa_ward AS w ON g.area_code = w.lsoa_code
    WHERE g.lsoa_vintage IS NOT NULL
),
summed AS (
    SELECT area_code, sum(population) AS population, population_year, population_source
    FROM (
        SELECT DISTINCT area_code AS lsoa_code, ward_code AS area_code, population, population_year, population_source
        FROM lsoa_population
        UNION
        SELECT DISTINCT area_code, district_code, population, population_year, population_source
        FROM lsoa_population
    )
    WHERE area_code IS NOT NULL
    GROUP BY area_code, population_year, population_source
    QUALIFY row_number() OVER (PARTITION BY area_code ORDER BY population_year DESC, population_source) = 1
)

SELECT
    a.area_code,
    a.vintage,
    a.area_name,
    a.area_type,
    a.valid_from,
    a.valid_to,
    a.district_code,
    CAST(coalesce(g.population, s.population) AS BIGINT) AS population,
    CAST(coalesce(g.population_year, s.population_year) AS INTEGER) AS population_year,
    coalesce(g.population_source, s.population_source) AS population_source
FROM area AS a
LEFT JOIN given AS g
    ON a.area_code = g.area_code AND g.lsoa_vintage IS NOT DISTINCT FROM CASE a.area_type WHEN 'lsoa' THEN a.vintage END
LEFT JOIN summed AS s ON a.area_type <> 'lsoa' AND a.area_code = s.area_code
ORDER BY a.area_type, a.vintage, a.area_code;
