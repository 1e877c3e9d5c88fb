-- The records of every source in one form: open data and partner extracts lie beside each other, never added up.
CREATE VIEW record AS
SELECT
    'street_crime' AS source, force, record_id, fate, crime_id, period_month, crime_type, district_code, lsoa_code,
    NULL AS ward_code, longitude, latitude, location, outcome, reported_by
FROM stg_street_crime
UNION ALL
SELECT
    'recorded_crime', 'recorded_crime', record_id, fate, crime_id, period_month, crime_type, district_code, NULL,
    ward_code, longitude, latitude, NULL, NULL, NULL
FROM stg_recorded_crime
UNION ALL
SELECT
    'asb_incidents', 'asb_incidents', record_id, fate, crime_id, period_month, crime_type, district_code, NULL,
    ward_code, longitude, latitude, NULL, NULL, NULL
FROM stg_asb_incidents;

-- A file says which force and month it is of; of an extract, a month is there when any line of it is.
CREATE VIEW source_month AS
SELECT DISTINCT 'street_crime' AS source, period_month FROM raw_street_file
UNION
SELECT source, period_month FROM record WHERE source <> 'street_crime' AND fate <> 'duplicate';

-- Those of the chosen area, numbered.
CREATE TABLE own_record AS
SELECT row_number() OVER (ORDER BY source <> 'street_crime', source, record_id) AS record_id, * EXCLUDE (record_id)
FROM record
WHERE fate = 'loaded' AND district_code IN (SELECT district_code FROM chosen_district);
