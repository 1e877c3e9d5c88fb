CREATE TABLE fct_published_figure AS
SELECT
    figure_id, area_code, subject_id, file_id * 100000 + line AS display_order, statement, value, unit, denominator,
    period_from, period_to, document, paragraph, is_doubtful, note
FROM stg_published_figures
WHERE fate = 'loaded'
ORDER BY file_id, line;
