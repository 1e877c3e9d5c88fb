CREATE TABLE stg_coverage_notes AS
WITH typed AS (
    SELECT
        CAST(file_id AS INTEGER) AS file_id,
        CAST(line AS INTEGER) AS line,
        force,
        try_cast(period_month || '-01' AS DATE) AS period_month,
        CASE lower(is_whole) WHEN 'yes' THEN true WHEN 'no' THEN false END AS is_whole,
        note,
        CASE
            WHEN coalesce(force NOT IN (SELECT force FROM raw_street_file UNION SELECT source FROM meta_source), true)
                THEN 'force ' || coalesce(shown(force), '(empty)') || ' has no street-level file here; write it as their names do'
            WHEN try_cast(period_month || '-01' AS DATE) IS NULL
                THEN 'period_month ' || coalesce(shown(period_month), '(empty)') || ' is not YYYY-MM'
            WHEN coalesce(lower(is_whole) NOT IN ('yes', 'no'), true)
                THEN 'is_whole ' || coalesce(shown(is_whole), '(empty)') || ' is not yes or no'
            WHEN note IS NULL THEN 'note is empty: say why the month is whole or not'
        END AS fault
    FROM raw_coverage_notes
)

SELECT
    *,
    CASE
        WHEN fault IS NOT NULL THEN 'rejected'
        WHEN row_number() OVER (PARTITION BY force, period_month, fault IS NULL ORDER BY file_id, line) > 1
            THEN 'duplicate'
        ELSE 'loaded'
    END AS fate
FROM typed;

INSERT INTO raw_reject SELECT file_id, line, fault, NULL FROM stg_coverage_notes WHERE fate = 'rejected';
