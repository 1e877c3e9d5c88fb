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

-- What only a partner extract says of a record.
CREATE TABLE fct_crime_detail AS
WITH detail AS (
    SELECT 'recorded_crime' AS source, * EXCLUDE (file_id) FROM stg_recorded_crime
    UNION ALL BY NAME
    SELECT 'asb_incidents' AS source, * EXCLUDE (file_id) FROM stg_asb_incidents
)

SELECT
    r.source,
    r.record_id,
    d.counted_date,
    d.offence_date,
    d.offence_hour,
    d.offence_subgroup,
    d.is_domestic_abuse,
    d.hate_strand,
    d.is_knife,
    d.is_youth_victim
FROM own_record AS r
JOIN detail AS d ON r.source = d.source AND r.crime_id = d.crime_id AND d.fate = 'loaded'
ORDER BY r.record_id;
