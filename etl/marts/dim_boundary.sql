-- One GeoJSON feature collection a layer, sent to the browser once. Outlines of places are apart by kind and audience.
CREATE TABLE dim_boundary AS
WITH outline AS (
    SELECT
        area_type || '-' || vintage AS layer, area_type, vintage, 'public' AS audience,
        area_code, area_name, geometry, west, south, east, north
    FROM stg_boundaries
    WHERE fate = 'loaded'
    UNION ALL
    SELECT
        'place-' || kind || '-' || audience, 'place', NULL, audience,
        place_id, place_name, geometry, west, south, east, north
    FROM stg_places
    WHERE fate = 'loaded' AND json_extract_string(geometry, '$.type') <> 'Point'
)

SELECT
    layer,
    area_type,
    vintage,
    audience,
    count(*) AS area_count,
    min(west) AS west,
    min(south) AS south,
    max(east) AS east,
    max(north) AS north,
    '{"type":"FeatureCollection","features":['
    || string_agg(
        '{"type":"Feature","id":' || CAST(to_json(area_code) AS VARCHAR)
        || ',"properties":{"area_name":' || CAST(to_json(area_name) AS VARCHAR) || '}'
        || ',"geometry":' || geometry || '}',
        ',' ORDER BY area_code
    )
    || ']}' AS geojson
FROM outline
GROUP BY layer, area_type, vintage, audience
ORDER BY area_type, vintage, layer;
