CREATE TABLE fct_crime AS
SELECT
    source,
    record_id,
    crime_id,
    period_month,
    crime_type,
    district_code,
    lsoa_code,
    longitude,
    latitude,
    location,
    outcome,
    reported_by
FROM own_record
ORDER BY record_id;
