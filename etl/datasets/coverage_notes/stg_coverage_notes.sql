-- A note is on a force whose files are loaded; of several on one month the first counts.
CREATE TABLE stg_coverage_notes AS
WITH known AS (
    SELECT *, force IN (SELECT force FROM raw_street_file UNION SELECT source FROM meta_source) AS is_known
    FROM typed_coverage_notes
)

SELECT
    CASE
        WHEN NOT is_known THEN 'rejected'
        WHEN row_number() OVER (PARTITION BY force, period_month, is_known ORDER BY file_id, line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    * EXCLUDE (is_known)
FROM known;

INSERT INTO raw_reject
SELECT file_id, line, 'force ' || shown(force) || ' has no street-level file here; write it as their names do', NULL
FROM stg_coverage_notes
WHERE fate = 'rejected';
