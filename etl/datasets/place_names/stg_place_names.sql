-- A row a name near the area; those further away were counted while they were read.
CREATE TABLE stg_place_names AS
WITH in_ward AS (SELECT DISTINCT longitude, latitude FROM raw_point_area WHERE area_type = 'ward')

SELECT
    n.file_id,
    n.line,
    CASE
        WHEN w.longitude IS NULL THEN 'outside'
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
LEFT JOIN in_ward AS w ON n.longitude = w.longitude AND n.latitude = w.latitude;
