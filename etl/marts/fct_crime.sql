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
SELECT
    source,
    record_id,
    counted_date,
    offence_date,
    offence_hour,
    offence_subgroup,
    is_domestic_abuse,
    hate_strand,
    is_knife,
    is_youth_victim
FROM own_record
WHERE counted_date IS NOT NULL
ORDER BY record_id;
