-- A line of ONS's lookup names its district by code, a line of the register by name.
CREATE TABLE stg_police_force_areas AS
SELECT
    CAST(file_id AS INTEGER) AS file_id,
    CAST(line AS INTEGER) AS line,
    CASE
        WHEN coalesce(district_code, district_name) IS NULL OR force_name IS NULL THEN 'rejected'
        WHEN row_number() OVER (
            PARTITION BY coalesce(district_code, csp_key(district_name)), vintage, csp_key(csp_name)
            ORDER BY file_id::INTEGER, line::INTEGER
        ) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    district_code,
    coalesce(vintage, '0000') AS vintage,
    csp_key(district_name) AS district_key,
    csp_name,
    force_name
FROM raw_police_force_areas;

INSERT INTO raw_reject
SELECT file_id, line, 'the district or the name of its police force area (PFAyyNM) is not given', NULL
FROM stg_police_force_areas
WHERE fate = 'rejected';

-- The districts of today: those that hold an LSOA of the newest vintage, or all where no lookup holds LSOAs.
CREATE TABLE stg_district_today AS
SELECT district_code, district_name
FROM stg_district
WHERE
    district_code IN (
        SELECT d.district_code
        FROM stg_lookup_vintage AS l
        JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
        WHERE l.lsoa_vintage = (SELECT max(n.lsoa_vintage) FROM stg_lookup_vintage AS n)
    )
    OR NOT EXISTS (SELECT 1 FROM stg_lsoa_district);

-- What each line says of a district of today: by its code, or by its name.
CREATE VIEW stg_district_area AS
SELECT d.district_code, a.csp_name, a.force_name, a.vintage, a.district_code IS NULL AS is_by_name
FROM stg_district_today AS d
JOIN stg_police_force_areas AS a
    ON a.fate = 'loaded'
    AND (d.district_code = a.district_code OR a.district_code IS NULL AND csp_key(d.district_name) = a.district_key);

-- The force of each: of a district that a lookup names by code, what the latest such lookup says.
CREATE TABLE stg_district_force AS
SELECT district_code, force_name
FROM stg_district_area
QUALIFY row_number() OVER (PARTITION BY district_code ORDER BY is_by_name, vintage DESC, force_name) = 1;
