-- Residents by line and year, of areas that the lookups know; one without a whole number of residents is rejected.
CREATE TABLE stg_population_year AS
SELECT
    p.* REPLACE (CAST(p.population AS BIGINT) AS population),
    CASE
        WHEN p.area_code IS NULL OR p.population IS NULL THEN 'rejected'
        WHEN coalesce(p.population_year > year(current_date), true) THEN 'rejected'
        WHEN NOT p.is_counted THEN 'duplicate'
        WHEN
            p.area_code NOT IN (SELECT lsoa_code FROM stg_lookup_vintage WHERE lsoa_code IS NOT NULL)
            AND p.area_code NOT IN (SELECT ward_code FROM stg_ward)
            AND p.area_code NOT IN (SELECT ward_code FROM stg_ward_set)
            AND p.area_code NOT IN (SELECT district_code FROM stg_district)
            THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    CASE p.area_type WHEN 'lsoa' THEN p.vintage END AS lsoa_vintage
FROM raw_populations AS p;

-- One row a line, whatever the number of years on it.
CREATE VIEW stg_populations AS
SELECT file_id, line, max(fate) AS fate FROM stg_population_year GROUP BY file_id, line;

INSERT INTO raw_reject
SELECT DISTINCT
    file_id,
    line,
    CASE
        WHEN area_code IS NULL THEN 'no area code on the line'
        WHEN population IS NULL
            THEN 'population ' || coalesce(shown(cell) || ' ', '') || 'is not a number of residents'
        WHEN population_year IS NULL THEN 'the year of the population is not a year'
        ELSE 'the population is of ' || population_year || ', which has not begun'
    END,
    area_code
FROM stg_population_year
WHERE fate = 'rejected';
