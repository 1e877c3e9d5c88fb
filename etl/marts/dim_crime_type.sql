-- The types of each source that existed in its months; one without a first month is as old as the source.
CREATE TABLE dim_crime_type AS
SELECT DISTINCT t.source, t.crime_type, t.is_crime, t.display_order, t.first_month, t.last_month
FROM meta_crime_type AS t
JOIN (
    SELECT source, min(period_month) AS first, max(period_month) AS last FROM source_month GROUP BY source
) AS m ON t.source = m.source
WHERE coalesce(t.first_month <= m.last, true) AND coalesce(t.last_month >= m.first, true)
ORDER BY t.source, t.display_order;
