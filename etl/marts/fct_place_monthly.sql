-- Only the months that a file gives: a month without a row is a gap, a row of 0 is zero.
CREATE TABLE fct_place_monthly AS
SELECT place_id, period_month, measure, count, source
FROM stg_place_reports
WHERE fate = 'loaded'
ORDER BY place_id, measure, period_month;
