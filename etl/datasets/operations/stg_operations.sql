-- Of one operation_id the first line counts, and raw files come before our own.
CREATE TABLE stg_operations AS
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY operation_id, reason IS NULL ORDER BY file_id, line) AS occurrence
    FROM typed_operations
)

SELECT
    * EXCLUDE (occurrence),
    CASE
        WHEN reason IS NOT NULL THEN 'rejected'
        WHEN area_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN occurrence > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate
FROM ranked;

INSERT INTO raw_reject
SELECT file_id, line, reason, NULL FROM stg_operations WHERE fate = 'rejected';
