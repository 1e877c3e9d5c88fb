SELECT a.file_id, a.line, concat_ws(
    '; ',
    CASE WHEN i.indicator_id IS NULL
        THEN 'indicator_id ' || shown(a.indicator_id) || ' is none of the indicators; add it to indicators.csv' END,
    CASE WHEN a.period_to < a.period_from
        THEN 'period_to is before period_from; the first month comes first' END,
    CASE WHEN i.unit = 'text' THEN 'indicator_id ' || shown(a.indicator_id) || ' has no figures: its unit is text' END,
    CASE WHEN i.unit = 'percent' AND a.actual > 100
        THEN 'actual ' || a.actual || ' is over 100, and the indicator is a percentage' END,
    CASE WHEN i.unit <> 'count' AND a.base = 0 THEN 'base is 0; leave it empty where it is not known' END
) AS reason
FROM stg_indicator_actuals AS a
LEFT JOIN stg_indicators AS i ON a.indicator_id = i.indicator_id AND i.fate = 'loaded'
WHERE a.fate = 'loaded'
