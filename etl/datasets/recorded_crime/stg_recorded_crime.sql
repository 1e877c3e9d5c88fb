CREATE VIEW typed_recorded_crime AS
SELECT
    'recorded_crime' AS source,
    CAST(file_id AS INTEGER) AS file_id,
    CAST(line AS INTEGER) AS line,
    reference AS crime_id,
    CAST(recorded_date AS DATE) AS counted_date,
    offence_group AS crime_type,
    ward_code,
    longitude AS longitude_text,
    latitude AS latitude_text,
    CAST(longitude AS DOUBLE) AS longitude,
    CAST(latitude AS DOUBLE) AS latitude,
    offence_subgroup,
    CAST(offence_date AS DATE) AS offence_date,
    CAST(offence_hour AS INTEGER) AS offence_hour,
    domestic_abuse = 'yes' AS is_domestic_abuse,
    hate_strand,
    knife = 'yes' AS is_knife,
    youth_victim = 'yes' AS is_youth_victim
FROM raw_recorded_crime;

CREATE TABLE stg_recorded_crime AS SELECT * FROM placed_extract('typed_recorded_crime');
