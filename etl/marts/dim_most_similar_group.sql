-- Who each area is compared with, the partnership named as in fct_recorded_crime_quarterly where it is there.
CREATE TABLE dim_most_similar_group AS
SELECT
    g.area_code,
    g.similar_area_code,
    g.similar_area_name,
    coalesce(r.csp_name, g.csp_name) AS csp_name,
    g.cited_source,
    g.source_date
FROM stg_most_similar_groups AS g
LEFT JOIN (SELECT DISTINCT csp_name FROM fct_recorded_crime_quarterly) AS r
    ON csp_key(g.csp_name) = csp_key(r.csp_name)
WHERE g.fate = 'loaded'
ORDER BY g.area_code, csp_name;
