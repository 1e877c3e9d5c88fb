-- One row a line of a lookup and LSOA vintage in it; a line without any code is rejected.
CREATE TABLE stg_lookup_vintage AS
SELECT
    file_id,
    CASE WHEN coalesce(lsoa_code, ward_code, district_code) IS NULL THEN 'rejected' ELSE 'loaded' END AS fate,
    line,
    lsoa_code,
    lsoa_vintage,
    lsoa_name,
    lsoa21_code,
    change_code,
    ward_code,
    ward_name,
    ward_vintage,
    district_code,
    district_name,
    district_vintage,
    county_name
FROM raw_lookups;

INSERT INTO raw_reject
SELECT DISTINCT file_id, line, 'no area code on the line', NULL FROM stg_lookup_vintage WHERE fate = 'rejected';

-- A line that bridges two LSOA vintages gives two rows, and is one line.
CREATE VIEW stg_lookups AS SELECT file_id, line, min(fate) AS fate FROM stg_lookup_vintage GROUP BY file_id, line;

-- Later lookups win: the district in force now is what an area is compared within.
CREATE TABLE stg_lsoa_district AS
SELECT lsoa_code, district_code
FROM stg_lookup_vintage
WHERE lsoa_code IS NOT NULL AND district_code IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY lsoa_code ORDER BY district_vintage DESC, lsoa_vintage DESC, district_code, file_id, line
) = 1;

CREATE TABLE stg_district AS
SELECT district_code, district_name, district_vintage AS vintage
FROM stg_lookup_vintage
WHERE district_code IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY district_code ORDER BY district_vintage DESC, district_name, file_id, line) = 1;

-- The county of each, where a lookup has counties: none of a unitary district, which ONS leaves empty or calls a pseudo one.
CREATE TABLE stg_district_county AS
SELECT district_code, county_name
FROM stg_lookup_vintage
WHERE district_code IS NOT NULL AND county_name NOT LIKE '%(pseudo)%' AND county_name <> coalesce(district_name, '')
QUALIFY row_number() OVER (PARTITION BY district_code ORDER BY district_vintage DESC, county_name, file_id, line) = 1;

-- Every ward that a lookup names; which were in force together is known only once outlines are read.
CREATE TABLE stg_ward AS
SELECT
    l.ward_code,
    max(l.ward_name) AS ward_name,
    coalesce(max(l.district_code), max(d.district_code)) AS district_code
FROM stg_lookup_vintage AS l
LEFT JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
WHERE l.ward_code IS NOT NULL
GROUP BY l.ward_code;

-- The names of LSOAs begin with their district's: those of which most lie in the chosen area.
CREATE VIEW own_lsoa_name AS
SELECT regexp_replace(l.lsoa_name, ' [0-9]{3}[A-Z]$', '') AS own_name
FROM stg_lookup_vintage AS l
JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
WHERE l.lsoa_name IS NOT NULL
GROUP BY own_name
HAVING count(*) FILTER (WHERE d.district_code IN (SELECT district_code FROM chosen_district)) > count(*) / 2;
