-- Only the months that a file gives: a month without a row is a gap, a row of 0 is zero.
CREATE TABLE fct_place_monthly AS
SELECT
    r.place_id, r.period_month, r.measure, r.count, r.cited_source,
    -- Of a place for partners nothing is public.
    least(r.audience, p.audience) AS audience
FROM stg_place_reports AS r
JOIN dim_place AS p ON r.place_id = p.place_id
WHERE r.fate = 'loaded'
ORDER BY r.place_id, r.measure, r.period_month;
