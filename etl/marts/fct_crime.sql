CREATE TABLE fct_crime AS
SELECT
    'street_crime' AS source,
    row_number() OVER (ORDER BY file_id, place) AS record_id,
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
WHERE fate = 'loaded' AND district_code IN (SELECT district_code FROM chosen_district)
ORDER BY file_id, place;
