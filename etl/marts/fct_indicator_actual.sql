CREATE TABLE fct_indicator_actual AS
SELECT
    indicator_id, period_from, period_to, actual, base, coalesce(audience, 'partner') AS audience, cited_source, note
FROM stg_indicator_actuals
WHERE fate = 'loaded'
ORDER BY indicator_id, period_from, period_to;
