CREATE TABLE fct_published_performance AS
SELECT
    file_id * 100000 + line AS display_order,
    * EXCLUDE (file_id, fate, line) REPLACE (CAST(offence_count AS BIGINT) AS offence_count)
FROM stg_published_performance
WHERE fate = 'loaded'
ORDER BY period_to, file_id, line;
