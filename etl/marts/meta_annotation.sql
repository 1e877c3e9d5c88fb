CREATE TABLE meta_annotation AS
SELECT * EXCLUDE (file_id, fate)
FROM stg_annotations
WHERE fate = 'loaded'
ORDER BY date_from, label;
