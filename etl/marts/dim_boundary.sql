-- One GeoJSON feature collection a layer, sent to the browser once.
CREATE TABLE dim_boundary AS
SELECT
    area_type || '-' || vintage AS layer,
    area_type,
    vintage,
    'public' AS audience,
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
FROM stg_boundaries
WHERE fate = 'loaded'
GROUP BY area_type, vintage
ORDER BY area_type, vintage;
