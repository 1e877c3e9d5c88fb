CREATE TABLE fct_public_concern AS
SELECT area_code, wave_end, crime_type, question, concern_pct, unweighted_base, document, paragraph
FROM stg_public_concern
WHERE fate = 'loaded'
ORDER BY wave_end, crime_type;
