-- In the order of files and lines, in which the records are stored.
CREATE TABLE fct_crime AS
SELECT
    'street_crime' AS source,
    record_id + 1 AS record_id,
    crime_id,
    period_month,
    CAST(crime_type AS VARCHAR) AS crime_type,
    district_code,
    lsoa_code,
    longitude,
    latitude,
    location,
    outcome,
    reported_by
FROM stg_street_crime
WHERE fate = 'loaded' AND district_code IN (SELECT district_code FROM chosen_district);
