CREATE TABLE fct_published_performance AS
SELECT * EXCLUDE (file_id, fate, line)
FROM stg_published_performance
WHERE fate = 'loaded'
ORDER BY period_to, display_order;
