-- A row a name near the area; those further away were counted while they were read.
CREATE TABLE stg_place_names AS
SELECT
    n.file_id,
    n.line,
    CASE
        WHEN w.is_in_ward IS NOT TRUE THEN 'outside'
        -- A road has a row of its own beside one a section.
        WHEN n.local_type LIKE 'Section Of %' THEN 'duplicate'
        WHEN row_number() OVER (PARTITION BY n.name_id ORDER BY n.file_id, n.line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    n.name_id,
    n.name,
    n.type,
    n.local_type,
    CAST(n.longitude AS DOUBLE) AS longitude,
    CAST(n.latitude AS DOUBLE) AS latitude
FROM raw_place_names AS n
LEFT JOIN point_district AS w ON n.longitude = w.longitude AND n.latitude = w.latitude;
