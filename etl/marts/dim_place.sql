CREATE TABLE dim_place_kind AS
SELECT kind, title, description, caveat, audience AS default_audience, is_always_partner, symbol, display_order
FROM raw_place_kind
ORDER BY display_order;

CREATE TABLE dim_place AS
SELECT p.* EXCLUDE (file_id, line, fate, reason, west, south, east, north), f.file
FROM stg_places AS p
JOIN raw_file AS f ON p.file_id = f.file_id
WHERE p.fate = 'loaded'
ORDER BY p.place_id;

-- The ward, in every vintage, in which the point of a place lies.
CREATE TABLE dim_place_ward AS
SELECT DISTINCT p.place_id, a.vintage, a.area_code AS ward_code
FROM stg_places AS p
JOIN raw_point_area AS a
    ON CAST(a.longitude AS DOUBLE) = p.longitude AND CAST(a.latitude AS DOUBLE) = p.latitude
WHERE p.fate = 'loaded' AND a.area_type = 'ward'
ORDER BY p.place_id, a.vintage;
