CREATE TABLE fct_indicator_target AS
SELECT indicator_id, year_from, target, coalesce(audience, 'partner') AS audience, note
FROM stg_indicator_targets
WHERE fate = 'loaded'
ORDER BY indicator_id, year_from;
