CREATE TABLE meta_annotation AS
SELECT * EXCLUDE (file_id, fate, line)
FROM stg_annotations
WHERE fate = 'loaded'
ORDER BY date_from, label;
