CREATE TABLE fct_indicator_actual AS
SELECT
    indicator_id, period_from, period_to, actual, base, 
    -- Of an indicator with a figure for partners nothing is public: half of it would be judged otherwise.
    min(coalesce(audience, 'partner')) OVER (PARTITION BY indicator_id) AS audience, cited_source, note
FROM stg_indicator_actuals
WHERE fate = 'loaded'
ORDER BY indicator_id, period_from, period_to;
