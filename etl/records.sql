-- The records of every source: open data and partner extracts lie beside each other, and are never added up.
CREATE VIEW record AS SELECT * FROM query_table(getvariable('record_tables'), true);

-- Counted once for all that counts districts and forces.
CREATE TABLE record_count AS
SELECT
    source, force, force_name, period_month, crime_type, district_code, fate,
    -- Why a record is outside: its point lies in no district, or no lookup holds its LSOA.
    CASE WHEN fate = 'outside' THEN lsoa_code IS NULL AND (longitude IS NOT NULL OR ward_code IS NULL) END
        AS is_point_outside,
    count(*) AS record_count
FROM record
GROUP BY ALL;

-- Where files do not say which month they are of, a month is there when any line of it is.
CREATE TABLE source_month AS
SELECT source, period_month FROM file_month
UNION
SELECT source, period_month FROM record_count WHERE fate NOT IN ('duplicate', 'rejected');
