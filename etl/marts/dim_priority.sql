CREATE TABLE dim_priority AS
SELECT
    priority_id, area_code, year_from, year_to, file_id * 100000 + line AS display_order, number, priority, full_text,
    document, paragraph, source_url, note
FROM stg_priorities
WHERE fate = 'loaded'
ORDER BY year_from DESC, file_id, line;
