-- Open records with a location by cell, sorted as the hotspot page asks for them. A partner's points are exact: a public
-- grid must not tell where any of them ever lay.
CREATE TABLE fct_cell_monthly AS
SELECT
    f.source,
    p.cell_size_m,
    p.cell_id,
    f.period_month,
    f.crime_type,
    count(*) AS offence_count
FROM fct_crime AS f
JOIN raw_point_cell AS p ON f.longitude = p.longitude AND f.latitude = p.latitude
WHERE f.source = 'street_crime'
GROUP BY ALL
ORDER BY f.source, p.cell_size_m, f.period_month, p.cell_id, f.crime_type;
