-- A range of codes is kept once: the first file that gives it, and raw files come before our own.
CREATE TABLE stg_ward_vintages AS
WITH typed AS (
    SELECT
        try_cast(file_id AS INTEGER) AS file_id,
        try_cast(line AS INTEGER) AS line,
        vintage,
        first_code,
        last_code,
        try_cast(valid_from AS DATE) AS valid_from,
        try_cast(valid_to AS DATE) AS valid_to,
        (valid_from IS NOT NULL AND try_cast(valid_from AS DATE) IS NULL)
        OR (valid_to IS NOT NULL AND try_cast(valid_to AS DATE) IS NULL) AS is_wrong
    FROM raw_ward_vintages
)

SELECT
    * EXCLUDE (is_wrong),
    CASE
        WHEN vintage IS NULL OR first_code IS NULL OR last_code IS NULL OR is_wrong THEN 'rejected'
        WHEN row_number() OVER (PARTITION BY first_code ORDER BY file_id, line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate
FROM typed;

INSERT INTO raw_reject
SELECT file_id, line, 'vintage, first_code, last_code, valid_from or valid_to (YYYY-MM-DD) is not given', NULL
FROM stg_ward_vintages
WHERE fate = 'rejected';

-- What joins by code range sees only the lines that count.
CREATE VIEW ward_vintage AS SELECT * FROM stg_ward_vintages WHERE fate = 'loaded';
