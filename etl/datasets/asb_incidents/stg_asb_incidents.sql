CREATE VIEW typed_asb_incidents AS
SELECT
    'asb_incidents' AS source,
    CAST(file_id AS INTEGER) AS file_id,
    CAST(line AS INTEGER) AS line,
    reference AS crime_id,
    CAST(incident_date AS DATE) AS counted_date,
    kind AS crime_type,
    ward_code,
    longitude AS longitude_text,
    latitude AS latitude_text,
    CAST(longitude AS DOUBLE) AS longitude,
    CAST(latitude AS DOUBLE) AS latitude,
    CAST(incident_date AS DATE) AS offence_date,
    CAST(incident_hour AS INTEGER) AS offence_hour
FROM raw_asb_incidents;

CREATE TABLE stg_asb_incidents AS SELECT * FROM placed_extract('typed_asb_incidents');
