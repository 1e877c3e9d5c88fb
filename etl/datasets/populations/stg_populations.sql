-- Residents of areas that the lookups know; a line without a whole number of residents is rejected.
CREATE TABLE stg_populations AS
WITH typed AS (
    SELECT p.*, round(try_cast(p.population AS DOUBLE)) AS residents
    FROM raw_populations AS p
)

SELECT
    p.file_id,
    CASE
        WHEN p.area_code IS NULL OR p.residents IS NULL OR p.residents < 0 THEN 'rejected'
        WHEN
            p.area_code NOT IN (SELECT lsoa_code FROM stg_lookup_vintage WHERE lsoa_code IS NOT NULL)
            AND p.area_code NOT IN (SELECT ward_code FROM stg_ward)
            AND p.area_code NOT IN (SELECT district_code FROM stg_district)
            THEN 'outside'
        ELSE 'loaded'
    END AS fate,
    p.line,
    p.area_type,
    p.area_code,
    CASE p.area_type WHEN 'lsoa' THEN coalesce(p.vintage, '2021') END AS lsoa_vintage,
    CAST(p.residents AS BIGINT) AS population,
    p.population_year,
    p.population_source
FROM typed AS p;

INSERT INTO raw_reject
SELECT p.file_id, p.line, 'population is not a number of residents', p.population
FROM raw_populations AS p
JOIN stg_populations AS s ON p.file_id = s.file_id AND p.line = s.line
WHERE s.fate = 'rejected';
