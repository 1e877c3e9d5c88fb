CREATE TABLE stg_ward_vintages AS
SELECT
    CAST(file_id AS INTEGER) AS file_id,
    'loaded' AS fate,
    vintage,
    label,
    first_code,
    last_code,
    CAST(valid_from AS DATE) AS valid_from,
    CAST(valid_to AS DATE) AS valid_to
FROM raw_ward_vintages;
