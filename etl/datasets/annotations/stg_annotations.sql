-- An annotation without an area is for every area; of the same event the first file counts.
CREATE TABLE stg_annotations AS
WITH typed AS (
    SELECT
        try_cast(file_id AS INTEGER) AS file_id,
        try_cast(line AS INTEGER) AS line,
        area_code,
        try_cast(date_from AS DATE) AS date_from,
        try_cast(date_to AS DATE) AS date_to,
        date_to IS NOT NULL AND try_cast(date_to AS DATE) IS NULL AS is_wrong,
        label,
        kind,
        explanation,
        document
    FROM raw_annotations
)

SELECT
    file_id,
    CASE
        WHEN date_from IS NULL OR label IS NULL OR is_wrong THEN 'rejected'
        WHEN area_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN row_number() OVER (PARTITION BY area_code, date_from, label ORDER BY file_id, line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    line,
    * EXCLUDE (file_id, line, is_wrong)
FROM typed;

INSERT INTO raw_reject
SELECT file_id, line, 'label, date_from or date_to (YYYY-MM-DD) is not given', NULL
FROM stg_annotations
WHERE fate = 'rejected';
