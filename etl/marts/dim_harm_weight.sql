-- Of several lists the last by name.
CREATE TABLE dim_harm_weight AS
SELECT list_name, offence, offence_code, crime_type, harm_weight, unit, offences, document
FROM stg_harm_weights
WHERE fate = 'loaded'
QUALIFY list_name = max(list_name) OVER ()
ORDER BY crime_type, offence;
