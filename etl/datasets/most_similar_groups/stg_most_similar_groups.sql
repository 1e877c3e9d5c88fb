-- A member of a group is kept once: the first file that gives it, and raw files come before our own.
CREATE TABLE stg_most_similar_groups AS
WITH typed AS (
    SELECT
        try_cast(file_id AS INTEGER) AS file_id,
        try_cast(line AS INTEGER) AS line,
        area_code,
        similar_area_code,
        similar_area_name,
        coalesce(csp_name, similar_area_name) AS csp_name,
        coalesce(cited_source, source) AS cited_source,
        try_cast(source_date AS DATE) AS source_date
    FROM raw_most_similar_groups
)

SELECT
    * EXCLUDE (line),
    CASE
        WHEN coalesce(area_code, '') = '' OR csp_name IS NULL OR cited_source IS NULL OR source_date IS NULL THEN 'rejected'
        WHEN area_code NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN row_number() OVER (PARTITION BY area_code, csp_name ORDER BY file_id, line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    line
FROM typed;

INSERT INTO raw_reject
SELECT file_id, line, 'area_code, similar_area_name, cited_source or source_date (YYYY-MM-DD) is not given', NULL
FROM stg_most_similar_groups
WHERE fate = 'rejected';
