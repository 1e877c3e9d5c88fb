CREATE TABLE dim_indicator AS
SELECT
    indicator_id, area_code, number, strategy, heading, indicator, baseline, owner, frequency, baseline_value, unit,
    baseline_from, baseline_to, aim, document, paragraph, is_doubtful, note
FROM stg_indicators
WHERE fate = 'loaded'
ORDER BY file_id, line;
