-- One row a line of a lookup and LSOA vintage in it. A line without any code is rejected, and one with what a spreadsheet
-- leaves of a code, as #REF! and 1.2E+08: its codes are null.
CREATE TABLE stg_lookup_vintage AS
WITH judged AS (
    SELECT
        *,
        list_filter(
            [lsoa_code, lsoa21_code, ward_code, district_code],
            lambda code: NOT regexp_full_match(code, '[A-Z0-9]{3,12}')
        )[1] AS wrong,
        max(wrong) OVER (PARTITION BY file_id, line) AS wrong_code
    FROM raw_lookups
)

SELECT
    * EXCLUDE (wrong) REPLACE (
        CASE WHEN wrong_code IS NULL THEN lsoa_code END AS lsoa_code,
        CASE WHEN wrong_code IS NULL THEN lsoa21_code END AS lsoa21_code,
        CASE WHEN wrong_code IS NULL THEN ward_code END AS ward_code,
        CASE WHEN wrong_code IS NULL THEN district_code END AS district_code
    ),
    CASE
        WHEN wrong_code IS NOT NULL OR coalesce(lsoa_code, ward_code, district_code) IS NULL THEN 'rejected'
        ELSE 'loaded'
    END AS fate
FROM judged;

INSERT INTO raw_reject
SELECT DISTINCT file_id, line, coalesce(shown(wrong_code) || ' is not an area code', 'no area code on the line'), NULL
FROM stg_lookup_vintage
WHERE fate = 'rejected';

-- A line that bridges two LSOA vintages gives two rows, and is one line.
CREATE VIEW stg_lookups AS SELECT file_id, line, min(fate) AS fate FROM stg_lookup_vintage GROUP BY file_id, line;

-- Later lookups win: the district in force now is what an area is compared within. An LSOA of 2011 that no later one names
-- lies in the district of the LSOA of 2021 that it became: its own may have been abolished since.
CREATE TABLE stg_lsoa_district AS
WITH given AS (
    SELECT lsoa_code, district_code, district_vintage
    FROM stg_lookup_vintage
    WHERE lsoa_code IS NOT NULL AND district_code IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY lsoa_code ORDER BY district_vintage DESC, lsoa_vintage DESC, district_code, file_id, line
    ) = 1
),
known AS (
    SELECT *, true AS is_given FROM given
    UNION ALL
    SELECT l.lsoa_code, g.district_code, g.district_vintage, false
    FROM stg_lookup_vintage AS l
    JOIN given AS g ON l.lsoa21_code = g.lsoa_code
)

SELECT lsoa_code, district_code
FROM known
-- Parts of a split one may lie in several districts: what is given counts, else where most of them lie.
GROUP BY lsoa_code, district_code, district_vintage
QUALIFY row_number() OVER (
    PARTITION BY lsoa_code ORDER BY district_vintage DESC, bool_or(is_given) DESC, count(*) DESC, district_code
) = 1;

-- Districts of once: a lookup gave them LSOAs, and today every one lies in another, here the one that holds most of them.
CREATE TABLE stg_district_before AS
SELECT l.district_code, max(l.district_name) AS district_name, d.district_code AS today_code
FROM stg_lookup_vintage AS l
JOIN stg_lsoa_district AS d ON l.lsoa_code = d.lsoa_code
WHERE l.district_code NOT IN (SELECT t.district_code FROM stg_lsoa_district AS t)
GROUP BY l.district_code, d.district_code
QUALIFY row_number() OVER (PARTITION BY l.district_code ORDER BY count(*) DESC, d.district_code) = 1;

CREATE TABLE stg_district AS
SELECT district_code, district_name, district_vintage AS vintage
FROM stg_lookup_vintage
WHERE district_code IS NOT NULL AND district_code NOT IN (SELECT district_code FROM stg_district_before)
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
    coalesce(max(coalesce(b.today_code, l.district_code)), max(d.district_code)) AS district_code
FROM stg_lookup_vintage AS l
LEFT JOIN stg_district_before AS b ON l.district_code = b.district_code
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
