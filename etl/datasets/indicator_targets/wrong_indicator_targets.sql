SELECT t.file_id, t.line, concat_ws(
    '; ',
    CASE WHEN i.indicator_id IS NULL
        THEN 'indicator_id ' || shown(t.indicator_id) || ' is none of the indicators; add it to indicators.csv' END,
    CASE WHEN i.unit = 'percent' AND t.target > 100
        THEN 'target ' || t.target || ' is over 100, and the indicator is a percentage' END
) AS reason
FROM stg_indicator_targets AS t
LEFT JOIN stg_indicators AS i ON t.indicator_id = i.indicator_id AND i.fate = 'loaded'
WHERE t.fate = 'loaded'
