-- Names that a search finds: of OS Open Names, and postcodes, where a directory has them of that.
CREATE TABLE dim_name AS
SELECT
    'place_names' AS source,
    name_id,
    name,
    CASE
        WHEN local_type = 'Postcode' THEN 'postcode'
        WHEN type = 'populatedPlace' THEN 'settlement'
        WHEN local_type LIKE '%Road' THEN 'road'
        ELSE 'other'
    END AS kind,
    CASE local_type
        WHEN 'Named Road' THEN 'Street'
        WHEN 'Numbered Road' THEN 'Road'
        ELSE upper(local_type[1]) || lower(local_type[2:])
    END AS title,
    -- How large a settlement is: what the map names first.
    CASE local_type WHEN 'City' THEN 1 WHEN 'Town' THEN 2 WHEN 'Suburban Area' THEN 3 WHEN 'Village' THEN 3 END
        AS map_rank,
    longitude,
    latitude
FROM stg_place_names
WHERE
    fate = 'loaded' AND NOT (
        local_type = 'Postcode' AND replace(name, ' ', '') IN (
            SELECT postcode FROM stg_postcodes WHERE fate = 'loaded'
        )
    )
UNION ALL
SELECT
    'postcodes', postcode, postcode[:-4] || ' ' || postcode[-3:], 'postcode', 'Postcode', NULL, longitude, latitude
FROM stg_postcodes
WHERE fate = 'loaded'
ORDER BY source, name_id;

-- The ward, in every vintage, in which the point of a name lies.
CREATE TABLE dim_name_ward AS
SELECT DISTINCT n.source, n.name_id, a.vintage, a.area_code AS ward_code
FROM dim_name AS n
JOIN raw_point_area AS a
    ON a.area_type = 'ward'
    AND n.longitude = CAST(a.longitude AS DOUBLE) AND n.latitude = CAST(a.latitude AS DOUBLE)
ORDER BY n.source, n.name_id, a.vintage;
