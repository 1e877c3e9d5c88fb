-- Where the numbers of main roads stand on the map, those to name first on top.
CREATE TABLE dim_road_label AS
SELECT road_number, road_class, longitude, latitude
FROM raw_road_label
ORDER BY road_class DESC, road_number, longitude, latitude;

-- The roads themselves, a layer a class.
INSERT INTO dim_boundary BY NAME
SELECT
    'road-' || road_class AS layer,
    'road' AS area_type,
    CAST(NULL AS VARCHAR) AS vintage,
    (SELECT audience FROM dim_source WHERE source = 'roads') AS audience,
    links AS area_count,
    west,
    south,
    east,
    north,
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":' || geometry || '}]}'
        AS geojson
FROM raw_road_layer
ORDER BY layer;
