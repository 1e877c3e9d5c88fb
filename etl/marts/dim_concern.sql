CREATE TABLE dim_concern AS
SELECT concern_id, area_code, raised_on, concern, said, document, paragraph, note
FROM stg_concerns
WHERE fate = 'loaded'
ORDER BY raised_on DESC, file_id, line;
