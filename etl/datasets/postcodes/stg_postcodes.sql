-- A row a postcode near the area, written without a blank; those further away were counted while they were read.
CREATE TABLE stg_postcodes AS
WITH known AS (
    SELECT * REPLACE (upper(regexp_replace(postcode, '\s', '', 'g')) AS postcode) FROM raw_postcodes
)

SELECT
    k.file_id,
    k.line,
    CASE
        WHEN NOT regexp_full_match(k.postcode, '[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}') THEN 'rejected'
        WHEN w.is_in_ward IS NOT TRUE THEN 'outside'
        WHEN row_number() OVER (PARTITION BY k.postcode ORDER BY k.file_id, k.line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    k.postcode,
    CAST(k.longitude AS DOUBLE) AS longitude,
    CAST(k.latitude AS DOUBLE) AS latitude
FROM known AS k
LEFT JOIN point_district AS w ON k.longitude = w.longitude AND k.latitude = w.latitude;

INSERT INTO raw_reject
SELECT file_id, line, shown(postcode) || ' is not a postcode', NULL FROM stg_postcodes WHERE fate = 'rejected';
