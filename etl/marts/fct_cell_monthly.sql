-- Open records with a location by cell, sorted as the hotspot page asks for them. A partner's points are exact: a public
-- grid must not tell where any of them ever lay.
CREATE TABLE fct_cell_monthly AS
-- Added up at their points first: a record has a cell of every size.
WITH at_point AS (
    SELECT source, longitude, latitude, period_month, crime_type, count(*) AS offence_count
    FROM fct_crime
    WHERE source IN (SELECT source FROM dim_source WHERE audience = 'public') AND longitude IS NOT NULL
    GROUP BY ALL
)

SELECT
    f.source,
    p.cell_size_m,
    p.cell_id,
    f.period_month,
    f.crime_type,
    CAST(sum(f.offence_count) AS BIGINT) AS offence_count
FROM at_point AS f
JOIN raw_point_cell AS p ON f.longitude = p.longitude AND f.latitude = p.latitude
GROUP BY ALL
ORDER BY f.source, p.cell_size_m, f.period_month, p.cell_id, f.crime_type;
