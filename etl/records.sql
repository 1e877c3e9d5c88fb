-- The records of every source: open data and partner extracts lie beside each other, and are never added up.
CREATE VIEW extract_record AS
SELECT
    'recorded_crime' AS source, fate, record_id, crime_id, period_month, crime_type, district_code, ward_code,
    longitude, latitude
FROM stg_recorded_crime
UNION ALL
SELECT
    'asb_incidents', fate, record_id, crime_id, period_month, crime_type, district_code, ward_code, longitude, latitude
FROM stg_asb_incidents;

-- Counted once for all that counts districts and forces; an extract stands for the force that supplied it.
CREATE TABLE record_count AS
SELECT
    'street_crime' AS source, CAST(force AS VARCHAR) AS force, period_month, CAST(crime_type AS VARCHAR) AS crime_type,
    district_code, fate, record_count
FROM (
    SELECT force, period_month, crime_type, district_code, fate, count(*) AS record_count
    FROM stg_street_crime
    GROUP BY ALL
)
UNION ALL
SELECT source, source, period_month, crime_type, district_code, fate, count(*)
FROM extract_record
GROUP BY ALL;

-- A file says which month it is of; in an extract, a month is there when any line of it is.
CREATE TABLE source_month AS
SELECT DISTINCT 'street_crime' AS source, period_month FROM raw_street_file
UNION
SELECT source, period_month FROM extract_record WHERE fate <> 'duplicate';

-- Those of the chosen area, numbered in the order of files and lines.
CREATE TABLE own_record AS
SELECT row_number() OVER (ORDER BY source <> 'street_crime', source, file_id, place) AS record_id,
    * EXCLUDE (file_id, place)
FROM (
    SELECT
        'street_crime' AS source, file_id, place, crime_id, period_month, CAST(crime_type AS VARCHAR) AS crime_type,
        district_code, lsoa_code, NULL AS ward_code, longitude, latitude, location, outcome, reported_by
    FROM stg_street_crime
    WHERE fate = 'loaded' AND district_code IN (SELECT district_code FROM chosen_district)
    UNION ALL
    SELECT
        source, 0, record_id, crime_id, period_month, crime_type, district_code, NULL, ward_code, longitude, latitude,
        NULL, NULL, NULL
    FROM extract_record
    WHERE fate = 'loaded' AND district_code IN (SELECT district_code FROM chosen_district)
);
