-- LSOAs and wards of the chosen area and every district of the lookup, with the latest population of each.
CREATE TABLE dim_area AS
WITH latest AS (
    SELECT *
    FROM dim_population
    -- A year that all areas have comes before a newer one that only some have.
    QUALIFY row_number() OVER (PARTITION BY area_code, vintage ORDER BY is_common DESC, population_year DESC) = 1
)

SELECT
    a.area_code,
    a.vintage,
    -- Wards of one name, in an area of several districts, are told apart by their district.
    CASE
        WHEN a.area_type = 'ward' AND count(*) OVER (PARTITION BY a.area_type, a.vintage, a.area_name) > 1
            THEN a.area_name || ' (' || d.district_name || ')'
        ELSE a.area_name
    END AS area_name,
    a.area_type,
    a.valid_from,
    a.valid_to,
    a.district_code,
    b.population,
    b.population_year,
    b.population_source
FROM stg_area AS a
LEFT JOIN stg_district AS d ON a.district_code = d.district_code
LEFT JOIN latest AS b ON a.area_code = b.area_code AND a.vintage = b.vintage
ORDER BY a.area_type, a.vintage, a.area_code;
