-- A line whose cells are right each by itself, and wrong together.
CREATE TABLE wrong_target AS
SELECT t.file_id, t.line, concat_ws(
    '; ',
    CASE WHEN i.indicator_id IS NULL
        THEN 'indicator_id ' || shown(t.indicator_id) || ' is none of the indicators; add it to indicators.csv' END,
    CASE WHEN i.unit = 'percent' AND t.target > 100
        THEN 'target ' || t.target || ' is over 100, and the indicator is a percentage' END
) AS reason
FROM stg_indicator_targets AS t
LEFT JOIN stg_indicators AS i ON t.indicator_id = i.indicator_id AND i.fate = 'loaded'
WHERE t.fate = 'loaded';

INSERT INTO raw_reject SELECT file_id, line, reason, NULL FROM wrong_target WHERE reason <> '';

UPDATE stg_indicator_targets AS t SET fate = 'rejected'
FROM wrong_target AS w
WHERE t.file_id = w.file_id AND t.line = w.line AND w.reason <> '';
