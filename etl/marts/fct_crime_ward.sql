-- The ward that the point lies in, else the ward that is given, else that of the LSOA, in every vintage.
CREATE TABLE fct_crime_ward AS
WITH ward AS (
    SELECT vintage, area_code FROM dim_area WHERE area_type = 'ward'
),
point_ward AS (
    SELECT CAST(longitude AS DOUBLE) AS longitude, CAST(latitude AS DOUBLE) AS latitude, vintage, area_code
    FROM raw_point_area
    WHERE area_type = 'ward'
    GROUP BY ALL
)

SELECT f.source, f.record_id, v.vintage, coalesce(p.area_code, g.area_code, l.ward_code) AS ward_code
FROM own_record AS f
CROSS JOIN (SELECT DISTINCT vintage FROM ward) AS v
LEFT JOIN point_ward AS p ON f.longitude = p.longitude AND f.latitude = p.latitude AND v.vintage = p.vintage
LEFT JOIN ward AS g ON f.ward_code = g.area_code AND v.vintage = g.vintage
LEFT JOIN stg_lsoa_ward AS l ON f.lsoa_code = l.lsoa_code AND v.vintage = l.vintage
WHERE coalesce(p.area_code, g.area_code, l.ward_code) IS NOT NULL
ORDER BY v.vintage, f.record_id;
