CREATE TABLE dim_crime_type AS
SELECT crime_type, is_crime, display_order FROM stg_crime_type ORDER BY display_order;
