-- An annotation without an area is for every area.
CREATE TABLE stg_annotations AS
SELECT
    CAST(file_id AS INTEGER) AS file_id,
    CASE
        WHEN area_code IS NULL OR area_code IN (SELECT district_code FROM chosen_district) THEN 'loaded'
        ELSE 'outside'
    END AS fate,
    area_code,
    CAST(date_from AS DATE) AS date_from,
    CAST(date_to AS DATE) AS date_to,
    label,
    kind,
    explanation,
    document
FROM raw_annotations;
