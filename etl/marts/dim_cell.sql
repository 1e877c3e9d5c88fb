-- The cells of every size; location is what most of a cell's records give as theirs.
CREATE TABLE dim_cell AS
WITH named AS (
    SELECT p.cell_size_m, p.cell_id, f.location
    FROM fct_crime AS f
    JOIN raw_point_cell AS p ON f.longitude = p.longitude AND f.latitude = p.latitude
    WHERE f.source IN (SELECT source FROM dim_source WHERE audience = 'public')
    GROUP BY p.cell_size_m, p.cell_id, f.location
    QUALIFY row_number() OVER (PARTITION BY p.cell_size_m, p.cell_id ORDER BY count(*) DESC, f.location) = 1
)

SELECT
    c.cell_size_m,
    c.cell_id,
    c.grid_column,
    c.grid_row,
    c.easting,
    c.northing,
    c.holds_point,
    n.location
FROM raw_cell AS c
LEFT JOIN named AS n ON c.cell_size_m = n.cell_size_m AND c.cell_id = n.cell_id
ORDER BY c.cell_size_m, c.cell_id;

-- The ward in which a cell's centre lies; its edges may lie in others.
CREATE TABLE dim_cell_ward AS
SELECT cell_size_m, cell_id, vintage, ward_code
FROM raw_cell_ward
ORDER BY vintage, cell_size_m, cell_id;

-- In a cell without a point nothing was ever recorded: there is nothing to draw of it.
INSERT INTO dim_boundary BY NAME
SELECT
    'cell-' || c.cell_size_m AS layer,
    'cell' AS area_type,
    CAST(NULL AS VARCHAR) AS vintage,
    'public' AS audience,
    count(*) FILTER (WHERE c.holds_point) AS area_count,
    b.west,
    b.south,
    b.east,
    b.north,
    '{"type":"FeatureCollection","features":['
    || coalesce(
        string_agg(
            '{"type":"Feature","id":' || c.cell_id || ',"properties":null,"geometry":' || c.geometry || '}',
            ',' ORDER BY c.cell_id
        ) FILTER (WHERE c.holds_point),
        ''
    )
    || ']}' AS geojson
FROM raw_cell AS c
CROSS JOIN (
    SELECT min(west) AS west, min(south) AS south, max(east) AS east, max(north) AS north
    FROM stg_boundaries
    WHERE area_type = 'ward' AND fate = 'loaded'
) AS b
GROUP BY c.cell_size_m, b.west, b.south, b.east, b.north
ORDER BY c.cell_size_m;
