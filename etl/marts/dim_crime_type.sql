-- The types that existed in the months loaded; one without a first month is as old as the site.
CREATE TABLE dim_crime_type AS
SELECT DISTINCT crime_type, is_crime, display_order, first_month, last_month
FROM meta_crime_type
WHERE
    coalesce(first_month <= (SELECT max(period_month) FROM raw_street_file), true)
    AND coalesce(last_month >= (SELECT min(period_month) FROM raw_street_file), true)
ORDER BY display_order;
