CREATE TABLE dim_board_measure AS
SELECT
    subject_id, kind, measure, coalesce(dataset, '') AS dataset, fit, file_id * 100000 + line AS display_order, note
FROM stg_board_measures
WHERE fate = 'loaded'
ORDER BY file_id, line;
