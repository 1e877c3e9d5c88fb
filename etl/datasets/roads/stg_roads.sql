-- A row a link of a main road in the area; the others were counted while they were read.
CREATE TABLE stg_roads AS
SELECT
    file_id,
    feature,
    CASE
        WHEN row_number() OVER (PARTITION BY road_id ORDER BY file_id, feature) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    road_class,
    road_number
FROM raw_roads;
